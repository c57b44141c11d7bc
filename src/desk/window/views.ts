import { changesView } from './changes/changes-view.ts';
import { followUpView } from './follow-up/follow-up-view.ts';
import { mendView } from './mend/mend-view.ts';
import { publishView } from './publish/publish-view.ts';
import { reviewView } from './review/review-view.ts';
import { takeView } from './take/take-view.ts';
import type { View } from './view.ts';

export const views: readonly View[] = [
  takeView,
  changesView,
  mendView,
  reviewView,
  publishView,
  followUpView
];

import { changesView } from './changes/changes-view.ts';
import { takeView } from './take/take-view.ts';
import type { View } from './view.ts';

/** The views of the page, in the order of its bar. */
export const views: readonly View[] = [takeView, changesView];

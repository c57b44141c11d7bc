import type { Language } from '../../locale/languages.ts';
import type { Job } from './job.ts';
import type { View } from './view.ts';

/** All that the frame of a page shows. */
export interface Shown {
  /** Absolute, with a slash at the end. */
  home: string;
  language: Language;
  views: readonly View[];
  title: string;
  /** Of the view, and its query with the question mark. */
  path: string;
  search: string;
  body: string;
  /** The outcome of the form that was posted before. */
  said: { lines: readonly string[]; failed: boolean } | undefined;
  running: Job | undefined;
  /** True for the page that waits for it. */
  isWaiting?: boolean;
  other: string | undefined;
  /** The name of the step that can be undone. */
  undo?: string | undefined;
}

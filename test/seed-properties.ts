import fc from 'fast-check';
import { long } from './slice.ts';

// The same inputs in every run, so that a failure comes from the change. Long campaigns use new ones.
if (!long) fc.configureGlobal({ seed: 20181008 });

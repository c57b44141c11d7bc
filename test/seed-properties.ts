import fc from 'fast-check';
import { long } from './slice.ts';

// What properties are tried with is the same in every run, so that one fails for what was changed;
// a long campaign looks further.
if (!long) fc.configureGlobal({ seed: 20181008 });

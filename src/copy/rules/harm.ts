import type { FilePosition } from '../../sources/source-error.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import type { RuleChecks } from './copy-rules.ts';
import { placesIn } from './figures/facets.ts';
import { spansOf, wholeWords } from './phrase.ts';
import { say } from '../../locale/say.ts';

/** A label, or the title, heading or subtitle of a scene, by a key such as `unknown.figure`. */
export interface Labelled extends FilePosition {
  key: string;
  text: string;
  file: string;
}

type HarmChecks = Pick<RuleChecks, 'places' | 'wording'>;

/** Help and the content note speak of harm (S20, S21), and an answer explains a number. */
const free = /^(?:help|note|about|answer)\./;

/** Answers about who is connected: no word of harm stands beside a map. */
const connectionAnswer =
  /^answer\.(?:world|half-world|idn|gbr|india|coverage|ahead|economies|revised|span|tenth|itu)(?=-|$)/;

/** Scenes about offences, what was done and what children told may name harm, not say it done. */
const ofOffences = new RegExp(
  `^(?:(?:embed\\.)?card\\.|file\\.unit\\.|share\\.(?:publisher\\.|lead\\.)?)?(?:${[
    ...['demand', 'unit', 'nca', 'iicsa', 'europol', 'arrests', 'safeguarded', 'since'],
    ...['unknown', 'surveyed', 'dh', 'counts', 'reports', 'pages', 'known-and-told'],
    'fact\\.title'
  ].join('|')})(?=[.-]|$)`
);

/** A placeholder that a place fills. */
const filledPlace = /\{(?:country|countries|place|places)\}/;

/** Reports words of harm in labels, outside the exceptions of wording.json (S43). */
export function harmProblems(
  { key, text, file, ...at }: Labelled,
  { places, wording }: HarmChecks
): Problem[] {
  const { harm } = wording;
  if (!harm || (free.test(key) && !connectionAnswer.test(key))) return [];
  const mayName = ofOffences.test(key);
  const patterns = mayName ? harm.done : [...harm.done, ...harm.named];
  const found = [...text.matchAll(wholeWords(patterns.join('|')))];
  if (found.length === 0) return [];
  const namesPlace =
    filledPlace.test(text) ||
    placesIn(text, { places, wording }).some(({ place }) => place !== 'WLD');
  const allowed = harm.allowed
    .filter(({ rule }) => rule === 'S05' || rule === 'S12' || (mayName && !namesPlace))
    .filter(({ labels }) => labels.some((label) => key.startsWith(label)))
    .map((exception) => exception.text);
  const spans = spansOf(allowed, text);
  return found
    .filter(
      ({ 0: words, index }) =>
        !spans.some(({ start, end }) => start <= index && index + words.length <= end)
    )
    .map(([words]) =>
      problemsOf('harm', file, 'S43')(
        at,
        say`“${words}” in “${text}” is a word of harm in a label.`,
        say`Say what is counted without it. Only the exceptions under “harm” of wording.json may, each in its place.`
      )
    );
}

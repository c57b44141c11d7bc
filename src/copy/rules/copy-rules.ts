import { z } from 'zod';
import { claimUnits, type Claim } from '../../story/claim.ts';
import type { ComputedClaim } from '../../story/lock.ts';
import { refusal } from '../../story/problem.ts';
import { placeOfKey, readJson } from '../../story/read-json.ts';

const phrases = z.array(z.string().min(1));
const bound = z.strictObject({ before: phrases, after: phrases });
const boundsSchema = z.strictObject({
  about: bound,
  over: bound,
  nearly: bound,
  at_least: bound,
  up_to: bound
});

/**
 * The words that carry a bound, standing just before or just after the number (standards V01). A
 * range is carried by both its ends.
 */
export type BoundWords = z.infer<typeof boundsSchema>;

const wordingSchema = z.strictObject({
  rules: z.array(
    z.strictObject({
      rule: z.string().regex(/^[SVAR]\d\d$/),
      pattern: z.string().min(1),
      why: z.string().min(1),
      instead: z.string().min(1),
      near: z.string().min(1).optional()
    })
  ),
  /**
   * What stands although a rule refuses it: why, who calls it so, and the one place where it is
   * said (S12).
   */
  allowed: z.array(
    z.strictObject({
      text: z.string().min(1),
      why: z.string().min(1),
      source: z.string().min(1),
      line: z
        .string()
        .regex(
          /^[a-z0-9.-]+\.(md|json|txt), \S+$/,
          'must be a file and a place in it, such as “methods.md, definitions”'
        )
    })
  ),
  /**
   * How the language names each body that the story quotes or counts by, the longest name it goes
   * by and the short ones.
   */
  attributions: z.record(z.string().min(1), phrases).optional(),
  /**
   * The words that a release is named with: those that stand just before its date, and those just
   * after.
   */
  releases: bound.optional(),
  /**
   * The names that the story itself uses of places, beside those of countries.json: of countries by
   * code, of the world as `WLD`, of parts of it by any word.
   */
  places: z.record(z.string().min(1), phrases).optional(),
  /**
   * The words that say what a share of people is a share of, those that deny such a word behind
   * them, and those that deny it alone.
   */
  measures: z
    .strictObject({
      use: phrases,
      coverage: phrases,
      not: phrases,
      opposite: z.strictObject({ use: phrases, coverage: phrases })
    })
    .optional(),
  /**
   * How parts of a hundred are said, by their percent or by what they are more or less than, what
   * makes one a limit from above, what denies a limit, and what says no part though it holds the
   * words of one.
   */
  parts: z
    .strictObject({
      under: phrases,
      not: phrases,
      none: phrases.optional(),
      said: z.record(
        z.string().regex(/^[<>]?\d+(\.\d+)?$/, 'must be a percent, or < or > and a percent'),
        phrases
      )
    })
    .optional(),
  /**
   * What figures of each unit count, by unit, `other` for what none counts; and the words that make
   * another number of one.
   */
  counts: z
    .strictObject({
      scales: phrases,
      of: z.partialRecord(z.enum([...claimUnits, 'other']), phrases)
    })
    .optional(),
  /**
   * The words that join two figures: a part and its whole, the two ends of a change or of a range,
   * and those that say which way a change went.
   */
  joins: z
    .strictObject({ of: phrases, from: phrases, to: phrases, up: phrases, down: phrases })
    .optional(),
  /**
   * The words that turn what a sentence claims, each kind as its opposites, and of each all that
   * mean the same.
   */
  keywords: z.array(z.array(phrases.min(1)).min(1)).optional(),
  /** The words of which what follows is denied, and something else said instead. */
  denials: phrases.optional(),
  sentences: z
    .strictObject({ average: z.number().positive(), longest: z.number().positive() })
    .optional()
});

/**
 * What a language may not say, and what it must say instead; from `data/copy/<lang>/wording.json`.
 */
export type Wording = z.infer<typeof wordingSchema>;

/** What a text is checked against, in its language. */
export interface RuleChecks {
  claims: ReadonlyMap<string, Claim>;
  computed: ReadonlyMap<string, ComputedClaim>;
  /**
   * The date of the release shown of each indicator, by its id, and of each release that is pinned
   * or kept, by its name.
   */
  releases: ReadonlyMap<string, string>;
  /** Names that hold digits, and phrases whose year never moves. */
  names: readonly string[];
  /** The year that the map shows at each step that stops it, by the step's id. */
  mapYears?: ReadonlyMap<string, number>;
  /**
   * How the language names each place that a figure can be of, by its code; the name to print
   * first.
   */
  places: Readonly<Record<string, readonly string[]>>;
  /** The same in the language of the ledgers. */
  ledgerPlaces: RuleChecks['places'];
  bounds: BoundWords;
  wording: Omit<Wording, 'rules' | 'allowed'>;
}

const fix = 'Correct the file: the same file of another language shows its form.';

/**
 * Returns the bound words of a language.
 * @throws StoryRefused when the file is not of that form.
 */
export const readBounds = (text: string, file: string): BoundWords =>
  readJson(text, file, boundsSchema, fix);

/**
 * Returns the names that hold digits (`4G`, `SAPA 129`) from `data/copy/names.json`.
 * @throws StoryRefused when the file is no list of them.
 */
export function readNames(text: string, file: string): string[] {
  return readJson(
    text,
    file,
    z.array(z.string().regex(/\d/, 'must be a name that holds a digit')),
    fix
  );
}

/**
 * Returns the wording rules of a language.
 * @throws StoryRefused when the file is not of that form or a pattern cannot be read.
 */
export function readWording(text: string, file: string): Wording {
  const wording = readJson(text, file, wordingSchema, fix);
  for (const { pattern, near } of wording.rules) {
    for (const source of [pattern, near ?? '']) {
      try {
        new RegExp(source, 'iu');
      } catch (error) {
        throw refusal({
          kind: 'pattern',
          file,
          ...placeOfKey(text, 'rules'),
          wrong: `“${source}” is not a regular expression (${(error as Error).message}).`,
          fix: 'Correct the pattern.'
        });
      }
    }
  }
  return wording;
}

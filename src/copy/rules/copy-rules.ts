import { z } from 'zod';
import { claimUnits, type Claim } from '#story/claim.ts';
import type { ComputedClaim } from '#story/lock.ts';
import { refusal } from '#story/problem.ts';
import { placeOfKey, readJson } from '#story/read-json.ts';
import { say } from '#locale/say.ts';

/** Comparisons that a heading may make only if the promise of its claim makes them too. */
// oxfmt-ignore
export const directions = [
  'most', 'many', 'few', 'more', 'fewer', 'first', 'all', 'none', 'double', 'before', 'after', 'up', 'down'
] as const;

const text = z.string().min(1);
const phrases = z.array(text);
const byNumber = z.record(z.string().regex(/^\d+$/, 'must be a whole number'), phrases);
const bound = z.strictObject({ before: phrases, after: phrases });
/** Words just before or after a number that carry its bound (V01). A range has both its ends. */
const boundsSchema = z.strictObject({
  about: bound,
  over: bound,
  nearly: bound,
  at_least: bound,
  up_to: bound
});

const wordingSchema = z.strictObject({
  rules: z.array(
    z.strictObject({
      rule: z.string().regex(/^[SVAR]\d\d$/),
      pattern: text,
      why: text,
      instead: text,
      near: text.optional()
    })
  ),
  /** Exceptions to rules: the reason, the source, and the one place of each (S12). */
  allowed: z.array(
    z.strictObject({
      text: text,
      why: text,
      source: text,
      line: z
        .string()
        .regex(
          /^[a-z0-9.-]+\.(md|json|txt), \S+$/,
          'must be a file and a place in it, such as “methods.md, definitions”'
        )
    })
  ),
  /** Names of each body that the story quotes, the longest first. */
  attributions: z.record(text, phrases).optional(),
  releases: bound.optional(),
  /** The story's own names of places: countries by code, the world as `WLD`, regions by any key. */
  places: z.record(text, phrases).optional(),
  bounds: boundsSchema,
  /** Words that say what a share counts; words that deny them; and opposites (“offline”). */
  measures: z
    .strictObject({
      use: phrases,
      coverage: phrases,
      not: phrases,
      opposite: z.strictObject({ use: phrases, coverage: phrases })
    })
    .optional(),
  /**
   * Phrases for fractions by percent (`>50`: more than half), for upper bounds, for negations,
   * between a part and its whole (“out of”), and phrases that contain a fraction but mean none.
   */
  parts: z
    .strictObject({
      under: phrases,
      not: phrases,
      of: phrases,
      none: phrases.optional(),
      said: z.record(
        z.string().regex(/^[<>]?\d+(\.\d+)?$/, 'must be a percent, or < or > and a percent'),
        phrases
      )
    })
    .optional(),
  /**
   * Words for what each unit counts, `other` for what no unit counts; and words of scale
   * (“million”).
   */
  counts: z
    .strictObject({
      scales: phrases,
      of: z.partialRecord(z.enum([...claimUnits, 'other']), phrases)
    })
    .optional(),
  /**
   * Other words that say a quantity in a heading or label, by direction, and phrases that contain
   * such words or digits but define what is counted (V40).
   */
  quantities: z
    .strictObject({
      none: phrases,
      numbers: byNumber,
      /** “Tens of thousands”: of the number, up to ten times as many. */
      scales: byNumber,
      said: z.record(z.enum(directions), phrases)
    })
    .optional(),
  /**
   * Patterns of words that say harm done to people, which no label has, and that name harm, which no
   * label of connection has; and exceptions: the reason, the source, and the beginnings of the keys
   * of their labels (S43).
   */
  harm: z
    .strictObject({
      done: phrases,
      named: phrases,
      allowed: z.array(
        z.strictObject({
          /** S05: what a map does not show; S12: a name; S43: what children told. */
          rule: z.enum(['S05', 'S12', 'S43']),
          text: text,
          why: text,
          source: text,
          labels: phrases
        })
      )
    })
    .optional(),
  sentences: z
    .strictObject({ average: z.number().positive(), longest: z.number().positive() })
    .optional()
});

export type Wording = z.infer<typeof wordingSchema>;

export interface RuleChecks {
  claims: ReadonlyMap<string, Claim>;
  computed: ReadonlyMap<string, ComputedClaim>;
  releases: ReadonlyMap<string, string>;
  /** Names with digits, and phrases whose year never moves. */
  names: readonly string[];
  mapYears?: ReadonlyMap<string, number>;
  /** Names of places by code, the printed name first. */
  places: Readonly<Record<string, readonly string[]>>;
  /** The same in the language of the ledgers. */
  ledgerPlaces: RuleChecks['places'];
  wording: Omit<Wording, 'rules' | 'allowed'>;
}

const fix = () => say`Correct the file: the same file of another language shows its form.`;

/** Names with digits (`4G`, `SAPA 129`). */
export function readNames(text: string, file: string) {
  return readJson(
    text,
    file,
    z.array(z.string().regex(/\d/, 'must be a name that holds a digit')),
    fix()
  );
}

export function readWording(text: string, file: string): Wording {
  const wording = readJson(text, file, wordingSchema, fix());
  for (const { pattern, near } of wording.rules) {
    for (const source of [pattern, near ?? '']) {
      try {
        new RegExp(source, 'iu');
      } catch (error) {
        throw refusal({
          kind: 'pattern',
          file,
          ...placeOfKey(text, 'rules'),
          wrong: say`“${source}” is not a regular expression (${(error as Error).message}).`,
          fix: say`Correct the pattern.`
        });
      }
    }
  }
  return wording;
}

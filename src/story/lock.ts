import { z } from 'zod';
import { byLanguage, languages, type Language } from '../locale/languages.ts';
import { digest } from '../vintages/sha256.ts';
import { vintageName } from '../vintages/vintage.ts';
import type { Claim } from './claim.ts';
import { indicators, type IndicatorId, type PerIndicator } from './data.ts';
import type { Edition } from './edition.ts';
import { printClaim, roundClaim } from './print-claim.ts';
import { day, inEveryLanguage, readJson } from './read-json.ts';

/** Where the lock stands, from the project's root. */
export const lockFile = 'data/edition.lock.json';

const pin = z.strictObject({
  source: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the name of a folder under data/vintages'),
  release: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'must be a release as YYYY-MM-DD or YYYY-MM'),
  sha256: digest
});

const lockSchema = z.strictObject({
  edition: day,
  /**
   * The day on which words that turn a claim last changed while the edition stayed: who signed for
   * it before had read another text.
   */
  worded: day.optional(),
  pins: z.strictObject(
    Object.fromEntries(indicators.map((indicator) => [indicator, pin])) as Record<
      IndicatorId,
      typeof pin
    >
  ),
  kept: z.array(pin),
  claims: z.record(
    z.string(),
    z.strictObject({
      value: z.number(),
      year: z.number().int().optional(),
      ...inEveryLanguage.shape
    })
  ),
  /**
   * What must be true of each claim, as `claims.csv` wrote it when it was reviewed. Older locks say
   * neither this nor the next, and are to be locked again.
   */
  promises: z.record(z.string(), z.string()).optional(),
  keywords: z.record(z.string(), z.string()).optional()
});

/** One pinned vintage and the fingerprint of its files. */
export type Pin = z.infer<typeof pin>;
/**
 * One claim as it was last reviewed: its rounded value, the year that it is of, and how each
 * language prints it. Older locks say no year.
 */
export type LockedClaim = { value: number; year?: number | undefined } & Record<Language, string>;
/**
 * The words that turn what a part of the copy claims, as they were last reviewed, by the part and
 * the figures that they are said of.
 */
export type Keywords = Record<string, string>;
/**
 * The pinned vintages and every claim as printed: what an editor reviews when data changes
 * (standards D05, D06).
 */
export type Lock = Omit<z.infer<typeof lockSchema>, 'pins' | 'claims'> & {
  pins: PerIndicator<Pin>;
  claims: Record<string, LockedClaim>;
};

/**
 * Returns the name of the vintage that a claim's source stands for: of an indicator, the one shown;
 * any other source is named already.
 */
export function vintageRead(
  source: string,
  pins: Readonly<Partial<Record<string, Pick<Pin, 'source' | 'release'>>>>
): string {
  const pin = pins[source];
  return pin ? vintageName(pin) : source;
}

/**
 * Returns the lock.
 * @throws StoryRefused naming the line and field that is not what a lock holds.
 */
export function readLock(text: string, file = lockFile): Lock {
  return readJson(text, file, lockSchema, 'Restore the file from the last commit.') as Lock;
}

export const perIndicator = <Value>(of: (indicator: IndicatorId) => Value): PerIndicator<Value> =>
  Object.fromEntries(indicators.map((one) => [one, of(one)])) as PerIndicator<Value>;

/**
 * Returns the lock as the file that is committed: keys sorted, two spaces, one line break at the
 * end. The same lock gives the same bytes.
 */
export function writeLock(lock: Lock): string {
  const sorted = <Value>(record: Record<string, Value>) =>
    Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
  const pinned = ({ source, release, sha256 }: Pin): Pin => ({ source, release, sha256 });
  const whole = {
    edition: lock.edition,
    ...(lock.worded === undefined ? {} : { worded: lock.worded }),
    pins: perIndicator((indicator) => pinned(lock.pins[indicator])),
    kept: lock.kept
      .map(pinned)
      .sort((one, other) => (vintageName(one) < vintageName(other) ? -1 : 1)),
    claims: Object.fromEntries(
      Object.entries(sorted(lock.claims)).map(([id, claim]) => [
        id,
        {
          value: claim.value,
          ...(claim.year === undefined ? {} : { year: claim.year }),
          ...byLanguage((language) => claim[language])
        }
      ])
    ),
    ...(lock.promises === undefined ? {} : { promises: sorted(lock.promises) }),
    ...(lock.keywords === undefined ? {} : { keywords: sorted(lock.keywords) })
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** A claim computed in an edition: its number, as printed and reviewed; or why it has none. */
export type ComputedClaim =
  | {
      claim: Claim;
      ok: true;
      value: number;
      locked: LockedClaim;
      holds: boolean;
      /**
       * Why the promise could not be judged, where another figure it needs is missing; it does not
       * hold then.
       */
      doubt?: string;
    }
  | { claim: Claim; ok: false; why: string };

/**
 * Returns every claim computed in an edition. A claim without a value says why instead of throwing,
 * so that all can be reported at once.
 */
export function computeClaims(
  claims: ReadonlyMap<string, Claim>,
  edition: Edition
): Map<string, ComputedClaim> {
  const judge = (claim: Claim, value: number): { holds: boolean; doubt?: string } => {
    try {
      return { holds: claim.holds(value, edition) };
    } catch (error) {
      return { holds: false, doubt: (error as Error).message };
    }
  };
  const compute = (claim: Claim): ComputedClaim => {
    try {
      const [value, year] = [claim.compute(edition), claim.yearIn(edition)];
      const prints = byLanguage((language) => printClaim(claim, value, language));
      return {
        claim,
        ok: true,
        value,
        locked: {
          value: Number(roundClaim(claim, value)),
          ...(year === undefined ? {} : { year }),
          ...prints
        },
        ...judge(claim, value)
      };
    } catch (error) {
      return { claim, ok: false, why: (error as Error).message };
    }
  };
  return new Map([...claims.values()].map((claim) => [claim.id, compute(claim)]));
}

/** One claim that is no longer what the lock says; `undefined` where it is new or gone. */
export interface ClaimChange {
  id: string;
  before: LockedClaim | undefined;
  after: LockedClaim | undefined;
}

/**
 * Returns a claim as a language prints it, with its year where that is what moved; undefined where
 * there is none.
 */
export function printBeside(
  claim: LockedClaim | undefined,
  other: LockedClaim | undefined,
  language: Language
): string | undefined {
  const moved = claim?.year !== undefined && other?.year !== undefined && claim.year !== other.year;
  return moved ? `${claim[language]} (${claim.year})` : claim?.[language];
}

/**
 * Returns the year that a claim is of, as copy prints it; undefined where there is none, as in
 * older locks. A claim may be a year itself.
 */
export const printYear = (claim: LockedClaim, language: Language): string | undefined =>
  claim.year === undefined ? /^\d{4}$/.exec(claim[language])?.[0] : String(claim.year);

/**
 * Returns how a language prints a claim before and after: `67% (2023) → 71% (2024)`; a dash where
 * there is none.
 */
export function printChange(
  { before, after }: Omit<ClaimChange, 'id'>,
  language: Language
): string {
  return `${printBeside(before, after, language) ?? '–'} → ${printBeside(after, before, language) ?? '–'}`;
}

/**
 * Returns the claims that differ from the lock, by id. Only a printed or rounded difference counts
 * (standards D06).
 */
export function changedClaims(
  lock: Lock,
  computed: ReadonlyMap<string, ComputedClaim>
): ClaimChange[] {
  const now = [...computed].flatMap(([id, claim]) =>
    claim.ok ? [[id, claim.locked] as const] : []
  );
  return lockedClaimChanges(lock, { claims: Object.fromEntries(now) });
}

/**
 * A promise that is another than the one that was reviewed: a number could break the one and keep
 * the other.
 */
export interface PromiseChange {
  id: string;
  /** Undefined where the line was taken out of a lock that says what was promised of the others. */
  before: string | undefined;
  after: string;
}

/**
 * Returns the promises that differ between two locks, by id: of claims that both have, where both
 * say what was promised.
 */
export function promiseChanges(
  before: Pick<Lock, 'claims' | 'promises'>,
  after: Pick<Lock, 'promises'>
): PromiseChange[] {
  const { claims, promises: then } = before;
  if (then === undefined) return [];
  const ids = Object.keys({ ...claims, ...then }).sort();
  return ids.flatMap((id) => {
    const [was, is] = [then[id], after.promises?.[id]];
    return is === undefined || is === was ? [] : [{ id, before: was, after: is }];
  });
}

/** Returns a promise as a sentence says it. */
export const printPromise = (promise: string | undefined) =>
  promise === undefined ? 'nothing' : `“${promise}”`;

/** Returns the claims that differ between two locks, by id, as each of them records it. */
export function lockedClaimChanges(
  { claims: then }: Pick<Lock, 'claims'>,
  { claims: now }: Pick<Lock, 'claims'>
): ClaimChange[] {
  const ids = Object.keys({ ...then, ...now }).sort();
  return ids.flatMap((id): ClaimChange[] => {
    const [before, after] = [then[id], now[id]];
    const sameYear =
      before?.year === undefined || after?.year === undefined || before.year === after.year;
    const same =
      before &&
      after &&
      sameYear &&
      before.value === after.value &&
      languages.every((language) => before[language] === after[language]);
    return same ? [] : [{ id, before, after }];
  });
}

import { z } from 'zod';
import { byLanguage, ownLanguages, type Language } from '#locale/languages.ts';
import { digest } from '#vintages/sha256.ts';
import { vintageName } from '#vintages/vintage.ts';
import { restore } from '#sources/source-error.ts';
import type { Claim } from './claim.ts';
import { indicators, type IndicatorId, type PerIndicator } from './data.ts';
import type { Edition } from './edition.ts';
import { editionName, readJson } from './read-json.ts';
import { ungroupedNumberFormat } from '#locale/formatters.ts';
import { formatNumber, formatOneIn, formatPart, formatPercent } from '#locale/numbers.ts';

/** 48,6% (id), 48.6% (en), 80,000, 2018. Copy names units other than % itself (A20, V10). */
export function printClaim(
  claim: Pick<Claim, 'unit' | 'digits'>,
  value: number,
  language: Language
) {
  if (claim.unit === 'percent') return formatPercent(value, language, claim.digits);
  if (claim.unit === 'year') return String(Math.round(value));
  if (claim.unit === 'one-in') return formatOneIn(value, language);
  if (claim.unit === 'part') return formatPart(value, language);
  return formatNumber(value, language, claim.digits);
}

export function roundClaim(claim: Pick<Claim, 'unit' | 'digits'>, value: number) {
  const digits = claim.unit === 'year' ? 0 : claim.digits;
  return ungroupedNumberFormat('en', digits).format(value);
}

export const lockFile = 'data/edition.lock.json';

const pin = z.strictObject({
  source: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be the name of a folder under data/vintages'),
  release: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'must be a release as YYYY-MM-DD or YYYY-MM'),
  sha256: digest
});

const lockSchema = z.strictObject({
  edition: editionName,
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
      ...byLanguage(() => z.string().min(1), ownLanguages)
    })
  ),
  // Older locks, which `follow-up` reads from the history, have these too.
  formulas: z.unknown().optional(),
  promises: z.unknown().optional(),
  worded: z.unknown().optional(),
  keywords: z.unknown().optional()
});

export type Pin = z.infer<typeof pin>;
export type LockedClaim = { value: number; year?: number | undefined } & Record<Language, string>;
/** An editor reviews it when data changes (D05, D06). */
export type Lock = Pick<z.infer<typeof lockSchema>, 'edition' | 'kept'> & {
  pins: PerIndicator<Pin>;
  claims: Record<string, LockedClaim>;
};

/** The vintage that a claim's source names: of an indicator, the pinned one. */
export function vintageRead(
  source: string,
  pins: Readonly<Partial<Record<string, Pick<Pin, 'source' | 'release'>>>>
) {
  const pin = pins[source];
  return pin ? vintageName(pin) : source;
}

export function releasesOf({ pins, kept }: Pick<Lock, 'pins' | 'kept'>) {
  return new Map([
    ...Object.entries(pins).map(([indicator, { release }]) => [indicator, release] as const),
    ...[...Object.values(pins), ...kept].map((pin) => [vintageName(pin), pin.release] as const)
  ]);
}

export function readLock(text: string, file = lockFile) {
  return readJson(text, file, lockSchema, restore(file)) as Lock;
}

export const perIndicator = <Value>(of: (indicator: IndicatorId) => Value) =>
  Object.fromEntries(indicators.map((one) => [one, of(one)])) as PerIndicator<Value>;

/** Stable text: keys sorted, so that the same lock gives the same bytes. */
export function writeLock(lock: Lock) {
  const sorted = <Value>(record: Record<string, Value>) =>
    Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
  const pinned = ({ source, release, sha256 }: Pin) => ({ source, release, sha256 });
  const whole = {
    edition: lock.edition,
    pins: perIndicator((indicator) => pinned(lock.pins[indicator])),
    kept: lock.kept
      .map(pinned)
      .sort((one, other) => (vintageName(one) < vintageName(other) ? -1 : 1)),
    claims: Object.fromEntries(
      Object.entries(sorted(lock.claims)).map(([id, claim]) => [
        id,
        {
          value: claim.value,
          year: claim.year,
          ...byLanguage((language) => claim[language], ownLanguages)
        }
      ])
    )
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

export type ComputedClaim =
  | {
      claim: Claim;
      ok: true;
      value: number;
      locked: LockedClaim;
      holds: boolean;
      /** Why the promise could not be judged; it then does not hold. */
      doubt?: string;
    }
  | { claim: Claim; ok: false; why: string };

/** A claim without a value says why instead of throwing, so that all are reported. */
export function computeClaims(
  claims: ReadonlyMap<string, Claim>,
  edition: Edition
): Map<string, ComputedClaim> {
  const judge = (claim: Claim, value: number) => {
    try {
      // Readers compare the words with the printed number.
      const printed = Number(roundClaim(claim, value));
      return { holds: claim.holds(value, edition) && claim.holds(printed, edition) };
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
          ...(year !== undefined && { year }),
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

/** `before` is unset for a new claim, `after` for a deleted one. */
export interface ClaimChange {
  id: string;
  before: LockedClaim | undefined;
  after: LockedClaim | undefined;
}

/** A claim as a language prints it, with its year when only the year moved. */
export function printBeside(
  claim: LockedClaim | undefined,
  other: LockedClaim | undefined,
  language: Language
) {
  const moved = claim?.year !== undefined && other?.year !== undefined && claim.year !== other.year;
  return moved ? `${claim[language]} (${claim.year})` : claim?.[language];
}

/** The year of a claim as copy prints it. In older locks only a claim that is a year has one. */
export const printYear = (claim: LockedClaim, language: Language) =>
  claim.year === undefined ? /^\d{4}$/.exec(claim[language])?.[0] : String(claim.year);

/** `67% (2023) → 71% (2024)`; a dash stands for nothing. */
export function printChange({ before, after }: Omit<ClaimChange, 'id'>, language: Language) {
  return `${printBeside(before, after, language) ?? '–'} → ${printBeside(after, before, language) ?? '–'}`;
}

export function changedClaims(
  lock: Lock,
  computed: ReadonlyMap<string, ComputedClaim>
): ClaimChange[] {
  const now = [...computed].flatMap(([id, claim]) =>
    claim.ok ? [[id, claim.locked] as const] : []
  );
  return lockedClaimChanges(lock, { claims: Object.fromEntries(now) });
}

export function lockedClaimChanges(
  { claims: then }: Pick<Lock, 'claims'>,
  { claims: now }: Pick<Lock, 'claims'>
): ClaimChange[] {
  const ids = Object.keys({ ...then, ...now }).sort();
  return ids.flatMap((id) => {
    const [before, after] = [then[id], now[id]];
    const sameYear =
      before?.year === undefined || after?.year === undefined || before.year === after.year;
    const same =
      before &&
      after &&
      sameYear &&
      before.value === after.value &&
      ownLanguages.every((language) => before[language] === after[language]);
    return same ? [] : [{ id, before, after }];
  });
}

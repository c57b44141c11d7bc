import { byLanguage, type Language } from '../../locale/languages.ts';
import type { OpenedStory } from '../../site/story/open-story.ts';
import { claimUnits, type Claim } from '../../story/claim.ts';
import { readFormula, type FormulaScope } from '../../story/claims/formula.ts';
import { FormulaFault } from '../../story/claims/tokens.ts';
import type { Edition } from '../../story/edition.ts';
import { printClaim } from '../../story/print-claim.ts';
import { say } from '../../locale/say.ts';

/** What a formula gives on the pinned edition. */
export interface TriedFormula {
  value?: number;
  printed?: Record<Language, string>;
  /** The figures that it read: `share of IDN in 2018: 39.9`. */
  rows: string[];
  fault?: string;
  /** Where the fault is in the formula, from 1. */
  column?: number;
}

/** Passes an edition on, and records each figure that is read from it. */
function recording(edition: Edition, rows: Set<string>): Edition {
  return new Proxy(edition, {
    get(target, name, receiver) {
      const found: unknown = Reflect.get(target, name, receiver);
      if (typeof found !== 'function') return found;
      return (...words: unknown[]) => {
        const given: unknown = found.apply(receiver, words);
        const size =
          given instanceof Map || given instanceof Set
            ? say`${given.size} rows`
            : Array.isArray(given)
              ? say`${given.length} rows`
              : typeof given === 'number'
                ? String(given)
                : '';
        if (name !== 'vintage') rows.add([words.join(' '), size].filter(Boolean).join(': '));
        return given;
      };
    }
  });
}

/** Works a formula out on the pinned edition, in the place of a claim. */
export function tryFormula(
  { edition, computed, data }: Pick<OpenedStory, 'edition' | 'computed' | 'data'>,
  { formula, year, unit, digits }: { formula: string; year: string; unit: string; digits: string }
): TriedFormula {
  const rows = new Set<string>();
  const read = recording(edition, rows);
  const claim = (id: string) => computed.get(id)!.claim.compute(read);
  const scope: Omit<FormulaScope, 'own' | 'gives'> = {
    claims: new Set(computed.keys()),
    ids: {
      estimate: new Set(Object.keys(data.estimates)),
      fact: new Set(Object.keys(data.protection))
    }
  };
  try {
    const own = year.trim() === '' ? [] : (['year'] as const);
    const inYear =
      own.length === 0 ? undefined : readFormula(year, { ...scope, gives: 'number', own: [] });
    const parsed = readFormula(formula, { ...scope, gives: 'number', own });
    const of = inYear?.work({ edition: read, claim });
    const value = parsed.work({ edition: read, claim, year: of });
    const printing: Pick<Claim, 'unit' | 'digits'> = {
      unit: claimUnits.find((one) => one === unit) ?? 'percent',
      digits: Math.min(9, Number(digits) || 0)
    };
    return {
      value,
      printed: byLanguage((language) => printClaim(printing, value, language)),
      rows: [...rows]
    };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const column = error instanceof FormulaFault ? { column: error.at + 1 } : {};
    return { rows: [...rows], fault: error.message, ...column };
  }
}

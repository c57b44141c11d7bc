import type { Bound } from './estimate.ts';
import type { Edition } from './edition.ts';

/** What a claim's number is: it decides how the number is printed. */
export type ClaimUnit =
  'percent' | 'people' | 'children' | 'arrests' | 'states' | 'countries' | 'economies' | 'reports' | 'year' | 'years' | 'ratio';

/** What is said about a number besides the number itself. */
export interface ClaimTerms {
  unit: ClaimUnit;
  /** Decimals printed. */
  digits: number;
  /** Whether the words around the number are still true of it; they may set it against another figure of the edition. */
  holds: (value: number, edition: Edition) => boolean;
  /** Those words, plainly, for the editor who must rewrite them: `about half`. */
  promise: string;
  /** Set when the number is a publisher's bounded estimate: the sentence must carry the bound in words (standards V01). */
  bound?: Bound;
  /** The estimate it comes from. */
  estimate?: string;
  /** Indicators or ledger ids that the number is computed from. */
  source: readonly string[];
}

/** A number in prose as a function of the edition (standards D06). */
export interface Claim extends ClaimTerms {
  /** How copy names it: `{% $world-2018 %}`. */
  id: string;
  compute: (edition: Edition) => number;
}

/**
 * The countries that the 2018 report named. They are looked up by a reader, never singled out by a sentence
 * of the story with a figure (standards S01, S07).
 */
export const namedIn2018: ReadonlySet<string> = new Set(['PHL', 'KEN', 'KHM', 'VNM', 'THA']);

/** Returns a claim. @throws Error when its id could not be written in copy, or it has a number of decimals that is none. */
export function claim(id: string, compute: (edition: Edition) => number, terms: ClaimTerms): Claim {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))
    throw new Error(`the claim id “${id}” must be lower-case words and digits joined by hyphens`);
  if (!Number.isInteger(terms.digits) || terms.digits < 0)
    throw new Error(`the claim “${id}” needs a whole number of decimals, not ${terms.digits}`);
  if (terms.source.length === 0) throw new Error(`the claim “${id}” needs at least one source`);
  return { id, compute, ...terms };
}

/**
 * Returns the claims by id.
 * @throws Error when two share an id, or one is about a country that the 2018 report named.
 */
export function registerClaims(...scenes: readonly (readonly Claim[])[]): ReadonlyMap<string, Claim> {
  const registry = new Map<string, Claim>();
  for (const one of scenes.flat()) {
    if (registry.has(one.id)) throw new Error(`two claims have the id “${one.id}”; give one of them another`);
    const country = one.id.slice(0, 3).toUpperCase();
    if (one.id[3] === '-' && namedIn2018.has(country)) refuseCountry(one.id, country);
    registry.set(one.id, one);
  }
  return registry;
}

/**
 * Returns a claim that prints one number of an estimate, with the estimate's bound.
 * Computing it throws when the ledger bounds the estimate otherwise: the copy would carry the wrong word (standards V01).
 */
export function estimateClaim(
  id: string,
  from: { estimate: string; bound: Bound; end: 'low' | 'value' | 'high' },
  terms: Omit<ClaimTerms, 'bound' | 'estimate' | 'source' | 'digits'>
): Claim {
  const compute = (edition: Edition): number => {
    const estimate = edition.estimate(from.estimate);
    if (estimate.bound !== from.bound) {
      throw new Error(
        `the ledger bounds “${from.estimate}” as ${estimate.bound} and the claim “${id}” as ${from.bound}; correct one of them`
      );
    }
    const value = estimate[from.end];
    if (value === null) throw new Error(`data/estimates.csv: “${from.estimate}” has no ${from.end} for the claim “${id}”`);
    return value;
  };
  return claim(id, compute, { ...terms, digits: 0, bound: from.bound, estimate: from.estimate, source: [from.estimate] });
}

function refuseCountry(id: string, iso3: string): never {
  throw new Error(`the claim “${id}” reads ${iso3}: the story makes no claim about a country that the 2018 report named (standards S01)`);
}

/**
 * Returns the edition as a claim may read it.
 * Reading a country that the 2018 report named throws.
 */
function forClaim(one: Claim, edition: Edition): Edition {
  return edition.watched((iso3) => {
    if (namedIn2018.has(iso3)) refuseCountry(one.id, iso3);
  });
}

/** Returns whether the words around the claim's number are true of `value` in this edition. */
export function claimHolds(one: Claim, value: number, edition: Edition): boolean {
  return one.holds(value, forClaim(one, edition));
}

/**
 * Returns the claim's number in this edition, unrounded.
 * @throws Error when the edition has no such value, the number is not finite, or the claim reads a country
 * that the 2018 report named.
 */
export function computeClaim(one: Claim, edition: Edition): number {
  const value = one.compute(forClaim(one, edition));
  if (!Number.isFinite(value)) throw new Error(`the claim “${one.id}” is ${value}, which is not a number to print`);
  return value;
}

import type { Source } from '../source.ts';

const kinds: Readonly<Record<string, RegExp>> = {
  percent: /%|\bper ?cent(age)?s?\b|\bpercentages?\b/i,
  'per 100': /\bper (100|hundred)(?![\d,. ]*\d)\b/i,
  'per 1,000': /\bper (1[,. ]?000|thousand)\b/i,
  thousands: /\bthousands\b|\bin thousand\b/i,
  millions: /\bmillions?\b/i,
  billions: /\bbillions?\b/i
};

const kindsIn = (text: string) => Object.keys(kinds).filter((kind) => kinds[kind]?.test(text));

const kindOf: Record<Source['unit'], string[]> = {
  percent: ['percent'],
  'per 100 people': ['per 100'],
  people: [],
  states: []
};

/** The last brackets of a name, where publishers put its unit: `% of population`. */
const inBrackets = (text: string) => /\(([^()]*)\)[^()]*$/.exec(text)?.[1]?.trim().toLowerCase();

/** True when an indicator's name in a file has another unit, or other brackets, than its source. */
export function namesOtherUnit(
  name: string,
  { title, unit }: Pick<Source, 'title' | 'unit'>
): boolean {
  const [own, declared] = [inBrackets(name), inBrackets(title)];
  if (own !== undefined && declared !== undefined && own !== declared) return true;
  const known = new Set([...kindsIn(title), ...kindOf[unit]]);
  return kindsIn(name).some((kind) => !known.has(kind));
}

export function isOtherUnit(text: string, { unit }: Pick<Source, 'unit'>): boolean {
  return text !== '' && kindsIn(text).join() !== kindOf[unit].join();
}

import { expect } from 'vitest';
import type { PictureRecord } from '../../src/charts/chart.ts';
import { holds } from './said-in.ts';

/** A number of a form: words, labels that hold it, a number, or the class of a colour. */
export type Reading = string | string[] | number | { from: number; below: number };
export type Readings = Record<string, Reading | undefined>;

const tolerance = (text: string) =>
  0.5 * 10 ** -(/[.,](\d{1,2})(?!\d)/.exec(text)?.[1]?.length ?? 0) + 1e-9;

export function expectSame(
  record: PictureRecord,
  readings: Readings,
  where: string,
  lacks: (id: string) => boolean = () => false
) {
  const asked = record.numbers.filter(({ id }) => !lacks(id));
  expect(asked.length, `${where} says something`).toBeGreaterThan(0);
  const faults = asked.flatMap(({ id, value, text }) => {
    const said = readings[id];
    if (said === undefined) return [`${id}: not said, expected ${text}`];
    const same =
      typeof said === 'string'
        ? said === text
        : Array.isArray(said)
          ? said.every((label) => holds(label, text))
          : typeof said === 'number'
            ? Math.abs(said - value) <= tolerance(text)
            : said.from <= value && value < said.below;
    return same
      ? []
      : [
          `${id}: says ${typeof said === 'object' ? JSON.stringify(said) : said}, expected ${text} (${value})`
        ];
  });
  expect(faults, where).toEqual([]);
  const known = new Set(record.numbers.map(({ id }) => id));
  expect(
    Object.entries(readings).flatMap(([id, said]) =>
      said === undefined || known.has(id) ? [] : [id]
    ),
    `${where} says more than the picture`
  ).toEqual([]);
}

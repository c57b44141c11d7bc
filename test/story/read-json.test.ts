import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { placeOfPath } from '../../src/sources/checked-json.ts';
import { day, placeOfKey, readJson } from '../../src/story/read-json.ts';

const nested = z.strictObject({ a: z.strictObject({ b: z.number() }) });
const listed = z.strictObject({
  a: z.array(z.number()).min(1),
  b: z.string().min(1).optional(),
  c: z.enum(['e', 'f']).optional()
});
const dated = z.array(z.strictObject({ on: day }));

it.each<[string, z.ZodType]>([
  ['{\n  "a": }', nested],
  ['{\n  a: 1\n}', nested],
  ['<!doctype html>', nested],
  ['', nested],
  ['{\n  "a": {\n    "b": "x"\n  }\n}', nested],
  ['{\n  "a": {}\n}', nested],
  ['{\n  "a": {\n    "b": 1,\n    "b": 2\n  }\n}', nested],
  ['{\n  “a”: 1\n}', listed],
  ['{\n  "a": “x”\n}', listed],
  ['{\n  "a": [1]\n  "b": 2\n}', listed],
  ['{\n  "a": {\n', listed],
  ['{ "a": [] }', listed],
  ['{ "a": ["x"] }', listed],
  ['{ "a": [1], "b": "" }', listed],
  ['{ "a": [1], "c": "d" }', listed],
  ['{ "a": [1], "c": [] }', listed],
  ['{ "a": [1], "c": null }', listed],
  ['{ "a": [1], "z": 1 }', listed],
  ['[\n  { "on": "2026-02-31" }\n]', dated],
  ['[\n  { "on": "yesterday" }\n]', dated],
  ['[{}]', dated]
])('says what is wrong with %j and how to fix it', (text, schema) => {
  expect(() => readJson(text, 'a.json', schema, 'Mend it.')).toThrowErrorMatchingSnapshot();
});

it.each<[(string | number)[], { line: number; column: number }]>([
  [[1, 'b'], { line: 3, column: 26 }],
  [[1, 'b', 0], { line: 3, column: 32 }],
  [[1], { line: 3, column: 3 }],
  [[1, 'c'], { line: 3, column: 3 }],
  [[2], { line: 1, column: 1 }],
  [[], { line: 1, column: 1 }]
])('finds the path %j, or the last of it that is written', (path, place) => {
  expect(placeOfPath('[\n  { "b": 1 },\n  { "a": "{ \\"b\\": 1 }", "b": [2] }\n]', path)).toEqual(
    place
  );
});

it('finds a key inside another, not its namesake before', () => {
  expect(placeOfKey('{\n  "b": 1,\n  "a": {\n    "b": 2\n  }\n}', 'a', 'b')).toEqual({
    line: 4,
    column: 5
  });
});

it('never points past the end of a broken text', () => {
  fc.assert(
    fc.property(fc.json(), fc.nat(), (text, cut) => {
      const broken = `${text.slice(0, cut % (text.length + 1))}@`;
      try {
        readJson(broken, 'a.json', z.unknown(), 'Mend it.');
      } catch (error) {
        const [, line, column] = /^a\.json:(\d+):(\d+)/.exec((error as Error).message)!;
        const lines = broken.split('\n');
        expect(Number(line)).toBeLessThanOrEqual(lines.length);
        expect(Number(column)).toBeLessThanOrEqual(lines[Number(line) - 1]!.length + 1);
      }
    })
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { placeOfPath } from '../../src/sources/checked-json.ts';
import { day, placeOfKey, readJson } from '../../src/story/read-json.ts';

const read = (text: string) =>
  readJson(
    text,
    'a.json',
    z.strictObject({ a: z.strictObject({ b: z.number() }) }),
    'an a',
    'mend it'
  );

it.each([
  ['a missing value', '{\n  "a": }', /^a\.json:2:8: found text that is not JSON/],
  ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', /^a\.json:3:3: /],
  ['a bare key', '{\n  a: 1\n}', /^a\.json:2:3: /],
  ['a page instead', '<!doctype html>', /^a\.json:1:1: /],
  ['a text cut short', '{\n  "a": {', /^a\.json:2:9: /],
  ['nothing', '', /^a\.json:1:1: /],
  ['a wrong field', '{\n  "a": {\n    "b": "x"\n  }\n}', /^a\.json:3:5: found “a\.b”/],
  ['a field that is missing', '{\n  "a": {}\n}', /^a\.json:2:3: found “a\.b”/],
  [
    'a field that is written twice',
    '{\n  "a": {\n    "b": 1,\n    "b": 2\n  }\n}',
    /^a\.json:4:5: found “b” a second time/
  ]
])('points at %s', (_, text, message) => {
  expect(() => read(text)).toThrow(message);
});

it.each([
  [
    '{\n  “a”: 1\n}',
    'a.json:2:3: found text that is not JSON: the mark “ stands where a straight " belongs'
  ],
  [
    '{\n  "a": “x”\n}',
    'a.json:2:8: found text that is not JSON: the mark “ stands where a straight " belongs'
  ],
  [
    '{\n  "a": [1]\n  "b": 2\n}',
    'a.json:3:3: found text that is not JSON: a comma is missing before this'
  ],
  ['{\n  "a": {\n', 'a.json:3:1: found text that is not JSON: a closing } is missing here'],
  ['{ "a": [] }', 'a.json:1:3: found “a”: a list of fewer than 1; expected'],
  ['{ "a": ["x"] }', 'found “a”: something other than a number; expected'],
  ['{ "a": [1], "b": "" }', 'found “b”: an empty text; expected'],
  ['{ "a": [1], "c": "d" }', 'found “c”: “d”, none of “e”, “f”; expected'],
  ['{ "a": [1], "c": [] }', 'found “c”: brackets, none of “e”, “f”; expected'],
  ['{ "a": [1], "c": null }', 'found “c”: “null”, none of “e”, “f”; expected'],
  ['{ "a": [1], "z": 1 }', 'found the file: “z”, which has no meaning here; expected']
])('says in an editor’s words what is wrong with %j', (text, said) => {
  const schema = z.strictObject({
    a: z.array(z.number()).min(1),
    b: z.string().min(1).optional(),
    c: z.enum(['e', 'f']).optional()
  });
  expect(() => readJson(text, 'a.json', schema, 'an a', 'mend it')).toThrow(said);
});

it.each(['yesterday', '2026-02-31', '31-12-2026'])(
  'says how a day is written where %s stands',
  (text) => {
    const schema = z.array(z.strictObject({ on: day }));
    expect(() =>
      readJson(`[\n  { "on": "${text}" }\n]`, 'a.json', schema, 'a list', 'mend it')
    ).toThrow(
      `a.json:2:5: found “on” in entry 1: “${text}” is no day; expected a list, and there a day as YYYY-MM-DD; mend it`
    );
    expect(() => readJson('[{}]', 'a.json', schema, 'a list', 'mend it')).toThrow(
      '“on” in entry 1: it is missing; expected a list; mend it'
    );
  }
);

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
        readJson(broken, 'a.json', z.unknown(), 'JSON', 'mend it');
      } catch (error) {
        const [, line, column] = /^a\.json:(\d+):(\d+)/.exec((error as Error).message)!;
        const lines = broken.split('\n');
        expect(Number(line)).toBeLessThanOrEqual(lines.length);
        expect(Number(column)).toBeLessThanOrEqual(lines[Number(line) - 1]!.length + 1);
      }
    })
  );
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimatesFile, readEstimates } from '../../src/story/ledgers/estimates.ts';
import { protectionFile, readProtection } from '../../src/story/ledgers/protection.ts';
import { readAgainFile, readRereadings } from '../../src/story/ledgers/read-again.ts';
import { problemsOf } from './problems-of.ts';

const table = readFileSync(readAgainFile, 'utf8');
const estimates = readFileSync(estimatesFile, 'utf8');
const protection = readFileSync(protectionFile, 'utf8');

/** Changes one row; a change without effect would test nothing. */
function edited(ledger: string, id: string, from: string, to: string): string {
  const lines = ledger.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${id},`));
  expect(lines[at]).toContain(from);
  return lines.with(at, lines[at]!.replace(from, to)).join('\n');
}
const lineOf = (ledger: string, id: string) =>
  ledger.split('\n').findIndex((line) => line.startsWith(`${id},`)) + 1;

describe('a replaced row', () => {
  const faults: [name: string, id: string, from: string, to: string][] = [
    ['another number', 'nca-2018', ',80000,', ',800000,'],
    ['another bound', 'dh-known', ',exact,', ',over,'],
    ['another unit', 'dh-police', 'percent of affected children', 'percent'],
    ['another date', 'nca-2018', '2018-09-03', '2018-09-30'],
    ['another number than the one by which it is known to differ', 'dh-nottold', ',33,', ',50,'],
    [
      'another date than the one by which it is known to differ',
      'iicsa-demand',
      ',2022-10,',
      ',2022-11,'
    ]
  ];
  const refused = (id: string, from: string, to: string) => {
    const text = edited(estimates, id, from, to);
    return problemsOf(() => readEstimates(text, readRereadings(table).estimates));
  };

  it.each(faults)('is refused with %s', (_, id, from, to) => {
    expect(refused(id, from, to)).toMatchObject([
      { kind: 'ledger', file: estimatesFile, line: lineOf(estimates, id) }
    ]);
  });

  it('is refused when the later row changed and no entry says so', () => {
    expect(refused('nca-2018-speech', ',80000,', ',800000,')).toMatchObject([
      { file: estimatesFile, line: lineOf(estimates, 'nca-2018') }
    ]);
  });

  it('is refused with another date of a protection fact than its entry has', () => {
    const text = edited(protection, 'uk-iicsa', '2022-10 (day 20 inferred)', '2022-11');
    const [problem] = problemsOf(() => readProtection(text, readRereadings(table).protection));
    expect(problem).toMatchObject({ file: protectionFile, line: lineOf(protection, 'uk-iicsa') });
    expect(problem!.message).toMatchSnapshot();
  });

  it('says what is wrong and how to fix it', () => {
    const said = faults.map(([name, id, from, to]) => [name, refused(id, from, to)[0]!.message]);
    expect(Object.fromEntries(said)).toMatchSnapshot();
  });

  it('is replaced by the last of several readings', () => {
    const row = (id: string, value: string) => {
      const first = estimates.split('\n').find((line) => line.startsWith('nca-2018-speech,'))!;
      return first.replace('nca-2018-speech,', `${id},`).replace(',80000,', `,${value},`);
    };
    const entry = (named: string, by: string, differs: object) => ({
      row: named,
      replaced_by: by,
      differs,
      why: 'x'
    });
    const read = JSON.parse(table) as { estimates: object[] };
    read.estimates.push(
      entry('nca-2018-speech', 'nca-2018-c', { value: '80000' }),
      entry('nca-2018-c', 'nca-2018-d', {})
    );
    const text = `${estimates.trimEnd()}\n${row('nca-2018-c', '81000')}\n${row('nca-2018-d', '81000')}\n`;
    const ledger = readEstimates(text, readRereadings(JSON.stringify(read)).estimates).estimates;
    expect(ledger['nca-2018']).toMatchObject({ id: 'nca-2018', value: 81_000 });
    expect(Object.keys(ledger).filter((id) => /^nca-2018-(speech|c|d)$/.test(id))).toEqual([]);
  });
});

describe('an entry of read-again.json', () => {
  const entry = { row: 'dh-known', replaced_by: 'dh-known-b', differs: {}, why: 'x' };
  // Without their entry, these two rows would be faults of their own.
  const ledger = estimates
    .split('\n')
    .filter((line) => !/^iwf-2021(-b)?,/.test(line))
    .join('\n');
  const read = (...entries: object[]) =>
    problemsOf(() =>
      readEstimates(
        ledger,
        readRereadings(JSON.stringify({ estimates: entries, protection: [] }, null, 2)).estimates
      )
    );

  const faults: [name: string, entries: object[], line: number][] = [
    ['a row that is not there', [{ ...entry, row: 'dh-knwon' }], 4],
    ['a later row that is not there', [{ ...entry, replaced_by: 'dh-known-c' }], 5],
    ['a row that was replaced before', [entry, { ...entry, replaced_by: 'dh-known' }], 10],
    ['a row that stands for itself', [{ ...entry, replaced_by: 'dh-known' }], 5],
    ['a difference that is none', [{ ...entry, differs: { value: '60' } }], 6],
    ['a number for a statement', [{ ...entry, replaced_by: 'iicsa-demand' }], 5]
  ];

  it.each(faults)('is refused with %s', (_, entries, line) => {
    expect(read(...entries)).toContainEqual(
      expect.objectContaining({ kind: 'ledger', file: readAgainFile, line }) as object
    );
  });

  it('says what is wrong and how to fix it', () => {
    const said = faults.map(([name, entries]) => [
      name,
      read(...entries).map(({ message }) => message)
    ]);
    expect(Object.fromEntries(said)).toMatchSnapshot();
  });

  it.each([
    ['a field nobody knows', { note: 'x' }],
    ['a column nobody compares', { differs: { publisher: 'x' } }],
    ['no reason', { why: '' }]
  ])('is refused with %s', (_, change) => {
    expect(read({ ...entry, ...change })[0]).toMatchObject({ file: readAgainFile });
  });
});

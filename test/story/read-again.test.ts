import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimatesFile, readEstimates } from '../../src/story/ledgers/estimates.ts';
import { readAgainFile, readRereadings } from '../../src/story/ledgers/read-again.ts';
import { problemsOf } from './problems-of.ts';

const table = readFileSync(readAgainFile, 'utf8');
const estimates = readFileSync(estimatesFile, 'utf8');

describe('a replaced row', () => {
  it('is replaced by the last of several readings', () => {
    const row = (id: string, value: string) => {
      const first = estimates.split('\n').find((line) => line.startsWith('nca-2018-speech,'))!;
      return first.replace('nca-2018-speech,', `${id},`).replace(',80000,', `,${value},`);
    };
    const entry = (row: string, by: string) => ({ row, replaced_by: by, why: 'x' });
    const read = JSON.parse(table) as { estimates: object[] };
    read.estimates.push(entry('nca-2018-speech', 'nca-2018-c'), entry('nca-2018-c', 'nca-2018-d'));
    const text = `${estimates.trimEnd()}\n${row('nca-2018-c', '81000')}\n${row('nca-2018-d', '81000')}\n`;
    const ledger = readEstimates(text, readRereadings(JSON.stringify(read)).estimates).estimates;
    expect(ledger['nca-2018']).toMatchObject({ id: 'nca-2018', value: 81_000 });
    expect(Object.keys(ledger).filter((id) => /^nca-2018-(speech|c|d)$/.test(id))).toEqual([]);
  });
});

describe('an entry of read-again.json', () => {
  const entry = { row: 'dh-known', replaced_by: 'dh-known-b', why: 'x' };
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

  it.each([
    ['a row that is not there', [{ ...entry, row: 'dh-knwon' }]],
    ['a later row that is not there', [{ ...entry, replaced_by: 'dh-known-c' }]],
    ['a row that was replaced before', [entry, { ...entry, replaced_by: 'dh-known' }]],
    ['a row that stands for itself', [{ ...entry, replaced_by: 'dh-known' }]],
    ['a number for a statement', [{ ...entry, replaced_by: 'iicsa-demand' }]]
  ])('is refused with %s', (_, entries) => {
    expect(read(...entries).map(({ message }) => message)).toMatchSnapshot();
  });

  it.each([
    ['a field nobody knows', { note: 'x' }],
    ['no reason', { why: '' }]
  ])('is refused with %s', (_, change) => {
    expect(read({ ...entry, ...change })[0]).toMatchObject({ file: readAgainFile });
  });
});

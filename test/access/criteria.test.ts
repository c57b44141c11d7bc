import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAcr, statementTexts } from '../../src/cards/embed/statement.ts';
import { languages } from '../../src/locale/languages.ts';
import { readNewsroom } from '../../src/pages/newsroom.ts';
import {
  accessibilityFile,
  assess,
  readAccessibility,
  type Accessibility
} from '../../src/story/ledgers/accessibility.ts';
import { storyWords } from '../charts/story-words.ts';
import { criteriaIn } from './audit.ts';

const tests = join(import.meta.dirname, '..');
const named = new Set(
  readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .flatMap((path) => criteriaIn(readFileSync(join(tests, path), 'utf8')))
);
const ledger = readAccessibility(readFileSync(join(tests, '..', accessibilityFile), 'utf8'));
const { criteria } = ledger;

it('the ledger lists every criterion of WCAG 2.2 at A and AA', () => {
  // https://www.w3.org/TR/WCAG22/; 4.1.1 was removed.
  const levels = Object.values(criteria).map(({ level }) => level);
  expect([levels.length, levels.filter((level) => level === 'A').length]).toEqual([55, 31]);
  expect([...named].filter((id) => !(id in criteria))).toEqual([]);
});

it.each(Object.entries(criteria))('%s is named by a test, or is not said to be', (id, { by }) => {
  expect(named.has(id)).toBe(by.includes('tests'));
});

describe('the statement', () => {
  const audit = { edition: '2026-01-02', date: '2026-01-03', axe: '4.0.0' };
  const passed = { ...audit, tests: Object.fromEntries([...named].map((id) => [id, 2])) };
  const sign = (criterion: string): Accessibility['signed'][number] => ({
    criterion,
    adherence: 'supports',
    note: 'As read.',
    name: 'Made Up',
    organisation: 'Nowhere',
    date: '2026-01-03',
    scope: 'edition',
    edition: '2026-01-02'
  });
  const judge = (change: Partial<Accessibility>, edition = '2026-01-02', changed = edition) =>
    assess({ ...ledger, audit: passed, signed: [], ...change }, { edition, changed });
  const claimed = (...given: Parameters<typeof judge>) =>
    judge(...given).criteria.flatMap(({ num, adherence }) =>
      adherence === 'not-evaluated' || adherence === 'not-applicable' ? [] : [num]
    );
  const of = (one: 'tests' | 'person') =>
    Object.keys(criteria).filter((id) => criteria[id]!.by.includes(one));
  const byTests = of('tests').filter((id) => !of('person').includes(id));
  const saysOf = (...given: Parameters<typeof judge>) =>
    languages.map((language) =>
      statementTexts(judge(...given), storyWords(language), '2026-01-02')
    );

  it('claims what tests passed in this edition as it stands, and nothing else', () => {
    expect(claimed({})).toEqual(byTests);
    expect(claimed({ audit: null })).toEqual([]);
    expect(claimed({ audit: { ...audit, tests: { '1.3.2': 1, '1.1.1': 1 } } })).toEqual(['1.3.2']);
    expect(claimed({}, '2026-01-04')).toEqual([]);
    expect(claimed({}, '2026-01-02', '2026-01-04')).toEqual([]);
  });

  it('says that the tests were of other words, in each language', () => {
    const now = saysOf({});
    for (const [index, { tests, status }] of saysOf({}, '2026-01-04').entries()) {
      expect(tests).not.toBe(now[index]!.tests);
      expect(tests).toContain('2026');
      expect(status).toBe(now[index]!.status);
    }
  });

  it('claims what a person signed for these words, once its tests passed', () => {
    const signed = of('person').map(sign);
    expect(claimed({ signed }).toSorted()).toEqual([...byTests, ...of('person')].toSorted());
    expect(saysOf({ signed })[0]!.status).not.toBe(saysOf({})[0]!.status);
    expect(claimed({ signed, audit: null })).toEqual(
      of('person').filter((id) => !of('tests').includes(id))
    );
    expect(claimed({ signed }, '2026-01-04')).toEqual([]);
    const partly = [{ ...sign('1.1.1'), adherence: 'partially-supports' as const }];
    expect(claimed({ signed: partly, audit: null })).toEqual(['1.1.1']);
    expect(() => readAccessibility(JSON.stringify({ ...ledger, signed: [sign('1.3.2')] }))).toThrow(
      'must be a criterion that a person checks'
    );
  });

  it('is an OpenACR report with each criterion once, and no person where none signed', () => {
    const unsaid = JSON.stringify({
      ...Object.fromEntries(
        ['checked_by', 'funded_by', 'automated_tools', 'contact'].map((name) => [name, null])
      ),
      ...{ server_records: null, review_by: null }
    });
    const given = { edition: '2026-01-02', newsroom: readNewsroom(unsaid) };
    const text = openAcr(judge({}), storyWords('en'), given);
    const report = JSON.parse(text) as {
      chapters: Record<string, { criteria: { num: string }[] }>;
    };
    expect(report).toMatchObject({
      title: expect.stringContaining('Report'),
      product: {},
      author: { email: '' }
    });
    const listed = Object.values(report.chapters).flatMap((chapter) => chapter.criteria);
    expect(listed.map(({ num }) => num).toSorted()).toEqual(Object.keys(criteria).toSorted());
    expect(text).not.toContain('Checked by');
  });
});

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
import { storyWords } from '../charts/story-data.ts';
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
  const applying = Object.keys(criteria).filter((id) => criteria[id]!.absent === undefined);
  const saysOf = (...given: Parameters<typeof judge>) =>
    languages.map((language) =>
      statementTexts(judge(...given), storyWords(language), '2026-01-02')
    );

  it('claims nothing from tests alone, and counts those of this edition as it stands', () => {
    const counted = (...given: Parameters<typeof judge>) =>
      judge(...given).criteria.filter(({ passed }) => passed > 0).length;
    expect(claimed({})).toEqual([]);
    expect(counted({})).toBe(named.size);
    expect(counted({ audit: null })).toBe(0);
    expect(counted({}, '2026-01-04')).toBe(0);
    expect(counted({}, '2026-01-02', '2026-01-04')).toBe(0);
  });

  it('says that the tests were of other words, in each language', () => {
    const now = saysOf({});
    for (const [index, { tests, status }] of saysOf({}, '2026-01-04').entries()) {
      expect(tests).not.toBe(now[index]!.tests);
      expect(tests).toContain('2026');
      expect(status).toBe(now[index]!.status);
    }
  });

  it('claims what a person signed for these words, and says each failure', () => {
    const signed = applying.map(sign);
    const statusOf = (some: typeof signed) =>
      saysOf({ signed: some })[languages.indexOf('en')]!.status;
    expect(claimed({ signed })).toEqual(applying);
    expect(claimed({ signed }, '2026-01-04')).toEqual([]);
    const failed = { ...sign('1.1.1'), adherence: 'does-not-support' as const };
    expect(claimed({ signed: [failed], audit: null })).toEqual(['1.1.1']);
    expect(statusOf([failed])).toContain('not met');
    expect(statusOf([failed])).toContain('no person has checked');
    expect(statusOf(signed)).not.toContain('not');
    expect(() => readAccessibility(JSON.stringify({ ...ledger, signed: [sign('1.2.4')] }))).toThrow(
      'must be a criterion that applies'
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

import { speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import type { Newsroom } from '#pages/newsroom.ts';
import type { Assessment } from '#story/ledgers/accessibility.ts';
import { embedFolder } from '../card.ts';

export const reportPath = `${embedFolder}openacr.yaml`;

export function statementTexts(
  { audit, tested, criteria }: Assessment,
  words: Words,
  edition: string
) {
  const day = (date: string) => formatDate(date, words.language);
  const has = (...some: string[]) => criteria.some(({ adherence }) => some.includes(adherence));
  const open = has('not-evaluated') ? (['open'] as const) : [];
  const part = has('partially-supports', 'does-not-support') ? (['part'] as const) : [];
  const status = [...part, ...open];
  const run = audit && { date: day(audit.date), edition: day(audit.edition), axe: audit.axe };
  const slots = { edition: day(edition), standard: 'WCAG 2.2' };
  return {
    scope: speak(words, 'statement.scope', slots),
    status: (status.length > 0 ? status : (['whole'] as const))
      .map((one) => speak(words, `statement.${one}`))
      .join(' '),
    tests: run
      ? speak(words, tested ? 'statement.tested' : 'statement.outdated', run)
      : speak(words, 'statement.untested'),
    limits: (['known', 'machine', 'voice', 'files', 'frame'] as const).map((limit) =>
      speak(words, `statement.limit.${limit}`)
    ),
    law: speak(words, 'statement.law', { directive: '2019/882' })
  };
}

function remark({ absent, passed, check }: Assessment['criteria'][number]) {
  if (absent !== undefined) return absent;
  const person = check
    ? `Checked by ${check.name}, ${check.organisation}, on ${check.date}. ${check.note}`
    : 'Not yet checked by a person.';
  return passed > 0
    ? `${person} Automated tests of this edition that name it and passed: ${passed}.`
    : person;
}

/**
 * Returns an OpenACR 0.1.0 report (https://github.com/GSA/openacr) as JSON, which is YAML too.
 * @param words in English, the language of its catalogue.
 */
export function openAcr(
  assessment: Assessment,
  words: Words,
  { edition, newsroom }: { edition: string; newsroom: Newsroom }
) {
  const { scope, status, tests, limits, law: legal } = statementTexts(assessment, words, edition);
  const name = speak(words, 'site.name');
  const contact = newsroom.contact?.en ?? speak(words, 'methods.unstated');
  const chapter = (level: string) => ({
    criteria: assessment.criteria
      .filter((criterion) => criterion.level === level)
      .map((criterion) => ({
        num: criterion.num,
        components: [
          {
            name: 'web',
            adherence: { level: criterion.adherence, notes: remark(criterion) }
          }
        ]
      }))
  });
  const report = {
    title: `${name} Accessibility Conformance Report`,
    product: { name, version: edition, description: scope },
    // The schema asks for an address; empty until the newsroom has named one.
    author: { name, email: /[^\s@<]+@[^\s@>]+\w/.exec(contact)?.[0] ?? '' },
    report_date: edition,
    // VPAT keeps “not evaluated” for level AAA; any other term would claim what nobody checked.
    notes: [status, ...limits, `${speak(words, 'statement.contact')}: ${contact}`].join(' '),
    evaluation_methods_used: tests,
    legal_disclaimer: legal,
    license: 'CC-BY-ND-4.0',
    catalog: '2.5-edition-wcag-2.2-en',
    chapters: {
      success_criteria_level_a: chapter('A'),
      success_criteria_level_aa: chapter('AA')
    }
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

import { z } from 'zod';
import { day, readJson } from '../read-json.ts';
import { holdsFor, signature, type Reviewed } from './signoffs.ts';
import { say } from '../../locale/say.ts';

export const accessibilityFile = 'data/accessibility.json';

/** OpenACR’s terms for how far a criterion is met. */
export const adherences = [
  'supports',
  'partially-supports',
  'does-not-support',
  'not-applicable',
  'not-evaluated'
] as const;

const schema = z
  .strictObject({
    /** Written by `npm run audit`: how many tests that name each criterion passed. */
    audit: z
      .strictObject({
        edition: day,
        date: day,
        axe: z.string(),
        tests: z.record(z.string(), z.int().positive())
      })
      .nullable(),
    /** Each written only by the person who checked. The note is for the report. */
    signed: z.array(
      z.strictObject({
        criterion: z.string(),
        adherence: z.enum(adherences).exclude(['not-applicable', 'not-evaluated']),
        note: z.string().min(1),
        ...signature
      })
    ),
    /** Who checks each criterion, or why it does not apply. */
    criteria: z.record(
      z.string(),
      z.strictObject({
        level: z.enum(['A', 'AA']),
        by: z.array(z.enum(['tests', 'person'])).default([]),
        absent: z.string().min(1).optional()
      })
    )
  })
  .superRefine(({ signed, criteria }, { addIssue }) => {
    for (const [index, { criterion }] of signed.entries())
      if (!criteria[criterion]?.by.includes('person')) {
        const message = say`must be a criterion that a person checks`;
        addIssue({ code: 'custom', path: ['signed', index, 'criterion'], message });
      }
  });

export type Accessibility = z.infer<typeof schema>;

/** @throws StoryRefused with the field that is wrong. */
export function readAccessibility(text: string): Accessibility {
  const fix = say`Write each entry of “signed” as { criterion, adherence, note, name, organisation, date, scope, edition }, or delete it.`;
  return readJson(text, accessibilityFile, schema, fix);
}

export type Assessment = ReturnType<typeof assess>;

/** What may be said of each criterion: nothing from tests of other words, or without a check. */
export function assess({ audit, signed, criteria }: Accessibility, reviewed: Reviewed) {
  // Far in the future, so that pages do not depend on the day of the build.
  const holds = (check: Parameters<typeof holdsFor>[0]) => holdsFor(check, reviewed, '9999-12-31');
  const tested = audit && holds({ ...audit, scope: 'edition' }) ? audit : undefined;
  const all = Object.entries(criteria).map(([num, { level, by, absent }]) => {
    const passed = tested?.tests[num] ?? 0;
    const isTested = passed > 0 || !by.includes('tests');
    const check = signed.findLast((one) => one.criterion === num && holds(one));
    const met = isTested ? 'supports' : 'not-evaluated';
    const person = check?.adherence === 'supports' ? met : (check?.adherence ?? 'not-evaluated');
    const [first] = by;
    const judged = by.includes('person') ? person : first ? met : 'not-evaluated';
    const adherence: (typeof adherences)[number] = absent === undefined ? judged : 'not-applicable';
    return { num, level, by, absent, passed, check, adherence };
  });
  return { audit, tested, criteria: all };
}

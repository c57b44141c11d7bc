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
    /** Only the person who checked adds an entry. The report prints the note. */
    signed: z.array(
      z.strictObject({
        criterion: z.string(),
        adherence: z.enum(adherences).exclude(['not-applicable', 'not-evaluated']),
        note: z.string().min(1),
        ...signature
      })
    ),
    /** `by` lists the checks of a criterion; `absent` gives the reason it does not apply. */
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

/** Judges each criterion. Tests of another edition or wording count for nothing. */
export function assess({ audit, signed, criteria }: Accessibility, reviewed: Reviewed) {
  const tested = audit && holdsFor({ ...audit, scope: 'edition' }, reviewed) ? audit : undefined;
  const judged = Object.entries(criteria).map(([num, { level, by, absent }]) => {
    const passed = tested?.tests[num] ?? 0;
    const check = signed.findLast((one) => one.criterion === num && holdsFor(one, reviewed));
    const adherenceOf = (): (typeof adherences)[number] => {
      if (absent !== undefined) return 'not-applicable';
      if (by.length === 0 || (by.includes('person') && !check)) return 'not-evaluated';
      if (check && check.adherence !== 'supports') return check.adherence;
      return by.includes('tests') && passed === 0 ? 'not-evaluated' : 'supports';
    };
    return { num, level, by, absent, passed, check, adherence: adherenceOf() };
  });
  return { audit, tested, criteria: judged };
}

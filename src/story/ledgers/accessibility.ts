import { z } from 'zod';
import { day, editionName, readJson } from '../read-json.ts';
import { holdsFor, signature, type Reviewed } from './signoffs.ts';
import { say } from '#locale/say.ts';

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
        edition: editionName,
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
    /** `absent` gives the reason that a criterion does not apply. */
    criteria: z.record(
      z.string(),
      z.strictObject({
        level: z.enum(['A', 'AA']),
        absent: z.string().min(1).optional()
      })
    )
  })
  .superRefine(({ signed, criteria }, { addIssue }) => {
    for (const [index, { criterion }] of signed.entries())
      if (criteria[criterion]?.absent !== undefined || !criteria[criterion]) {
        const message = say`must be a criterion that applies`;
        addIssue({ code: 'custom', path: ['signed', index, 'criterion'], message });
      }
  });

export type Accessibility = z.infer<typeof schema>;

export function readAccessibility(text: string) {
  const fix = say`Write each entry of “signed” as { criterion, adherence, note, name, organisation, date, scope, edition }, or delete it.`;
  return readJson(text, accessibilityFile, schema, fix);
}

export type Assessment = ReturnType<typeof assess>;

/**
 * Judges each criterion by the person who checked this edition: a passed test does not show that it
 * is met. Tests count only if they ran on this edition and wording.
 */
export function assess({ audit, signed, criteria }: Accessibility, reviewed: Reviewed) {
  const tested = audit && holdsFor({ ...audit, scope: 'edition' }, reviewed) ? audit : undefined;
  const judged = Object.entries(criteria).map(([num, { level, absent }]) => {
    const check = signed.findLast((one) => one.criterion === num && holdsFor(one, reviewed));
    const adherence: (typeof adherences)[number] =
      absent === undefined ? (check?.adherence ?? 'not-evaluated') : 'not-applicable';
    return { num, level, absent, passed: tested?.tests[num] ?? 0, check, adherence };
  });
  return { audit, tested, criteria: judged };
}

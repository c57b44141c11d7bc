import { z } from 'zod';
import type { Lock } from '../lock.ts';
import { makeProblem, type Problem } from '../problem.ts';
import { day, readJson } from '../read-json.ts';

/** Where the reviews are signed, from the project's root. */
export const signoffsFile = 'data/signoffs.json';

/**
 * The reviews that a release needs, each with the rule that asks for it (standards S35, S39, V30,
 * V31).
 */
export const reviews = [
  {
    role: 'child-protection-indonesia',
    who: 'a child-protection organisation in Indonesia',
    rule: 'S35'
  },
  { role: 'child-protection-uk', who: 'a child-protection organisation in the UK', rule: 'S35' },
  {
    role: 'child-protection-named-country',
    who: 'a child-protection organisation from a country that the 2018 report named',
    rule: 'S35'
  },
  { role: 'survivor-adviser', who: 'a survivor adviser', rule: 'S35' },
  { role: 'copy-id', who: 'the editor of the Indonesian text', rule: 'S39' },
  { role: 'copy-en', who: 'the editor of the English text', rule: 'S39' },
  { role: 'dispute-table', who: 'the desk, for the table of disputed borders', rule: 'V30' },
  { role: 'indonesia-map', who: 'the desk, for Indonesia as the map draws it', rule: 'V31' }
] as const;

const roles = reviews.map(({ role }) => role);

const signoff = z.strictObject({
  role: z.enum(roles),
  name: z.string().trim().min(1),
  organisation: z.string().trim().min(1),
  date: day,
  /** Whether it holds for this edition alone, or for later ones until it is withdrawn. */
  scope: z.enum(['edition', 'later-editions']),
  edition: day
});

/** That a person has reviewed an edition. Only a person writes one: nothing here ever does. */
export type Signoff = z.infer<typeof signoff>;

/**
 * Returns the signed reviews.
 * @throws StoryRefused naming the line and field that is not what a review holds.
 */
export function readSignoffs(text: string): Signoff[] {
  return readJson(
    text,
    signoffsFile,
    z.array(signoff),
    'Write each entry as { role, name, organisation, date, scope, edition }, or delete it.'
  );
}

type Reviewed = Pick<Lock, 'edition' | 'worded'>;

const holdsFor = (
  { date, edition: read, scope }: Signoff,
  { edition, worded = date }: Reviewed,
  today: string
) => date <= today && (scope === 'edition' ? read === edition && date >= worded : read <= edition);

/** Returns what a signature is of, and why it does not hold where its day says so. */
function signedAs(
  { role, date, edition: read }: Signoff,
  { edition, worded }: Reviewed,
  today: string
): string {
  const signed = `“${role}” signed ${date} for the edition of ${read}`;
  if (date > today) return `${signed}, on a day to come`;
  return read === edition && worded !== undefined
    ? `${signed}, before its words were changed on ${worded}`
    : signed;
}

/**
 * Returns an error for each review that an edition still needs, of its words as they are now.
 * `today` is a day as YYYY-MM-DD: a later date signs nothing yet.
 */
export function missingReviews(
  signoffs: readonly Signoff[],
  reviewed: Reviewed,
  today: string
): Problem[] {
  return reviews.flatMap(({ role, who, rule }): Problem[] => {
    const signed = signoffs.filter((one) => one.role === role);
    if (signed.some((one) => holdsFor(one, reviewed, today))) return [];
    const other = signed.at(-1);
    const found = other ? signedAs(other, reviewed, today) : `no signature for “${role}”`;
    const expected = `the edition of ${reviewed.edition} signed by ${who}`;
    const remedy = 'have it reviewed; who did so adds the entry';
    return [makeProblem({ kind: 'unsigned', file: signoffsFile, found, expected, remedy, rule })];
  });
}

import { z } from 'zod';
import { makeProblem, type Problem } from '../problem.ts';
import { day, editionName, readJson } from '../read-json.ts';
import { say } from '#locale/say.ts';

export const signoffsFile = 'data/signoffs.json';

/** The reviews that a release needs, with their rules (S35, S39, V30, V31). */
export const reviews = [
  {
    role: 'child-protection-indonesia',
    who: () => say`a child-protection organisation in Indonesia`,
    rule: 'S35'
  },
  {
    role: 'child-protection-uk',
    who: () => say`a child-protection organisation in the UK`,
    rule: 'S35'
  },
  {
    role: 'child-protection-named-country',
    who: () => say`a child-protection organisation from a country that the 2018 report named`,
    rule: 'S35'
  },
  { role: 'survivor-adviser', who: () => say`a survivor adviser`, rule: 'S35' },
  { role: 'copy-id', who: () => say`the editor of the Indonesian text`, rule: 'S39' },
  { role: 'copy-en', who: () => say`the editor of the English text`, rule: 'S39' },
  {
    role: 'dispute-table',
    who: () => say`the desk, for the table of disputed borders`,
    rule: 'V30'
  },
  {
    role: 'indonesia-map',
    who: () => say`the desk, for Indonesia as the map draws it`,
    rule: 'V31'
  }
] as const;

const roles = reviews.map(({ role }) => role);

export const signature = {
  name: z.string().trim().min(1),
  organisation: z.string().trim().min(1),
  date: day,
  scope: z.enum(['edition', 'later-editions']),
  edition: editionName
};

const signoff = z.strictObject({ role: z.enum(roles), ...signature });

/** Written only by the person who reviewed the edition. */
export type Signoff = z.infer<typeof signoff>;

export function readSignoffs(text: string) {
  return readJson(
    text,
    signoffsFile,
    z.array(signoff),
    say`Write each entry as { role, name, organisation, date, scope, edition }, or delete it.`
  );
}

/** Far in the future, so that pages do not depend on the day of the build. */
const anyDay = '9999-12-31';

/** `changed` is the day on which a text of the story last changed. */
export interface Reviewed {
  edition: string;
  changed?: string | undefined;
}

export const holdsFor = (
  { date, edition: read, scope }: Pick<Signoff, 'date' | 'edition' | 'scope'>,
  { edition, changed = date }: Reviewed,
  today = anyDay
) => date <= today && (scope === 'edition' ? read === edition && date >= changed : read <= edition);

function refusedFor(
  { date, edition: read }: Signoff,
  { edition, changed }: Reviewed,
  today: string
) {
  if (date > today) return say`is dated ${date}, which is in the future`;
  return read === edition && changed !== undefined
    ? say`is from ${date}, before the words changed on ${changed}`
    : say`is for the edition of ${read}, not of ${edition}`;
}

/** A signature dated after `today` does not count. */
export function missingReviews(
  signoffs: readonly Signoff[],
  reviewed: Reviewed,
  today = anyDay
): Problem[] {
  return reviews.flatMap(({ role, who, rule }) => {
    const signed = signoffs.filter((one) => one.role === role);
    if (signed.some((one) => holdsFor(one, reviewed, today))) return [];
    const other = signed.at(-1);
    const wrong = other
      ? say`The signature of ${who()} (“${role}”) ${refusedFor(other, reviewed, today)}.`
      : say`The edition of ${reviewed.edition} is not signed by ${who()} (“${role}”).`;
    const fix = say`Have the edition reviewed; the reviewer adds the entry.`;
    return [makeProblem({ kind: 'unsigned', file: signoffsFile, wrong, fix, rule })];
  });
}

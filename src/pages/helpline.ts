import { z } from 'zod';
import { type Label, speak, type Words } from '#copy/words.ts';
import { homeCountry, languages, type Language } from '#locale/languages.ts';
import { formatDate } from '#locale/numbers.ts';
import { say } from '#locale/say.ts';
import { isLedgerDate } from '#story/ledgers/ledger-cells.ts';
import { day, inEveryLanguage, readJson } from '#story/read-json.ts';

/** In the order of display (S21). */
export const needs = ['danger', 'abused', 'image', 'pictured', 'worried'] as const;
export type Need = (typeof needs)[number];

/** The readers' own countries and the world: more would be a list of some places (S41). */
const helpCountries = ['IDN', 'GBR', 'USA', 'WLD'] as const;

/** No field marks a line as closed: nothing would read it, and readers would still go there. */
const unknownField = ({ code, keys }: { code?: string; keys?: string[] }) =>
  code === 'unrecognized_keys'
    ? say`must not have the field “${keys?.join('”, “')}”; delete the whole entry of a line that has closed`
    : undefined;

const contactSchema = z.strictObject(
  {
    kind: z.enum(['phone', 'whatsapp', 'web']),
    text: z.string().min(1),
    href: z
      .string()
      .regex(/^(tel:|https:\/\/)/, 'must be an address that starts with tel: or https://'),
    note: inEveryLanguage.optional()
  },
  { error: unknownField }
);

type Contact = z.infer<typeof contactSchema>;

/** A service (S22). `last_checked` stays null until a person has called or visited. */
const helplineSchema = z
  .strictObject(
    {
      id: z.string().min(1),
      country: z.enum(helpCountries, {
        error: () =>
          say`must be one of ${helpCountries.join(', ')}: a list of other countries would set them apart (S41)`
      }),
      needs: z.array(z.enum(needs)).min(1),
      languages: z.array(z.string()).min(1).nullable(),
      name: inEveryLanguage,
      short: inEveryLanguage.optional(),
      contacts: z.array(contactSchema).min(1),
      hours: inEveryLanguage.nullable(),
      cost: inEveryLanguage.nullable(),
      answers: inEveryLanguage.nullable(),
      confidentiality: inEveryLanguage.nullable(),
      /** Null for emergency digits, which have no page of their own. */
      page: z
        .string()
        .regex(/^https:\/\//, 'must be an address that starts with https://')
        .nullable(),
      verified: z.enum(['primary', 'secondary', 'unverified']),
      source_date: z
        .string()
        .refine(
          (date) => date === 'undated' || isLedgerDate(date),
          'must be a day, a month or a year, such as 2025-09-30, or “undated”'
        ),
      last_checked: day.nullable()
    },
    { error: unknownField }
  )
  .superRefine(({ country, contacts }, { addIssue }) =>
    contacts.forEach((contact, at) => {
      const message = contactFault(contact, country);
      if (message !== undefined)
        addIssue({ code: 'custom', path: ['contacts', at, 'text'], message });
    })
  );

export type Helpline = z.infer<typeof helplineSchema>;

const helplinesSchema = z.array(helplineSchema).superRefine((lines, { addIssue }) => {
  lines.forEach((line, at) => {
    const before = lines.slice(0, at);
    if (before.some(({ id }) => id === line.id))
      addIssue({
        code: 'custom',
        path: [at, 'id'],
        message: say`is “${line.id}”, which an earlier entry has already`
      });
    const twin = before.find((other) =>
      languages.some((language) => isSameService(line, other, language))
    );
    if (twin)
      addIssue({
        code: 'custom',
        path: [at, 'name'],
        message: say`and a contact are those of “${twin.id}”; one entry is enough`
      });
  });
  for (const language of languages) {
    const country = homeCountry[language];
    if (lines.some((line) => line.country === country && line.needs.includes('danger'))) continue;
    const message = say`needs an entry of ${country} for the need “danger”: readers of “${language}” would find nobody to call for a child in danger`;
    addIssue({ code: 'custom', path: [], message });
  }
});

const isSameService = (one: Helpline, other: Helpline, language: Language) =>
  one.name[language] === other.name[language] &&
  one.contacts.some(({ href }) => other.contacts.some((contact) => contact.href === href));

export const helplinesFile = 'data/care/helplines.json';

export function readHelplines(text: string) {
  return readJson(
    text,
    helplinesFile,
    helplinesSchema,
    say`Correct the entry (docs/newsroom.md, “A help line”); leave last_checked null until somebody has called or visited.`
  );
}

/**
 * Shown first under a need: what to do when a child tells, do not share (S23), or no known line of
 * that kind in Indonesia (S24).
 */
export function needNote(helplines: readonly Helpline[], need: Need): Label | undefined {
  if (need === 'danger') return 'help.told';
  if (need === 'image') return 'help.report';
  const isKnown = helplines.some(
    ({ needs: answered, country }) => answered.includes(need) && country === 'IDN'
  );
  return need === 'worried' && !isKnown ? 'help.worried.none' : undefined;
}

const near = (line: Helpline, language: Language) =>
  line.country === homeCountry[language] ? 0 : line.country === 'WLD' ? 2 : 1;

/** Opens every help block; one with room adds what a caller may ask. */
export const helpLead = (words: Words) =>
  (['help.fault', 'help.choose', 'help.emergency'] as const)
    .map((key) => speak(words, key))
    .join(' ');

/** When somebody last called or visited, else the date of the source (S22). */
export function checkedPhrase(line: Helpline, words: Words) {
  const date = line.last_checked ?? line.source_date;
  if (date === 'undated') return '';
  const label = line.last_checked ? 'help.checked' : 'help.source';
  return speak(words, label, { date: formatDate(date, words.language) });
}

export function helplinesFor(helplines: readonly Helpline[], need: Need, language: Language) {
  return helplines
    .filter(({ needs: answered }) => answered.includes(need))
    .sort((one, other) => near(one, language) - near(other, language));
}

/** Of the reader's own country, else of the world, else all; `worldwide` adds those to the first. */
export function nearestHelp(
  helplines: readonly Helpline[],
  need: Need,
  language: Language,
  { worldwide = false } = {}
) {
  const lines = helplinesFor(helplines, need, language);
  const own = lines.filter(({ country }) => country === homeCountry[language]);
  const world = lines.filter(({ country }) => country === 'WLD');
  if (own.length > 0) return worldwide ? [...own, ...world] : own;
  return world.length > 0 ? world : lines;
}

export const listeners = (helplines: readonly Helpline[], language: Language) =>
  nearestHelp(helplines, 'abused', language).map((line) => ({
    ...line,
    contacts: line.contacts.slice(0, 1)
  }));

/** With its kind: a number alone does not say whether to call or to text. */
export function contactPhrase({ kind, text, note }: Contact, words: Words) {
  return `${speak(words, `help.contact.${kind}`)} ${text}${note ? ` (${note[words.language]})` : ''}`;
}

const callingCodes: Readonly<Partial<Record<string, string>>> = {
  IDN: '62',
  GBR: '44',
  USA: '1'
};

const digitsOf = (text: string) => text.replace(/\D/g, '');

const hrefs: Readonly<Record<'phone' | 'whatsapp', { form: RegExp; like: string }>> = {
  phone: { form: /^tel:\+?\d+$/, like: 'tel: and the number, such as tel:08001111' },
  whatsapp: {
    form: /^https:\/\/wa\.me\/\d+$/,
    like: 'https://wa.me/ and the number with its country’s code'
  }
};

/** As printed, or with the country's code for its first 0. */
function isDialled({ kind, text }: Contact, number: string, country: string) {
  const [printed, dialled] = [digitsOf(text), digitsOf(number)];
  const withCode = kind === 'whatsapp' || number.startsWith('+');
  if (!withCode || text.trim().startsWith('+'))
    return dialled === printed && withCode === (kind === 'whatsapp' || text.includes('+'));
  const code = callingCodes[country];
  if (dialled === printed) return code === undefined || printed.startsWith(code);
  const local = printed.replace(/^0/, '');
  if (code !== undefined) return dialled === code + local;
  const before = dialled.length - local.length;
  return dialled.endsWith(local) && before > 0 && before <= 3;
}

/** A named site must be the one that opens; other text may lead anywhere. */
function webFault({ text, href }: Contact) {
  const hostOf = (address: string) =>
    address
      .replace(/^https:\/\//, '')
      .replace(/^www\./, '')
      .split('/')[0]!
      .toLowerCase();
  if (!href.startsWith('https://'))
    return `has the address “${href}”, which does not start with https://`;
  const isHost = /^(https:\/\/)?[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text);
  return isHost && hostOf(text) !== hostOf(href)
    ? `is “${text}” but leads to “${href}”, another site`
    : undefined;
}

/** Describes why pressing a contact would reach another number or site than printed. */
function contactFault(contact: Contact, country: string) {
  const { kind, text, href } = contact;
  if (kind === 'web') return webFault(contact);
  const { form, like } = hrefs[kind];
  if (!form.test(href)) return `has the address “${href}”, not ${like}`;
  const number = href.replace(/^tel:|^https:\/\/wa\.me\//, '');
  if (!isDialled(contact, number, country))
    return `is “${text}” but dials “${number}”, another number`;
  // A spreadsheet that drops the first 0 leaves a wrong number.
  const lacksStart = kind === 'phone' && /^[1-9]\d{6}/.test(number);
  return lacksStart ? `is “${text}”, without its first 0 or the code of its country` : undefined;
}

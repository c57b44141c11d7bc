/** What a reader presses, and what is dialled or opened then. */
interface Contact {
  kind: 'phone' | 'whatsapp' | 'web';
  text: string;
  href: string;
}

/** The countries whose lines the story names, by the number that is dialled before theirs from elsewhere. */
const callingCodes: Readonly<Partial<Record<string, string>>> = {
  IDN: '62',
  GBR: '44',
  KHM: '855',
  KEN: '254',
  PHL: '63',
  TZA: '255',
  THA: '66',
  USA: '1',
  VNM: '84'
};

const digitsOf = (text: string) => text.replace(/\D/g, '');

/** How the address of each kind is written; its digits are the number. */
const hrefs: Readonly<Record<'phone' | 'whatsapp', { form: RegExp; like: string }>> = {
  phone: { form: /^tel:\+?\d+$/, like: 'tel: and the number, such as tel:08001111' },
  whatsapp: { form: /^https:\/\/wa\.me\/\d+$/, like: 'https://wa.me/ and the number with its country’s code' }
};

/** Whether a number as it is printed in a country is the one that is dialled: as it stands, or with the country's code for its first 0. */
function isDialled({ kind, text }: Contact, number: string, country: string): boolean {
  const [printed, dialled] = [digitsOf(text), digitsOf(number)];
  const withCode = kind === 'whatsapp' || number.startsWith('+');
  if (!withCode || text.trim().startsWith('+')) return dialled === printed && withCode === (kind === 'whatsapp' || text.includes('+'));
  const code = callingCodes[country];
  if (dialled === printed) return code === undefined || printed.startsWith(code);
  const local = printed.replace(/^0/, '');
  if (code !== undefined) return dialled === code + local;
  const before = dialled.length - local.length;
  return dialled.endsWith(local) && before > 0 && before <= 3;
}

/** A site that is named must be the one that is opened; any other words may lead anywhere. */
function webFault({ text, href }: Contact): string | undefined {
  const hostOf = (address: string) =>
    address
      .replace(/^https:\/\//, '')
      .replace(/^www\./, '')
      .split('/')[0]!
      .toLowerCase();
  if (!href.startsWith('https://')) return `“${href}”, which is no address that starts with https://`;
  const isHost = /^(https:\/\/)?[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text);
  return isHost && hostOf(text) !== hostOf(href) ? `“${text}”, which leads to “${href}”: another site` : undefined;
}

/** Returns why pressing a contact would not reach what is printed there, but another number or site; undefined where it would. */
export function contactFault(contact: Contact, country: string): string | undefined {
  const { kind, text, href } = contact;
  if (kind === 'web') return webFault(contact);
  const { form, like } = hrefs[kind];
  if (!form.test(href)) return `“${href}” as its address; expected ${like}`;
  const number = href.replace(/^tel:|^https:\/\/wa\.me\//, '');
  if (!isDialled(contact, number, country)) return `“${text}”, which dials “${number}”: another number`;
  // A spreadsheet or a hand that drops the first 0 leaves a number that reaches nobody, or somebody else.
  const lacksStart = kind === 'phone' && /^[1-9]\d{6}/.test(number);
  return lacksStart ? `“${text}” without its first 0 or the code of its country` : undefined;
}

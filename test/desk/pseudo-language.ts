import { readPo, writePo, type PoText } from '../../src/site/languages/po.ts';

const latin = 'abcdefghijklmnopqrstuvwxyz';
const alphabets = {
  /** Longer words with accents. */
  long: (sign: string, isAlone: boolean) => {
    const accented = [...'åbçðéfghîjklmñöþqrstûvwxýz'][latin.indexOf(sign.toLowerCase())] ?? sign;
    const cased = /\p{Lu}/u.test(sign) ? accented.toUpperCase() : accented;
    return isAlone && /[ou]/i.test(sign) ? cased + accented : cased;
  },
  /** Arabic letters, from right to left. */
  mirrored: (sign: string) =>
    [...'ابجدهوزحطيكلمنسعفصقرشتثخذض'][latin.indexOf(sign.toLowerCase())] ?? sign
};

const monthsOf = (locale: string) =>
  Array.from({ length: 12 }, (_, month) =>
    new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
      Date.UTC(2000, month, 1)
    )
  );
const months = monthsOf('en');

const bindings = new RegExp(
  `\\{%[^%]*%\\}|\\{\\w+\\}|\\]\\([^)]*\\)|https?:\\S+|(?:${months.join('|')})(?= \\d{4})`
);
const syntax = /\\p\{[^}]*\}|\\.|\(\?[:=!<]+|\{[\d,]+\}|\[[^\]]*\]/;

/** Translates a text by letters, so that rules find the same words in it. */
function spell(text: string, to: keyof typeof alphabets, tag: string, isPattern: boolean) {
  const parts = text.split(new RegExp(`(${(isPattern ? syntax : bindings).source})`));
  const said = monthsOf(tag);
  return parts
    .map((part, at) => {
      if (at % 2 === 1 && !(isPattern && part.startsWith('[')))
        return said[months.indexOf(part)] ?? part;
      if (at % 2 === 1)
        return part.replace(/(?<!\\)\p{L}(?!-)/gu, (sign) => alphabets[to](sign, false));
      return part.replace(/\p{L}/gu, (sign) => {
        const letters = alphabets[to](sign, true);
        return isPattern && letters.length > 1 ? `(?:${letters})` : letters;
      });
    })
    .join('');
}

/** An exported PO file as a translator might send it back, in a language of no people. */
export function pseudoTranslation(
  po: string,
  to: keyof typeof alphabets,
  header: Readonly<Record<string, string>> = { 'Last-Translator': 'Test Translator' }
) {
  const { header: fields, entries } = readPo(po, 'export.po');
  const texts = [...entries.values()].map((entry): PoText => {
    const { key, text } = entry;
    const isPattern = /^wording\.json (?:rules|harm\/(?:done|named))/.test(key);
    const said =
      key === 'language country' ? text : spell(text, to, fields.get('Language')!, isPattern);
    return { ...entry, said };
  });
  return writePo(new Map([...fields, ...Object.entries(header)]), texts);
}

import { readChapter } from '../../src/copy/read-chapter.ts';
import type { Printer } from '../../src/copy/passage.ts';
import type { Wording } from '../../src/copy/rules/copy-rules.ts';
import { byLanguage, type Language } from '../../src/locale/languages.ts';

const printed: Record<string, string> = {
  'nca-2018': '80,000',
  'nca-2021-low': '550,000',
  'nca-2021-high': '850,000',
  'world-2018': '49%'
};

export const print: Printer = {
  claim: (id) => {
    if (id === 'gbr-2023')
      return {
        ok: false,
        why: 'wb-internet-users/2024-11 has no value for GBR in 2023; its newest is for 2022'
      };
    const text = printed[id];
    const year = /\d{4}/.exec(id)?.[0];
    return text === undefined
      ? undefined
      : { ok: true, text, value: text.replace(/[,%]/g, ''), year: year ? Number(year) : undefined };
  },
  ids: new Set(Object.keys(printed)),
  release: (name) =>
    ({ 'internet-use': '2024-11', 'wb-internet-users/2018-08-28': '2018-08-28' })[name]
};

/** Long enough to be a step without a warning. */
export const filling = Array.from({ length: 5 }, () => 'These words say nothing at all.').join(' ');

export function read(text: string, language: Language = 'en', id = 'demand') {
  return readChapter(text, { id, file: `data/copy/${language}/${id}.md`, language }, print);
}

/** The text begins on line 6. */
export function lead(text: string, language: Language = 'en') {
  return read(`---\ntitle: A title\n---\n\n{% lead %}\n${text}\n{% /lead %}\n`, language);
}

const bounds: Wording['bounds'] = {
  about: { before: ['about', 'around'], after: [] },
  over: { before: ['more than'], after: [] },
  nearly: { before: ['almost'], after: [] },
  at_least: { before: ['at least'], after: ['or more'] },
  up_to: { before: ['up to', 'nearly'], after: [] }
};

export const noFigures = {
  computed: new Map<string, never>(),
  places: byLanguage(() => ({}))
};

export function ruling(
  pattern: string,
  rest: Partial<Wording['rules'][number]> & { allowed?: string } = {}
): Wording {
  const { allowed, ...rule } = rest;
  return {
    bounds,
    rules: [{ rule: 'S14', pattern, why: 'because', instead: 'offender', ...rule }],
    allowed:
      allowed === undefined
        ? []
        : [{ text: allowed, why: 'a name', source: 'the law', line: 'demand.md, lead' }]
  };
}

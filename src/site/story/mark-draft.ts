import { escapeMarkup, plainText } from '../../copy/markup.ts';

/** A difference between a draft page and the page that readers see. */
export interface DraftChange {
  kind: 'text' | 'figure' | 'table';
  anchor: string;
  /** The nearest id above it, which both pages have; empty at the top of a page. */
  near: string;
  /** Undefined for a figure, a table or a new text. */
  before?: string;
  /** The text; the title of a figure or a table. */
  after: string;
  /** Claims that print another number. */
  claims: string[];
  /** Of a figure, the rows of its tables. */
  rows?: { changed: number; all: number };
}

const figure = /<figure\b[^>]*\bdata-figure="([^"]+)"[^>]*>[\s\S]*?<\/figure>/g;
const table = /<table\b[\s\S]*?<\/table>/g;
const block =
  /<(p|h1|h2|h3|h4|dt|dd|li)\b([^>]*)>((?:(?!<(?:p|ul|ol|li|div|section|table)\b)[\s\S])*?)<\/\1>/g;
const claimed = /<data class="claim"([^>]*)\bdata-claim="([^"]+)"([^>]*)>([^<]*)<\/data>/g;

function wordsOf(html: string): string {
  const spaced = html
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\/?(?:p|h\d|li|td|th|tr|dt|dd|div|figcaption)\b[^>]*>|&nbsp;/g, ' ');
  return plainText(spaced).replace(/\s+/g, ' ');
}

/** Replaces matches by spaces, so that offsets stay. */
const blotted = (html: string, pattern: RegExp) =>
  html.replace(pattern, (whole) => ' '.repeat(whole.length));

const idsOf = (html: string) => [
  ...html.matchAll(/<(?:section|div|aside|article|main|details)\b[^>]*\sid="([^"]+)"/g)
];

const above = (ids: ReturnType<typeof idsOf>, at: number) =>
  ids.findLast(({ index }) => index < at)?.[1] ?? '';

/** Texts outside figures and tables. A `place` is the same in both pages. */
function blocksOf(html: string) {
  const text = blotted(blotted(html, figure), table);
  const ids = idsOf(text);
  const count = new Map<string, number>();
  return [...text.matchAll(block)].map(({ 0: whole, 1: tag, 3: inner = '', index: at }) => {
    const near = above(ids, at);
    const kind = `${near} ${tag}`;
    const number = count.get(kind) ?? 0;
    count.set(kind, number + 1);
    return { at, whole, words: wordsOf(inner), near, place: `${kind} ${number}` };
  });
}

function claimsOf(html: string): Map<string, string> {
  return new Map([...html.matchAll(claimed)].map(([, , id = '', , printed = '']) => [id, printed]));
}

const rowsOf = (html: string) =>
  [...html.matchAll(/<tr\b[\s\S]*?<\/tr>/g)].map(([row]) => wordsOf(row));

/** Figures, and tables outside them, matched between pages by name. */
function exhibitsOf(html: string) {
  const outside = [...blotted(html, figure).matchAll(table)];
  return [
    ...[...html.matchAll(figure)].map(({ 0: whole, 1: name = '', index: at }) => ({
      kind: 'figure' as const,
      at,
      whole,
      name
    })),
    ...outside.map(({ 0: whole, index: at }, number) => ({
      kind: 'table' as const,
      at,
      whole,
      name: `table ${number}`
    }))
  ];
}

type Exhibit = ReturnType<typeof exhibitsOf>[number];

function exhibitChange(
  before: string | undefined,
  { kind, whole, name }: Exhibit,
  near: string,
  anchor: string
): DraftChange {
  const title = /<(caption|h\d)\b[^>]*>([\s\S]*?)<\/\1>/.exec(whole)?.[2];
  const known = new Set(before === undefined ? [] : rowsOf(before));
  const rows = rowsOf(whole);
  const changed = rows.filter((row) => !known.has(row)).length;
  return {
    kind,
    anchor,
    near,
    after: wordsOf(title ?? name),
    claims: [],
    rows: { changed, all: rows.length }
  };
}

/** Adds a class, and an id if there is none, to the first tag. Returns the id. */
function tagged(html: string, name: string, id: string): { html: string; id: string } {
  const [tag = ''] = /^<[^>]*>/.exec(html) ?? [];
  const own = /\sid="([^"]+)"/.exec(tag)?.[1];
  const classed = /\sclass="/.test(tag)
    ? tag.replace(/\sclass="/, ` class="${name} `)
    : tag.replace(/^<\w+/, `$& class="${name}"`);
  const named = own === undefined ? classed.replace(/^<\w+/, `$& id="${id}"`) : classed;
  return { html: named + html.slice(tag.length), id: own ?? id };
}

/** Marks everything in a draft that the published page does not have. */
export function markDraft(
  nowHtml: string,
  draftHtml: string
): { html: string; changes: DraftChange[] } {
  const now = blocksOf(nowHtml);
  const seen = new Set(now.map(({ words }) => words));
  const places = new Map(now.map((one) => [one.place, one]));
  const draft = blocksOf(draftHtml);
  const kept = new Set(draft.map(({ words }) => words));
  const printed = claimsOf(nowHtml);
  const exhibits = new Map(exhibitsOf(nowHtml).map(({ name, whole }) => [name, whole]));

  type Make = (anchor: string) => { html: string; change: DraftChange };
  const texts = draft
    .filter(({ words }) => words !== '' && !seen.has(words))
    .map(({ at, whole, words, near, place }) => {
      const there = places.get(place);
      // A text that is still in the draft was moved, not replaced.
      const before = there && !kept.has(there.words) ? there.words : undefined;
      const make: Make = (anchor) => {
        const claims: string[] = [];
        const inner = whole.replace(
          claimed,
          (element: string, first: string, id: string, rest: string, value: string) => {
            const was = printed.get(id);
            if (was === value) return element;
            claims.push(id);
            const title = escapeMarkup(
              was === undefined ? 'not on the page that readers see' : `readers see ${was}`
            );
            return `<data class="claim changed" title="${title}"${first}data-claim="${id}"${rest}>${value}</data>`;
          }
        );
        const { html, id } = tagged(inner, 'changed-text', anchor);
        return {
          html,
          change: {
            kind: 'text',
            anchor: id,
            near,
            ...(before === undefined ? {} : { before }),
            after: words,
            claims
          }
        };
      };
      return { at, whole, make };
    });
  const ids = idsOf(draftHtml);
  const pictures = exhibitsOf(draftHtml)
    .filter(({ name, whole }) => exhibits.get(name) !== whole)
    .map((exhibit) => {
      const { at, whole, name } = exhibit;
      const make: Make = (anchor) => {
        const { html, id } = tagged(whole, 'changed-figure', anchor);
        return { html, change: exhibitChange(exhibits.get(name), exhibit, above(ids, at), id) };
      };
      return { at, whole, make };
    });

  const changes: DraftChange[] = [];
  let html = '';
  let from = 0;
  for (const { at, whole, make } of [...texts, ...pictures].sort(
    (one, other) => one.at - other.at
  )) {
    const made = make(`change-${changes.length + 1}`);
    html += draftHtml.slice(from, at) + made.html;
    from = at + whole.length;
    changes.push(made.change);
  }
  return { html: html + draftHtml.slice(from), changes };
}

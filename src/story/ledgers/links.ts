import { z } from 'zod';
import { problemsOf, type Problem } from '../problem.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { day, readJson } from '../read-json.ts';

/** Where the addresses stand that a reader may follow from a source, from the project's root. */
export const linksFile = 'data/links.json';

const address = z.string().regex(/^https:\/\//, 'must be an address that starts with https://');
const link = z.strictObject({
  url: address,
  /**
   * The day on which a person last opened it and found the source there (standards D12, S40); null
   * until one has.
   */
  opened: day.nullable(),
  /** A copy of the page in an archive (standards D12); null until there is one. */
  copy: address.nullable()
});
/** What an address names apart from how it is reached. */
const pageOf = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');

const schema = z.array(link).superRefine((links, { addIssue }) =>
  links.forEach(({ url, copy }, at) => {
    if (links.findIndex((other) => other.url === url) < at)
      addIssue({
        code: 'custom',
        path: [at, 'url'],
        message: 'is an address that an earlier entry has already'
      });
    // Archives name in the address of a copy the page that it is of.
    const [, copied] = /.(https?:\/\/.*)$/.exec(copy ?? '') ?? [];
    if (copied !== undefined && pageOf(copied) !== pageOf(url))
      addIssue({
        code: 'custom',
        path: [at, 'copy'],
        message: `is a copy of another page, ${copied}`
      });
  })
);

/**
 * An address that a reader may follow: none leads to countries by harm or protection, or holds a
 * word that the story does not use (S14, S40).
 */
export type Link = z.infer<typeof link>;

/**
 * Returns the links of `linksFile`.
 * @throws StoryRefused naming the line and field that is not what a link holds, or an address that
 * is there twice.
 */
export function readLinks(text: string): Link[] {
  return readJson(
    text,
    linksFile,
    schema,
    'Write each entry as { url, opened, copy }, each address once.'
  );
}

interface Sourced {
  url: string;
  link?: Link;
}

/** Returns rows by id, each with the link to its source where a reader may follow one. */
export function linked<Row extends Sourced>(
  rows: Readonly<Record<string, Row>>,
  links: readonly Link[]
): Record<string, Row> {
  const byUrl = new Map(links.map((one) => [one.url, one]));
  return Object.fromEntries(
    Object.entries(rows).map(([id, row]) => {
      const found = byUrl.get(row.url);
      return [id, found ? { ...row, link: found } : row];
    })
  );
}

/**
 * Returns a problem for each link that no row of the ledgers is from: what was mistyped would leave
 * its source without a link.
 */
export function strayLinks(
  text: string,
  links: readonly Link[],
  rows: readonly Sourced[]
): Problem[] {
  const expected = 'an address of data/estimates.csv or data/protection.csv, to the letter';
  const fault = problemsOf('link', linksFile, 'S40');
  return links.flatMap(({ url }, index) => {
    if (rows.some((row) => row.url === url)) return [];
    return fault(
      placeOfPath(text, [index, 'url']),
      `“${url}”, which no row names`,
      expected,
      'correct it, or take it out'
    );
  });
}

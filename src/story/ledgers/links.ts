import { z } from 'zod';
import { problemsOf, type Problem } from '../problem.ts';
import { placeOfPath } from '#sources/checked-json.ts';
import { day, readJson } from '../read-json.ts';
import { say } from '#locale/say.ts';

export const linksFile = 'data/links.json';

const address = z.string().regex(/^https:\/\//, 'must be an address that starts with https://');
const link = z.strictObject({
  url: address,
  /** The day when a person last found the source there (D12, S40). */
  opened: day.nullable(),
  /** Address of an archived copy (D12). */
  copy: address.nullable()
});
/** An address without scheme, `www.` and last slash. */
const pageOf = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');

const schema = z.array(link).superRefine((links, { addIssue }) =>
  links.forEach(({ url, copy }, at) => {
    if (links.findIndex((other) => other.url === url) < at)
      addIssue({
        code: 'custom',
        path: [at, 'url'],
        message: say`is an address that an earlier entry has already`
      });
    // The address of an archived copy ends with the address of the page.
    const [, copied] = /.(https?:\/\/.*)$/.exec(copy ?? '') ?? [];
    if (copied !== undefined && pageOf(copied) !== pageOf(url))
      addIssue({
        code: 'custom',
        path: [at, 'copy'],
        message: say`is a copy of another page, ${copied}`
      });
  })
);

/**
 * No link leads to figures of harm or protection by country, or has a word that the story avoids
 * (S14, S40).
 */
export type Link = z.infer<typeof link>;

export function readLinks(text: string) {
  return readJson(
    text,
    linksFile,
    schema,
    say`Write each entry as { url, opened, copy }, each address once.`
  );
}

interface Sourced {
  url: string;
  link?: Link;
}

/** Adds to each row the link to its source, if readers may follow one. */
export function withLinks<Row extends Sourced>(
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

/** Reports links of no row: after a typing error the source would have no link. */
export function unusedLinks(
  text: string,
  links: readonly Link[],
  rows: readonly Sourced[]
): Problem[] {
  const fault = problemsOf('link', linksFile, 'S40');
  return links.flatMap(({ url }, index) => {
    if (rows.some((row) => row.url === url)) return [];
    return fault(
      placeOfPath(text, [index, 'url']),
      say`No row of data/estimates.csv or data/protection.csv has the address “${url}”.`,
      say`Correct it, or delete the entry.`
    );
  });
}

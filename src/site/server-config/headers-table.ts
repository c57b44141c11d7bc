import { flatGroup } from 'd3';
import { pathClasses, sentHeaders } from '../headers.ts';

const code = (text: string) => `\`${text}\``;

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The names of the classes that send a header with a value, in one phrase. */
const senders = (names: readonly string[]) =>
  names.length === pathClasses.length ? 'all' : names.join(', ');

/** The values of one header stand together, in the order in which its first value is met. */
const headerRows = (): string[][] =>
  flatGroup(
    sentHeaders,
    ({ header }) => header,
    ({ value }) => value
  ).map(([header, value, same]) => [
    code(header),
    code(value),
    senders(same.map(({ name }) => name))
  ]);

/**
 * Returns the two tables of docs/publishing.md in Markdown: which paths are of which class, and
 * which class is sent which header.
 */
export function headersTable(): string {
  const classes = pathClasses.map(({ name, paths }) => [name, paths.map(code).join(' ')]);
  const language = pathClasses
    .filter(({ paths }) => paths.some((path) => path.includes('/:language/')))
    .map(({ name }) => name);
  const rows = [
    ...headerRows(),
    ['`Content-Language`', 'the language of the folder', senders(language)]
  ];
  return `${markdownTable(['class', 'paths'], classes)}\n\n${markdownTable(['header', 'value', 'sent with'], rows)}\n`;
}

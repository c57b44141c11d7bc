import { flatGroup } from 'd3';
import { pathClasses, sentHeaders } from '../headers.ts';

const code = (text: string) => `\`${text}\``;

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const senders = (names: readonly string[]) =>
  names.length === pathClasses.length ? 'all' : names.join(', ');

/** Grouped by header, in order of first use. */
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

/** The two tables of docs/publishing.md. */
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

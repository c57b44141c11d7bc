import { pathClasses, type PathClass } from '../headers.ts';

const code = (text: string) => `\`${text}\``;

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The names of the classes that send a header with a value, in one phrase. */
const senders = (names: readonly string[]) => (names.length === pathClasses.length ? 'all' : names.join(', '));

function headerRows(classes: readonly PathClass[]): string[][] {
  const senderOf = new Map<string, { header: string; value: string; names: string[] }>();
  for (const { name, headers } of classes) {
    for (const [header, value] of Object.entries(headers)) {
      const key = `${header}: ${value}`;
      const known = senderOf.get(key);
      if (known) known.names.push(name);
      else senderOf.set(key, { header, value, names: [name] });
    }
  }
  // The values of one header stand together, in the order in which its first value is met.
  const order = [...new Set([...senderOf.values()].map(({ header }) => header))];
  return [...senderOf.values()]
    .sort((one, other) => order.indexOf(one.header) - order.indexOf(other.header))
    .map(({ header, value, names }) => [code(header), code(value), senders(names)]);
}

/** Returns the two tables of docs/publishing.md in Markdown: which paths are of which class, and which class is sent which header. */
export function headersTable(): string {
  const classes = pathClasses.map(({ name, paths }) => [name, paths.map(code).join(' ')]);
  const language = pathClasses.filter(({ paths }) => paths.some((path) => path.includes('/:language/'))).map(({ name }) => name);
  const rows = [...headerRows(pathClasses), ['`Content-Language`', 'the language of the folder', senders(language)]];
  return `${markdownTable(['class', 'paths'], classes)}\n\n${markdownTable(['header', 'value', 'sent with'], rows)}\n`;
}

import { say } from '#locale/say.ts';
import { refusal } from '#story/problem.ts';

/** An entry of a PO file (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html). */
export interface PoEntry {
  key: string;
  text: string;
  /** `msgstr`; empty until it is translated. */
  said: string;
  isFuzzy: boolean;
  line: number;
}

export type PoText = Pick<PoEntry, 'key' | 'text' | 'said'> & { notes?: readonly string[] };

const quoted = (text: string) => {
  const lines = text.split(/(?<=\n)(?=.)/);
  return (lines.length > 1 ? ['', ...lines] : lines).map((line) => JSON.stringify(line)).join('\n');
};

export const writePo = (fields: ReadonlyMap<string, string>, texts: readonly PoText[]) => {
  const header = [...fields].map(([name, value]) => `${name}: ${value}\n`).join('');
  const all = texts.map(({ key, text, said, notes = [] }) =>
    [
      ...notes
        .join('\n')
        .replace(/^(?=.)/gm, '#. ')
        .split('\n'),
      `msgctxt ${quoted(key)}`,
      `msgid ${quoted(text)}`,
      `msgstr ${quoted(said)}\n`
    ]
      .filter((line) => line !== '')
      .join('\n')
  );
  return [`msgid ""\nmsgstr ${quoted(header)}\n`, ...all].join('\n');
};

const names = { msgctxt: 'key', msgid: 'text', msgstr: 'said' } as const;

export type Po = ReturnType<typeof readPo>;

export function readPo(po: string, file: string) {
  const entries: PoEntry[] = [];
  let field: (typeof names)[keyof typeof names] | undefined;
  let isFuzzy = false;
  for (const [at, raw] of po.split('\n').entries()) {
    const line = raw.trim();
    isFuzzy ||= /^#,.*\bfuzzy\b/.test(line);
    if (line === '' || line.startsWith('#')) continue;
    const [, name = '', string = ''] =
      /^(?:(msgctxt|msgid|msgstr)\s+)?("(?:[^"\\]|\\["\\nt])*")$/.exec(line) ?? [];
    if (name === 'msgctxt' || (name === 'msgid' && field !== 'key')) {
      entries.push({ key: '', text: '', said: '', isFuzzy, line: at + 1 });
      isFuzzy = false;
    }
    if (name !== '') field = names[name as keyof typeof names];
    const entry = entries.at(-1);
    if (!entry || !field || string === '')
      throw refusal({
        ...{ kind: 'po', file, line: at + 1 },
        wrong: say`This line is not of a PO file: ${line.slice(0, 40)}`,
        fix: say`Write msgctxt, msgid or msgstr and a text in straight quotation marks, with \\ before those inside.`
      });
    entry[field] += JSON.parse(string) as string;
  }
  const isHeader = ({ key, text }: PoEntry) => key === '' && text === '';
  const fields = entries
    .find(isHeader)
    ?.said.match(/.+/g)
    ?.map((line): [string, string] => {
      const [, name = '', value = ''] = /^([^:]*):\s*(.*)$/.exec(line) ?? [];
      return [name, value];
    });
  const texts = entries.filter((one) => !isHeader(one));
  return { header: new Map(fields), entries: new Map(texts.map((one) => [one.key, one])) };
}

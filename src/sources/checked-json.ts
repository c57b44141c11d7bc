import {
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  visit,
  type ParseError
} from 'jsonc-parser';
import type { z } from 'zod';
import { capitalize } from '#locale/sentence.ts';
import { refuseAt, type FilePosition } from './source-error.ts';
import { say, sayText } from '#locale/say.ts';

export function placeAt(text: string, offset: number): FilePosition {
  let [line, start] = [1, 0];
  for (let end = text.indexOf('\n'); end !== -1 && end < offset; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: offset - start + 1 };
}

export function placeOfPath(text: string, path: readonly PropertyKey[]): FilePosition {
  const root = parseTree(text);
  const steps = path.filter((step) => typeof step !== 'symbol');
  for (let length = steps.length; root && length > 0; length--) {
    const found = findNodeAtLocation(root, steps.slice(0, length));
    if (found)
      return placeAt(text, (found.parent?.type === 'property' ? found.parent : found).offset);
  }
  return placeAt(text, root?.offset ?? 0);
}

/** Returns the first field given twice in one object: `JSON.parse` silently keeps the last. */
function repeatedName(text: string) {
  const open: Set<string>[] = [];
  let repeated: (FilePosition & { name: string }) | undefined;
  visit(text, {
    onObjectBegin: () => void open.push(new Set()),
    onObjectEnd: () => void open.pop(),
    onObjectProperty: (name, offset) => {
      if (open.at(-1)?.has(name)) repeated ??= { ...placeAt(text, offset), name };
      open.at(-1)?.add(name);
    }
  });
  return repeated;
}

function spellPath(path: readonly PropertyKey[]) {
  const keys = path.filter((step) => typeof step === 'string').join('.');
  const [entry] = path;
  const where = typeof entry === 'number' ? say`entry ${entry + 1}` : '';
  return keys === '' ? where || say`the file` : `“${keys}”${where && say` in ${where}`}`;
}

const syntaxErrors = (): Readonly<Record<string, readonly [wrong: string, fix: string]>> => ({
  PropertyNameExpected: [
    say`a field name is missing here`,
    say`Write the name in straight quotation marks, or delete the comma before this.`
  ],
  ValueExpected: [
    say`a value is missing here`,
    say`Add the value, or delete the comma before this.`
  ],
  ColonExpected: [say`a colon is missing here`, say`Add the colon.`],
  CommaExpected: [say`a comma is missing before this`, say`Add the comma.`],
  CloseBraceExpected: [say`a closing } is missing here`, say`Add the brace.`],
  CloseBracketExpected: [say`a closing ] is missing here`, say`Add the bracket.`],
  EndOfFileExpected: [
    say`there is text after the last bracket`,
    say`Delete it, or correct the brackets before it.`
  ],
  UnexpectedEndOfString: [say`a text has no closing "`, say`Add the closing " on the same line.`],
  InvalidEscapeCharacter: [
    say`a \\ is followed by another character than ", \\, n or u`,
    say`Write \\\\ for a backslash.`
  ],
  InvalidCharacter: [
    say`a text runs over several lines or holds a tab`,
    say`Write \\n for a line break and \\t for a tab.`
  ]
});

function syntaxFault(text: string) {
  const faults: ParseError[] = [];
  parseTree(text, faults, { disallowComments: true });
  const [fault] = faults;
  const offset = fault?.offset ?? text.length;
  const mark = text[offset] ?? '';
  const [wrong, fix] = /[“”„«»‘’']/.test(mark)
    ? [say`the quotation mark ${mark} is not a straight "`, say`Replace it by ".`]
    : (syntaxErrors()[fault ? printParseErrorCode(fault.error) : 'ValueExpected'] ?? [
        say`“${text.slice(offset).split(/[\s,:]/, 1)[0] ?? ''}” cannot be read`,
        say`Correct or delete it.`
      ]);
  return {
    ...placeAt(text, offset),
    kind: 'not-json',
    wrong: say`This is not JSON: ${wrong}.`,
    fix
  };
}

const types = (): Readonly<Record<string, string>> => ({
  string: say`a text`,
  number: say`a number`,
  int: say`a whole number`,
  array: say`a list`,
  object: say`an object in braces`,
  record: say`an object in braces`,
  boolean: say`true or false`
});

const quote = (value: unknown) => `“${String(value)}”`;

/** Returns an issue as the predicate of its field; a schema's own message is one already. */
export function predicateOf(issue: z.core.$ZodIssue) {
  if (!/^(Too (small|big)|Invalid|Unrecognized)\b/.test(issue.message))
    return sayText(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return say`must be ${types()[issue.expected] ?? issue.expected}`;
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int')
        return say`must be at least ${String(issue.minimum)}`;
      return issue.origin === 'string'
        ? say`must not be empty`
        : say`must have at least ${String(issue.minimum)} ${Number(issue.minimum) === 1 ? 'entry' : 'entries'}`;
    case 'too_big':
      return say`must be at most ${String(issue.maximum)}`;
    case 'unrecognized_keys':
      return say`must not have the field “${issue.keys.join('”, “')}”`;
    case 'invalid_value':
      return say`must be one of ${issue.values.map(quote).join(', ')}${issue.input instanceof Object ? '' : say`, not ${quote(issue.input)}`}`;
    case 'invalid_key':
      return say`has a name that is not allowed`;
    default:
      return say`is not in the right form${issue.input === undefined || issue.input instanceof Object ? '' : `: ${quote(issue.input)}`}`;
  }
}

/** A fault of a JSON text; without `fix` the caller knows best how to fix it. */
type JsonFault = FilePosition & { kind: string; wrong: string; fix?: string };

/**
 * Returns a JSON text as its schema reads it, or its first fault; fields that are missing in one
 * object are reported together.
 */
export function parseJson<Value>(
  text: string,
  schema: z.ZodType<Value>
): { value: Value } | { fault: JsonFault } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: syntaxFault(text) };
  }
  const repeated = repeatedName(text);
  if (repeated) {
    const { name, ...place } = repeated;
    const wrong = say`“${name}” is given twice in the same braces.`;
    return { fault: { ...place, kind: 'repeated-field', wrong, fix: say`Keep one of the two.` } };
  }
  const result = schema.safeParse(json, { reportInput: true });
  if (result.success) return { value: result.data };
  const issue = result.error.issues[0]!;
  // Point at an unknown field itself, not at its object.
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path;
  const isMissing = (one: z.core.$ZodIssue) =>
    one.path.reduce<unknown>(
      (at, step) => (at as Readonly<Record<PropertyKey, unknown>>)[step],
      json
    ) === undefined;
  const place = String(issue.path.slice(0, -1));
  const missing = result.error.issues.filter(
    (one) => String(one.path.slice(0, -1)) === place && isMissing(one)
  );
  const wrong = missing.includes(issue)
    ? say`${missing.map(({ path }) => spellPath(path)).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`
    : `${capitalize(spellPath(issue.path))} ${predicateOf(issue)}.`;
  const kind = missing.includes(issue) ? 'missing-field' : 'wrong-field';
  return { fault: { ...placeOfPath(text, path), kind, wrong } };
}

export function checkedJson<Value>(
  text: string,
  schema: z.ZodType<Value>,
  file: string,
  fix: string
) {
  const read = parseJson(text, schema);
  if ('value' in read) return read.value;
  const { kind, wrong, fix: own = fix } = read.fault;
  return refuseAt(file, read.fault, kind, wrong, own);
}

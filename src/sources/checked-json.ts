import {
  findNodeAtLocation,
  parseTree,
  printParseErrorCode,
  visit,
  type ParseError
} from 'jsonc-parser';
import type { z } from 'zod';
import { refuseAt, type Place, type SourceFault } from './source-error.ts';

/** Returns where the character of that number stands in a text. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
}

/**
 * Returns where a JSON text writes what stands at a path of keys and places in lists, or as far as
 * the path is written.
 */
export function placeOfPath(text: string, path: readonly PropertyKey[]): Place {
  const root = parseTree(text);
  const steps = path.filter((step) => typeof step !== 'symbol');
  for (let length = steps.length; root && length > 0; length--) {
    const found = findNodeAtLocation(root, steps.slice(0, length));
    if (found)
      return placeAt(text, (found.parent?.type === 'property' ? found.parent : found).offset);
  }
  return placeAt(text, root?.offset ?? 0);
}

/**
 * Returns the first name, with its place, that stands in the same braces a second time: a reader of
 * JSON keeps the last and says nothing.
 */
function repeatedName(text: string): (Place & { name: string }) | undefined {
  const open: Set<string>[] = [];
  let repeated: (Place & { name: string }) | undefined;
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

/** Names a place in a JSON text as an editor finds it: “href” in entry 2. */
function spellPath(path: readonly PropertyKey[]): string {
  const keys = path.filter((step) => typeof step === 'string').join('.');
  const [entry] = path;
  const where = typeof entry === 'number' ? `entry ${entry + 1}` : '';
  return keys === '' ? where || 'the file' : `“${keys}”${where && ` in ${where}`}`;
}

/** What is wrong where a text stops being JSON, by the parser's name for it. */
const stumbles: Readonly<Record<string, string>> = {
  PropertyNameExpected:
    'a name in straight quotation marks is missing here, or the comma before is one too many',
  ValueExpected: 'a value is missing here, or the comma before is one too many',
  ColonExpected: 'a colon is missing here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a closing } is missing here',
  CloseBracketExpected: 'a closing ] is missing here',
  EndOfFileExpected: 'nothing may follow the last bracket',
  UnexpectedEndOfString: 'a text is missing its closing ", which ends it on its own line',
  InvalidEscapeCharacter: 'a \\ may stand only before ", \\, n or u',
  InvalidCharacter: 'a text goes over more than one line, or holds a tab'
};

/**
 * Where a text stops being JSON, and why, which JavaScript engines do not say in an editor's words.
 */
function faultOf(text: string): Place & { why: string } {
  const faults: ParseError[] = [];
  parseTree(text, faults, { disallowComments: true });
  const [fault] = faults;
  const offset = fault?.offset ?? text.length;
  const mark = text[offset] ?? '';
  const why = /[“”„«»‘’']/.test(mark)
    ? `the mark ${mark} stands where a straight " belongs`
    : (stumbles[fault ? printParseErrorCode(fault.error) : 'ValueExpected'] ??
      `“${text.slice(offset).split(/[\s,:]/, 1)[0] ?? ''}” cannot be read here`);
  return { ...placeAt(text, offset), why };
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  object: 'fields in braces',
  record: 'fields in braces',
  boolean: 'true or false'
};

const quote = (value: unknown) => `“${String(value)}”`;

/** What an issue says in an editor's words; a schema's own words stay as they are. */
function sayIssue(issue: z.core.$ZodIssue): string {
  if (!/^(Too (small|big)|Invalid|Unrecognized)\b/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `something other than ${kinds[issue.expected] ?? issue.expected}`;
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int')
        return `a number that is too small: ${String(issue.minimum)} is the least`;
      return issue.origin === 'string'
        ? 'an empty text'
        : `a list of fewer than ${String(issue.minimum)}`;
    case 'too_big':
      return `more than ${String(issue.maximum)}`;
    case 'unrecognized_keys':
      return `“${issue.keys.join('”, “')}”, which has no meaning here`;
    case 'invalid_value':
      return `${issue.input instanceof Object ? 'brackets' : quote(issue.input)}, none of ${issue.values.map(quote).join(', ')}`;
    case 'invalid_key':
      return 'a name that cannot stand here';
    default:
      return 'something that is not written as it must be';
  }
}

/**
 * Returns a JSON text as its schema reads it, or the first thing that is wrong with it (all that is
 * missing there is one), where, and whether it asks for a day. What no JSON text may do has a
 * `rule` of its own.
 */
export function parseJson<Value>(
  text: string,
  schema: z.ZodType<Value>
):
  | { value: Value }
  | {
      fault: Place & {
        found: string;
        asksForDay: boolean;
        rule?: Pick<SourceFault, 'expected' | 'advice'>;
      };
    } {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const { why, ...place } = faultOf(text);
    return { fault: { ...place, found: `text that is not JSON: ${why}`, asksForDay: false } };
  }
  const repeated = repeatedName(text);
  if (repeated) {
    const rule = { expected: 'each name once', advice: 'keep one of the two' };
    return {
      fault: {
        ...repeated,
        found: `“${repeated.name}” a second time in the same braces`,
        asksForDay: false,
        rule
      }
    };
  }
  const result = schema.safeParse(json, { reportInput: true });
  if (result.success) return { value: result.data };
  const issue = result.error.issues[0]!;
  // A field that no schema knows is pointed at itself, not at what it stands in.
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
  const found = missing.includes(issue)
    ? `${missing.map(({ path }) => spellPath(path)).join(', ')}: ${missing.length === 1 ? 'it is' : 'they are'} missing`
    : `${spellPath(issue.path)}: ${sayIssue(issue)}`;
  return {
    fault: {
      ...placeOfPath(text, path),
      found,
      asksForDay: issue.code === 'invalid_format' && issue.format === 'date'
    }
  };
}

/**
 * Returns JSON text as `schema` has it.
 * @throws SourceError naming the first field that is not as expected, or that it is no JSON.
 */
export function checkedJson<Value>(
  text: string,
  schema: z.ZodType<Value>,
  wanted: Pick<SourceFault, 'file' | 'expected' | 'advice'>
): Value {
  const read = parseJson(text, schema);
  if ('value' in read) return read.value;
  const { expected, advice } = read.fault.rule ?? wanted;
  return refuseAt(wanted.file, read.fault, read.fault.found, expected, advice);
}

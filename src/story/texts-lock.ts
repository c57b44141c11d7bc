import { z } from 'zod';
import { byLanguage, languages, type Language } from '#locale/languages.ts';
import { sha256 } from '#vintages/sha256.ts';
import { restore } from '#sources/source-error.ts';
import { day, readJson } from './read-json.ts';

export const textsFile = 'data/texts.lock.json';

const acceptedText = z.strictObject({
  /** The name of a person who read it in every language; null while nobody has. */
  by: z.string().min(1).nullable(),
  on: day,
  ...byLanguage(() => z.string().optional()),
  /** The promise and formula of each claim that it states, by id; of an indicator, its release. */
  promises: z.record(z.string(), z.string()).optional()
});

const held = z.strictObject({
  by: z.string().min(1),
  on: day,
  /** What must happen before the text is accepted. */
  why: z.string().min(1),
  code: z.string()
});

const schema = z.strictObject({
  /** When a text of the story last changed: earlier signatures are of other words. */
  changed: day,
  texts: z.record(z.string(), acceptedText),
  held: z.record(z.string(), held).optional()
});

/** A text as readers meet it in each language that has it, and the promises that it makes. */
export interface SaidText {
  said: Partial<Record<Language, string>>;
  promises: Readonly<Record<string, string>>;
}

export interface AcceptedText extends SaidText {
  by: string | null;
  on: string;
}

export type HeldText = z.infer<typeof held>;

export interface TextsLock {
  changed: string;
  texts: Readonly<Record<string, AcceptedText>>;
  held: Readonly<Record<string, HeldText>>;
}

/** Several checks read it, and one reading takes 60 ms. */
let lastRead: { text: string; lock: TextsLock } | undefined;

export function readTexts(text: string) {
  if (lastRead?.text === text) return lastRead.lock;
  const fix = restore(textsFile);
  const { changed, texts, held = {} } = readJson(text, textsFile, schema, fix);
  const all = Object.entries(texts).map(([id, { by, on, promises = {}, ...said }]) => [
    id,
    { by, on, said, promises }
  ]);
  const lock = { changed, texts: Object.fromEntries(all) as TextsLock['texts'], held };
  lastRead = { text, lock };
  return lock;
}

const sorted = <Value>(record: Readonly<Record<string, Value>>) =>
  Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));

/** One line a text and language, sorted, so that the diff of a commit reads well. */
export function writeTexts({ changed, texts, held }: TextsLock) {
  const json = (value: unknown) => JSON.stringify(value);
  const entries = sorted(texts).map(([id, { by, on, said, promises }]) => {
    const fields = [
      `"by": ${json(by)}, "on": ${json(on)}`,
      ...languages.flatMap((language) =>
        said[language] === undefined ? [] : [`  ${json(language)}: ${json(said[language])}`]
      ),
      ...(Object.keys(promises).length === 0
        ? []
        : [`  "promises": ${json(Object.fromEntries(sorted(promises)))}`])
    ];
    return `${json(id)}: { ${fields.join(',\n')} }`;
  });
  const notes = sorted(held).map(([id, note]) => `${json(id)}: ${json(note)}`);
  const heldTexts = notes.length === 0 ? '' : `,\n"held": {\n${notes.join(',\n')}\n}`;
  return `{\n"changed": ${json(changed)},\n"texts": {\n${entries.join(',\n')}\n}${heldTexts}\n}\n`;
}

/** `before` is unset for a new text, `after` for a deleted one. */
export interface TextChange {
  id: string;
  before: SaidText | undefined;
  after: SaidText | undefined;
}

/** Names the wording of a change, old beside new: who accepts it has seen that wording. */
export const codeOf = ({ id, before, after }: TextChange) =>
  sha256(JSON.stringify([id, ...[before, after].map((one) => one && comparable(one))])).slice(0, 6);

export const changedLanguages = ({ before, after }: TextChange) =>
  languages.filter((language) => before?.said[language] !== after?.said[language]);

export const ofFormula = ' @ ';

export const changedPromises = ({ before, after }: TextChange) =>
  Object.entries(after?.promises ?? {}).flatMap(([id, is]) => {
    const was = before?.promises[id]?.split(ofFormula);
    return is.split(ofFormula).flatMap((after, at, { length }) => {
      const before = was?.[at];
      return before === undefined || before === after
        ? []
        : [{ id, isFormula: at === length - 1, before, after }];
    });
  });

const comparable = ({ said, promises }: SaidText) =>
  JSON.stringify([languages.map((language) => said[language]), sorted(promises)]);

export const isSame = (one: SaidText, other: SaidText) => comparable(one) === comparable(other);

/** Texts that differ, in the order in which readers meet them; deleted ones last. */
export function textChanges(
  before: ReadonlyMap<string, SaidText>,
  after: ReadonlyMap<string, SaidText>
): TextChange[] {
  const gone = [...before.keys()].filter((id) => !after.has(id));
  return [...after.keys(), ...gone].flatMap((id) => {
    const [was, is] = [before.get(id), after.get(id)];
    return was && is && isSame(was, is) ? [] : [{ id, before: was, after: is }];
  });
}

import { z } from 'zod';
import { byLanguage, languages, type Language } from '../locale/languages.ts';
import { makeProblem, type Problem } from '../story/problem.ts';
import { day, readJson } from '../story/read-json.ts';
import { digest, sha256 } from '../vintages/sha256.ts';

export const agreementFile = 'data/copy/agreed.json';

/** One part of a text in one language: a title, a lead, a step, or the text under a heading. */
export interface PartText {
  file: string;
  line: number;
  /** Line breaks and spaces do not count. */
  sha256: string;
}

export interface TranslatedPart {
  /** `world/world-2018`, `methods/after#question` */
  id: string;
  texts: Partial<Record<Language, PartText>>;
}

/** A person has read the part in every language; the digests are of the texts at that time. */
const entry = z.strictObject({ by: z.string().min(1), on: day, ...byLanguage(() => digest) });

const schema = z.record(z.string(), entry);

/** By id of the part. */
export type Agreement = z.infer<typeof schema>;

/** @throws StoryRefused with the field that is wrong. */
export function readAgreement(text: string): Agreement {
  const fix = 'Restore the file from the last commit, or run `npm run desk -- agree`.';
  return readJson(text, agreementFile, schema, fix);
}

/** Parts are sorted. */
export function writeAgreement(agreement: Agreement): string {
  const sorted = Object.entries(agreement).sort(([one], [other]) => (one < other ? -1 : 1));
  const ordered = sorted.map(([id, agreed]) => [
    id,
    { by: agreed.by, on: agreed.on, ...byLanguage((language) => agreed[language]) }
  ]);
  return `${JSON.stringify(Object.fromEntries(ordered), null, 2)}\n`;
}

interface Part {
  name: string;
  line: number;
  lines: string[];
}

/** Claims count by their name: the lock records new numbers. */
function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let part: Part | undefined;
  let block = '';
  const begin = (name: string, line: number, first?: string) =>
    parts.push((part = { name, line, lines: first === undefined ? [] : [first] }));
  text.split(/\r?\n/).forEach((written, index) => {
    const line = index + 1;
    const title = /^title:\s*(.*)$/.exec(written);
    const open = /^\{%\s*(lead|figure|after|step)\b(?:.*?\bid="([^"]+)")?.*%\}\s*$/.exec(written);
    const heading = /^##\s.*?(?:\{%\s*#([\w-]+)\s*%\})?\s*$/.exec(written);
    if (title && block === '' && parts.length === 0) {
      begin('title', line, title[1]);
      part = undefined;
    } else if (open && !written.includes('/%}')) {
      block = open[2] ?? open[1] ?? '';
      begin(block, line);
    } else if (/^\{%\s*\/\s*(lead|figure|after|step)\s*%\}\s*$/.test(written)) {
      block = '';
      part = undefined;
    } else if (heading && block !== '') {
      begin(`${block}#${heading[1] ?? parts.length}`, line, written);
    } else part?.lines.push(written);
  });
  return parts.filter(({ lines }) => lines.some((line) => line.trim() !== ''));
}

const words = (lines: readonly string[]) => lines.join(' ').replace(/\s+/g, ' ').trim();

export interface CopyText {
  /** Shared by the languages: `world`. */
  scene: string;
  language: Language;
  file: string;
  text: string;
}

export function translatedParts(texts: readonly CopyText[]): TranslatedPart[] {
  const found = new Map<string, TranslatedPart>();
  for (const { scene, language, file, text } of texts) {
    for (const { name, line, lines } of partsOf(text)) {
      const id = `${scene}/${name}`;
      const translatedPart = found.get(id) ?? { id, texts: {} };
      translatedPart.texts[language] = { file, line, sha256: sha256(words(lines)) };
      found.set(id, translatedPart);
    }
  }
  return [...found.values()];
}

/** Parity reports parts that one language lacks. */
export function isInEveryLanguage(
  translatedPart: TranslatedPart
): translatedPart is { id: string; texts: Record<Language, PartText> } {
  return languages.every((language) => translatedPart.texts[language] !== undefined);
}

const partProblem = (kind: string, { file, line }: PartText, wrong: string, fix: string): Problem =>
  makeProblem({ severity: 'warning', kind, file, line, wrong, fix, rule: 'S39' });

/**
 * Warns of each part that changed in one language since a person read both, and of unread parts.
 */
export function staleTranslations(
  found: readonly TranslatedPart[],
  agreement: Agreement
): Problem[] {
  return found.filter(isInEveryLanguage).flatMap(({ id, texts }): Problem[] => {
    const agreed = agreement[id];
    const again = `then run \`npm run desk -- agree ${id} --by "<name>"\``;
    const place = (language: Language) => `${texts[language].file}:${texts[language].line}`;
    const [first] = languages;
    const changed = languages.filter((language) => texts[language].sha256 !== agreed?.[language]);
    const kept = languages.filter((language) => !changed.includes(language));
    if (changed.length === 0) return [];
    if (!agreed || kept.length === 0) {
      const wrong = agreed
        ? `“${id}” changed in every language since ${agreed.by} read it on ${agreed.on}.`
        : `Nobody has read “${id}” in every language.`;
      const fix = `Read it beside ${languages.slice(1).map(place).join(', ')}, ${again}.`;
      return [partProblem('unagreed', texts[first], wrong, fix)];
    }
    const fix = `Read it beside ${changed.map(place).join(', ')}, correct the differences, ${again}.`;
    const since = `since ${agreed.by} read both on ${agreed.on}`;
    return kept.map((language) =>
      partProblem(
        'stale',
        texts[language],
        `“${id}” changed in ${changed.join(', ')} but not in ${language} ${since}.`,
        fix
      )
    );
  });
}

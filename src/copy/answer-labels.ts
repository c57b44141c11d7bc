import type { Language } from '../locale/languages.ts';
import type { ComputedClaim } from '../story/lock.ts';
import { problemsOf, type Problem } from '../story/problem.ts';
import { placeOfKey } from '../story/read-json.ts';
import type { Label } from './label.ts';
import type { ReadChapter } from './read-chapter.ts';
import { fileOf, type WordsFiles } from './read-words.ts';
import { hasLabel, type Labels, type Words } from './words.ts';
import { say } from '../locale/say.ts';

/**
 * `answer.<id>`, or a label shared by several years: `answer.world` for `world-2018` and
 * `world-now`.
 */
export function answerLabel(id: string, labels: Labels): Label | undefined {
  const yearless = id.replace(/-\d{4}(?=-|$)/, '');
  return [id, yearless, yearless.replace(/-now$/, '')]
    .map((one) => `answer.${one}`)
    .find((key) => hasLabel(labels, key));
}

/** Placeholders that the label of a claim may have. */
function placeholdersOf(now: ComputedClaim) {
  const hasYear = now.claim.written.year !== '';
  return [
    ...(hasYear ? ['year'] : []),
    ...(now.claim.source.some((source) => source.includes('/')) ? ['release'] : [])
  ];
}

/**
 * Reports each figure without a label, or with one that has a placeholder the claim cannot fill.
 */
export function missingAnswers(
  chapters: readonly ReadChapter[],
  computed: ReadonlyMap<string, ComputedClaim>,
  words: Words,
  files: WordsFiles
): Problem[] {
  const language: Language = words.language;
  const seen = new Set<string>();
  return chapters.flatMap(({ chapter, file }) =>
    chapter.claims.flatMap(({ id, ...place }) => {
      const now = computed.get(id);
      if (!now || seen.has(id)) return [];
      seen.add(id);
      const key = answerLabel(id, words.labels);
      if (key === undefined) {
        const wrong = say`No label says what the figure “${id}” counts (${language}).`;
        const fix = say`Write “answer.${id}” in data/copy/${language}/words.answers.json, in every language.`;
        return problemsOf('answer', file)(place, wrong, fix);
      }
      const allowed = placeholdersOf(now);
      const odd = [...words.labels[key]!.matchAll(/\{(\w+)\}/g)]
        .map(([, name = '']) => name)
        .find((name) => !allowed.includes(name));
      if (odd === undefined) return [];
      const where = fileOf(files, key);
      const has =
        allowed.length > 0
          ? say`only ${allowed.map((name) => `{${name}}`).join(' and ')}`
          : say`no year and no older release`;
      return problemsOf('answer', where.file)(
        placeOfKey(where.text, key),
        say`The label “${key}” has {${odd}}, but the claim “${id}” has ${has}.`,
        say`Delete it from the label.`
      );
    })
  );
}

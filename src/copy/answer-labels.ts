import type { Language } from '../locale/languages.ts';
import type { ComputedClaim } from '../story/lock.ts';
import { problemsOf, type Problem } from '../story/problem.ts';
import { placeOfKey } from '../story/read-json.ts';
import type { Label } from './label.ts';
import type { ReadChapter } from './read-chapter.ts';
import { fileOf, type WordsFiles } from './read-words.ts';
import { hasLabel, type Labels, type Words } from './words.ts';

/**
 * Returns the key of the label that answers a claim: its own (`answer.icmec-total`), or the one
 * that it shares with other years (`answer.revised-total` for `revised-2016-total`, `answer.world`
 * for `world-2018` and `world-now`); undefined when there is none.
 */
export function answerLabel(id: string, labels: Labels): Label | undefined {
  const yearless = id.replace(/-\d{4}(?=-|$)/, '');
  return [id, yearless, yearless.replace(/-now$/, '')]
    .map((one) => `answer.${one}`)
    .find((key) => hasLabel(labels, key));
}

/**
 * What the label of a claim may be filled with: the year it is of, the older release that it reads.
 */
function slotsOf(now: ComputedClaim): string[] {
  const hasYear = now.claim.written.year !== '';
  return [
    ...(hasYear ? ['year'] : []),
    ...(now.claim.source.some((source) => source.includes('/')) ? ['release'] : [])
  ];
}

/**
 * Returns a problem for each figure of the text that no label answers, or whose label wants what
 * the claim does not have.
 */
export function unanswered(
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
        const found = `the figure “${id}”, of which no label says what it counts (${language})`;
        const expected = `a label “answer.${id}” among the words of this language`;
        const remedy = `write it in data/copy/${language}/words.answers.json, in every language`;
        return problemsOf('answer', file)(place, found, expected, remedy);
      }
      const slots = slotsOf(now);
      const odd = [...words.labels[key]!.matchAll(/\{(\w+)\}/g)]
        .map(([, slot = '']) => slot)
        .find((slot) => !slots.includes(slot));
      if (odd === undefined) return [];
      const where = fileOf(files, key);
      const found = `{${odd}} in the label “${key}”, which answers “${id}”`;
      const expected =
        slots.length > 0
          ? `only ${slots.map((slot) => `{${slot}}`).join(' and ')}`
          : 'neither {year} nor {release}: the claim has no year and reads no older release';
      return problemsOf('answer', where.file)(
        placeOfKey(where.text, key),
        found,
        expected,
        'take it out of the label'
      );
    })
  );
}

import type { Language } from '../locale/languages.ts';
import { formatDate } from '../locale/numbers.ts';
import type { FilePosition } from '../sources/source-error.ts';
import { printYear, type ClaimChange, type LockedClaim } from '../story/lock.ts';
import { missingClaim, type Sentence } from './passage.ts';
import type { ReadChapter } from './read-chapter.ts';

/** A sentence with another number or release than the reviewed one. */
export interface SentenceChange extends FilePosition {
  language: Language;
  file: string;
  /** Scene, and its part or step. */
  scene: string;
  part: string;
  claims: string[];
  before: string;
  after: string;
}

function isOfOtherYear({ before, after }: Partial<ClaimChange> = {}, language: Language): boolean {
  if (!before || !after) return before !== after;
  const [was, is] = [printYear(before, language), printYear(after, language)];
  return was !== undefined && is !== undefined && was !== is;
}

/** Release dates of two editions, by indicator and by name. */
export type ReleaseChange = Record<'before' | 'after', ReadonlyMap<string, string>>;

/** Sentences in which a claim or a named release changed, in reading order. */
export function changedSentences(
  chapters: readonly ReadChapter[],
  changes: readonly ClaimChange[],
  releases: ReleaseChange
): SentenceChange[] {
  const changed = new Map(changes.map((change) => [change.id, change]));
  const { before, after } = releases;
  const isOtherRelease = (name: string) => before.has(name) && before.get(name) !== after.get(name);
  return chapters.flatMap(({ chapter, file, language }) =>
    chapter.sentences.flatMap((sentence): SentenceChange[] => {
      const years = sentence.years.filter((id) => isOfOtherYear(changed.get(id), language));
      const claims = [...new Set([...sentence.claims.filter((id) => changed.has(id)), ...years])];
      if (claims.length === 0 && !sentence.releases.some(isOtherRelease)) return [];
      const say = (side: 'before' | 'after') => {
        const printed = (id: string, print: (claim: LockedClaim) => string | undefined) => {
          const change = changed.get(id);
          return change && (change[side] ? print(change[side]) : missingClaim);
        };
        const said = (part: Exclude<Sentence['parts'][number], string>) => {
          if ('claim' in part) return printed(part.claim, (claim) => claim[language]);
          if ('yearOf' in part) return printed(part.yearOf, (claim) => printYear(claim, language));
          const date = releases[side].get(part.releaseOf);
          return date && formatDate(date, language);
        };
        return sentence.parts
          .map((part) => (typeof part === 'string' ? part : (said(part) ?? part.text)))
          .join('');
      };
      const { line, column, part } = sentence;
      return [
        {
          language,
          file,
          line,
          column,
          scene: chapter.id,
          part,
          claims,
          before: say('before'),
          after: say('after')
        }
      ];
    })
  );
}

import type { Language } from '../locale/languages.ts';
import type { ClaimChange } from '../story/lock.ts';
import { missingClaim, saySentence } from './passage.ts';
import type { ReadChapter } from './read-chapter.ts';

/** A sentence that says another number than the one that was reviewed. */
export interface SentenceChange {
  language: Language;
  file: string;
  line: number;
  column: number;
  /** The scene, and the part or step of it. */
  scene: string;
  place: string;
  /** Ids of the claims that changed in it. */
  claims: string[];
  before: string;
  after: string;
}

/** Returns each sentence in which a claim changed, as it was reviewed and as it would be printed now, in reading order. */
export function changedSentences(chapters: readonly ReadChapter[], changes: readonly ClaimChange[]): SentenceChange[] {
  const changed = new Map(changes.map((change) => [change.id, change]));
  return chapters.flatMap(({ chapter, file, language }) =>
    chapter.sentences.flatMap((sentence): SentenceChange[] => {
      const claims = [...new Set(sentence.claims)].filter((id) => changed.has(id));
      if (claims.length === 0) return [];
      const say = (side: 'before' | 'after') =>
        saySentence(sentence, (id) => {
          const change = changed.get(id);
          return change && (change[side]?.[language] ?? missingClaim);
        });
      const { line, column, place } = sentence;
      return [{ language, file, line, column, scene: chapter.id, place, claims, before: say('before'), after: say('after') }];
    })
  );
}

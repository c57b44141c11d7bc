import { articles, type Scene } from '#chapters/chapter.ts';
import { missingClaim, type Piece, type Printer } from '#copy/passage.ts';
import { readChapter, type ReadChapter } from '#copy/read-chapter.ts';
import { languages, type Language } from '#locale/languages.ts';
import { formatDate } from '#locale/numbers.ts';
import { printYear, releasesOf, type ComputedClaim, type Lock, roundClaim } from '#story/lock.ts';
import { makeProblem, type Problem } from '#story/problem.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { copyFolder } from '../languages/templates.ts';
import { textIfThere } from './project-text.ts';
import { say } from '#locale/say.ts';

export interface PrintedFigures {
  computed: ReadonlyMap<string, ComputedClaim>;
  releases: ReadonlyMap<string, string>;
}

/** Prints the figures and dates of a locked edition; a dash for a claim that it lacks. */
export function sayAs(edition: Lock) {
  const releases = releasesOf(edition);
  return ({ kind, id }: Piece, language: Language) => {
    const claim = edition.claims[id];
    if (kind === 'claim') return claim?.[language] ?? missingClaim;
    if (kind === 'year') return claim ? printYear(claim, language) : missingClaim;
    const release = kind === 'release' ? releases.get(id) : undefined;
    return release && formatDate(release, language);
  };
}

/** A claim that is a year is of itself. */
const yearOf = ({ claim, value, locked }: Extract<ComputedClaim, { ok: true }>) =>
  claim.unit === 'year' ? value : locked.year;

function printerOf({ computed, releases }: PrintedFigures, language: Language): Printer {
  return {
    claim: (id) => {
      const now = computed.get(id);
      if (!now?.ok) return now && { ok: false, why: now.why };
      return {
        ok: true,
        text: now.locked[language],
        value: roundClaim(now.claim, now.value),
        year: yearOf(now)
      };
    },
    ids: new Set(computed.keys()),
    release: (name) => releases.get(name)
  };
}

export const writtenScenes = (outline: readonly Scene[]): readonly Scene[] => [
  ...outline,
  ...articles
];

/**
 * Returns the chapters of every language with the figures of an edition, scenes in the order of the
 * outline, and a problem for each that is not written.
 */
export function printCopy(files: ProjectFiles, outline: readonly Scene[], figures: PrintedFigures) {
  const missing: Problem[] = [];
  const chapters = {} as Record<Language, ReadChapter[]>;
  for (const language of languages) {
    const print = printerOf(figures, language);
    chapters[language] = writtenScenes(outline).flatMap(({ id }) => {
      const file = `${copyFolder(language)}/${id}.md`;
      const text = textIfThere(files, file);
      if (text !== undefined) return [readChapter(text, { id, file, language }, print)];
      missing.push(
        makeProblem({
          kind: 'missing-file',
          file,
          wrong: say`The words of the scene “${id}” are missing.`,
          fix: say`Write them in this language.`
        })
      );
      return [];
    });
  }
  return { chapters, missing };
}

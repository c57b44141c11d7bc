import { readFileSync } from 'node:fs';
import { readChapter } from '../../src/copy/read-chapter.ts';
import { placeNames } from '../../src/copy/rules/figures/facets.ts';
import { readWording, type RuleChecks, type Wording } from '../../src/copy/rules/copy-rules.ts';
import { byLanguage, type Language } from '../../src/locale/languages.ts';
import type { ComputedClaim } from '../../src/story/lock.ts';
import { figureProblems } from '../../src/copy/rules/figures/figures.ts';
import { claims } from '../story/small-edition.ts';

const textOf = (language: Language, name: string) =>
  readFileSync(`data/copy/${language}/${name}`, 'utf8');

export const wordings: Record<Language, Wording> = byLanguage((language) =>
  readWording(textOf(language, 'wording.json'), 'wording.json')
);
export const placesOf: Record<Language, RuleChecks['places']> = byLanguage((language) =>
  placeNames(
    JSON.parse(textOf(language, 'countries.json')) as Record<string, string>,
    wordings[language].places
  )
);

export const tagged = (text: string) => text.replaceAll(/\$[\w-]+/g, '{% $& %}');

const computedOf = (values: Record<string, [value: number, year?: number]>) =>
  new Map(
    Object.entries(values).map(([id, [value, year]]): [string, ComputedClaim] => [
      id,
      {
        ok: true,
        claim: claims.get(id)!,
        value,
        locked: { value, year, id: '', en: '' },
        holds: true
      }
    ])
  );

/** A step that prints each claim as `50%`, or as in `printed`. Its paragraph is on line 8. */
function step(
  text: string,
  language: Language = 'en',
  heading = 'A heading',
  printed: Record<string, string> = {}
) {
  const source = `---\ntitle: A title\n---\n\n{% step id="a" %}\n### ${heading}\n\n${text}\n{% /step %}\n`;
  const print = {
    claim: (id: string) =>
      claims.has(id)
        ? { ok: true as const, text: printed[id] ?? '50%', value: '50', year: 2018 }
        : undefined,
    release: () => '2026-07-13'
  };
  return readChapter(
    source,
    { id: 'world', file: `data/copy/${language}/world.md`, language },
    print
  );
}

interface Words {
  heading?: string;
  values?: Record<string, number>;
  checks?: Partial<RuleChecks>;
}

export function faultsOf(kind: string, text: string, language: Language = 'en', said: Words = {}) {
  const { heading, values = {}, checks } = said;
  const printed = Object.entries(values).map(([id, value]) => [id, `${value}%`]);
  const computed = computedOf(
    Object.fromEntries(Object.entries(values).map(([id, value]) => [id, [value]]))
  );
  const read = step(tagged(text), language, heading, Object.fromEntries(printed));
  return figureProblems(read, {
    claims,
    computed,
    releases: new Map(),
    names: [],
    places: placesOf[language],
    ledgerPlaces: placesOf.en,
    wording: wordings[language],
    ...checks
  }).filter((problem) => problem.kind === kind);
}

import type { Sentence } from '#copy/passage.ts';
import type { Language } from '#locale/languages.ts';
import { promiseWords } from '#story/claims/promise-words.ts';
import { vintageRead } from '#story/lock.ts';
import type { VintageRecord } from '#vintages/vintage.ts';
import type { OpenedStory } from './open-story.ts';

// oxfmt-ignore
export const factCheckColumns = [
  'language', 'file', 'line', 'place', 'sentence', 'figure', 'printed', 'exact', 'formula', 'promise', 'holds',
  'row or release', 'publisher', 'title', 'published', 'counts', 'bound', 'verification', 'address'
] as const;

export type FactCheckRow = {
  [Column in (typeof factCheckColumns)[number]]?: string | number | undefined;
};

export const releasesRead = (story: OpenedStory) => [
  ...new Set(
    [...story.computed.values()].flatMap(({ claim }) =>
      claim.source
        .map((one) => vintageRead(one, story.lock.pins))
        .filter((one) => one.includes('/'))
    )
  )
];

type Records = ReadonlyMap<string, VintageRecord>;

/** A claim's source is an indicator or a kept release, or a row or a series of a ledger. */
function bearersOf(source: string, story: OpenedStory, records: Records): FactCheckRow[] {
  const { estimates, protection } = story.data;
  const rows = estimates[source]
    ? [estimates[source]]
    : Object.values(estimates).filter(({ series }) => series.split('/')[0] === source);
  if (rows.length > 0)
    return rows.map(({ id, definition, url, ...row }) => {
      const { publisher, title, published, bound, verification } = row;
      const cited = { publisher, title, published, bound, verification };
      return { 'row or release': id, ...cited, counts: definition, address: url };
    });
  const fact = protection[source];
  if (fact) {
    const { id, publisher, instrument: title, date: published, verification, url: address } = fact;
    const counts = `${fact.unit}. ${fact.note}`;
    return [{ 'row or release': id, publisher, title, published, counts, verification, address }];
  }
  const name = vintageRead(source, story.lock.pins);
  const { publisher, title, release, unit, raw } = records.get(name) ?? {};
  const cited = { publisher, title, published: release, counts: unit, address: raw?.origin };
  return [{ 'row or release': name, ...cited }];
}

function figureRows(
  id: string,
  language: Language,
  story: OpenedStory,
  records: Records
): FactCheckRow[] {
  const now = story.computed.get(id);
  if (!now) return [];
  const { written, source } = now.claim;
  const figure = {
    figure: id,
    ...(now.ok && { printed: now.locked[language], exact: now.value }),
    formula: written.value,
    promise: promiseWords(now.claim),
    holds: now.ok ? (now.holds ? 'yes' : 'no') : now.why
  };
  return source.flatMap((one) =>
    bearersOf(one, story, records).map((bearer) => ({ ...figure, ...bearer }))
  );
}

type Figures = Pick<Sentence, 'claims' | 'years' | 'releases'>;

const sourceRows = (
  { claims, years, releases }: Figures,
  language: Language,
  story: OpenedStory,
  records: Records
): FactCheckRow[] => [
  ...[...new Set([...claims, ...years])].flatMap((id) => figureRows(id, language, story, records)),
  ...releases.flatMap((name) => bearersOf(name, story, records))
];

/** One row for each source of each figure, in reading order; one for a sentence without figures. */
export function factCheckRows(
  story: OpenedStory,
  language: Language,
  records: Records
): FactCheckRow[] {
  return story.read[language].flatMap(({ chapter, file }) =>
    chapter.sentences.flatMap((sentence) => {
      const { line, part, text } = sentence;
      const all = sourceRows(sentence, language, story, records);
      const said = { language, file, line, place: part, sentence: text };
      return (all.length > 0 ? all : [{}]).map((one) => ({ ...said, ...one }));
    })
  );
}

/** The sentences of a part of a chapter, or the claims of another text, with their sources. */
export function sourcesOfText(
  { file, first, last }: { file: string; first: number; last: number },
  claims: readonly string[],
  language: Language,
  story: OpenedStory,
  records: Records
): { sentence: string; rows: FactCheckRow[] }[] {
  const chapter = story.read[language].find((one) => one.file === file)?.chapter;
  const said = chapter?.sentences.filter(({ line }) => first <= line && line <= last) ?? [
    { text: '', claims: [...claims], years: [], releases: [] }
  ];
  return said.map((one) => ({
    sentence: one.text,
    rows: sourceRows(one, language, story, records)
  }));
}

import type { Language } from '../../locale/languages.ts';
import { vintageRead } from '../../story/lock.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import type { OpenedStory } from './open-story.ts';

/**
 * The columns of a fact checker's sheet: what the reader is told, how it was worked out, and what
 * bears it in its publisher's words.
 */
export const factCheckColumns = [
  ...[
    'language',
    'file',
    'line',
    'place',
    'sentence',
    'figure',
    'printed',
    'exact',
    'formula',
    'promise',
    'holds'
  ],
  ...[
    'row or release',
    'publisher',
    'title',
    'published',
    'counts',
    'bound',
    'verification',
    'address'
  ]
] as const;

/** What bears a figure: the last eight columns. */
type Bearer = readonly [string, string, string, string, string, string, string, string];

/** Returns the names of all releases that the story's figures are read from. */
export const releasesRead = (story: OpenedStory): string[] => [
  ...new Set(
    [...story.computed.values()].flatMap(({ claim }) =>
      claim.source
        .map((one) => vintageRead(one, story.lock.pins))
        .filter((one) => one.includes('/'))
    )
  )
];

/** A claim's source is an indicator or a kept release, or a row or a series of a ledger. */
function bearersOf(
  source: string,
  story: OpenedStory,
  records: ReadonlyMap<string, VintageRecord>
): Bearer[] {
  const { estimates, protection } = story.data;
  const rows = estimates[source]
    ? [estimates[source]]
    : Object.values(estimates).filter(({ series }) => series.split('/')[0] === source);
  const said = rows.map(
    ({ id, publisher, title, published, definition, bound, verification, url }): Bearer => [
      ...([id, publisher, title, published] as const),
      ...([definition, bound, verification, url] as const)
    ]
  );
  if (said.length > 0) return said;
  const fact = protection[source];
  if (fact)
    return [
      [
        fact.id,
        fact.publisher,
        fact.instrument,
        fact.date,
        `${fact.unit}. ${fact.note}`,
        '',
        fact.verification,
        fact.url
      ]
    ];
  const name = vintageRead(source, story.lock.pins);
  const record = records.get(name);
  return [
    [
      name,
      record?.publisher ?? '',
      record?.title ?? '',
      record?.release ?? '',
      record?.unit ?? '',
      '',
      '',
      record?.raw.origin ?? ''
    ]
  ];
}

/** A figure of a sentence as printed and worked out, beside everything that bears it. */
function figureRows(
  id: string,
  language: Language,
  story: OpenedStory,
  records: ReadonlyMap<string, VintageRecord>
): string[][] {
  const now = story.computed.get(id);
  if (!now) return [];
  const { written, promise, source } = now.claim;
  const worked = now.ok ? [now.locked[language], String(now.value)] : ['', ''];
  const holds = now.ok ? (now.holds ? 'yes' : 'no') : now.why;
  return source.flatMap((one) =>
    bearersOf(one, story, records).map((bearer) => [
      id,
      ...worked,
      written.value,
      promise,
      holds,
      ...bearer
    ])
  );
}

/**
 * Returns every sentence of a language's copy, in reading order, beside the rows and releases that
 * bear its figures: one line for each of them, in the order of `factCheckColumns`. A sentence
 * without a figure has one line: what bears it a person must say.
 * @param records of the releases that are read (`releasesRead`), by name.
 */
export function factCheckRows(
  story: OpenedStory,
  language: Language,
  records: ReadonlyMap<string, VintageRecord>
): string[][] {
  return story.read[language].flatMap(({ chapter, file }) =>
    chapter.sentences.flatMap(({ line, place, text, claims, years, releases }) => {
      const said = [language, file, String(line), place, text];
      const figures = [...new Set([...claims, ...years])].flatMap((id) =>
        figureRows(id, language, story, records)
      );
      const dated = releases.flatMap((name) =>
        bearersOf(name, story, records).map((bearer) => ['', '', '', '', '', '', ...bearer])
      );
      const borne = [...figures, ...dated];
      return (
        borne.length > 0
          ? borne
          : [Array.from({ length: factCheckColumns.length - said.length }, () => '')]
      ).map((one) => [...said, ...one]);
    })
  );
}

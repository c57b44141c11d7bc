import type { Language } from '../../locale/languages.ts';
import { vintageRead } from '../../story/lock.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import type { OpenedStory } from './open-story.ts';

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

/** The last eight columns: the source of a figure. */
type Bearer = readonly [string, string, string, string, string, string, string, string];

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

/** One row for each source of each figure, in reading order; one for a sentence without figures. */
export function factCheckRows(
  story: OpenedStory,
  language: Language,
  records: ReadonlyMap<string, VintageRecord>
): string[][] {
  return story.read[language].flatMap(({ chapter, file }) =>
    chapter.sentences.flatMap(({ line, part, text, claims, years, releases }) => {
      const said = [language, file, String(line), part, text];
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

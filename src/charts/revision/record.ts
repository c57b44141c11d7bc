import { sum } from 'd3';
import { countryName, speak, type Words } from '#copy/words.ts';
import { formatDate, formatList, formatNumber, formatPercent } from '#locale/numbers.ts';
import { type StoryData, movedBy, newestIn2018, smallestRevision } from '#story/data.ts';
import type { VintageRecord } from '#vintages/vintage.ts';
import {
  type Description,
  type Table,
  countShown,
  largeNumberOf,
  type PictureRecord,
  type ShownNumber,
  releaseLines
} from '../chart.ts';
import {
  endColumn,
  numberCell,
  shareCell,
  startColumn,
  releaseSources
} from '../table/table-parts.ts';

const revisionPlaces = ['WLD', 'IDN', 'IND', 'GBR'];
/** Named in the distribution; nothing else is (S01, V24). */
export const namedChanges = ['GBR', 'IDN', 'IND'];

/** From when most economies have data, to the newest year published at the time of the warning. */
const revisionYears = { from: 2000, to: newestIn2018 } as const;
const everyYear = Array.from(
  { length: revisionYears.to - revisionYears.from + 1 },
  (_, index) => revisionYears.from + index
);

/** Percentage points. */
export const binWidth = 2;

type RevisionData = Pick<StoryData, 'internetUse' | 'then'>;

/** In percent, one for each of `revisionYears`. */
type Shares = readonly (number | null)[];
/** Shares of each place in the release of 2018 and in the newest. */
type RevisedShares = Readonly<Record<string, readonly [then: Shares, now: Shares]>>;

function seriesIn2018({ then }: Pick<StoryData, 'then'>) {
  if (then) return then;
  throw new Error(
    'The edition keeps no release of internet use from 2018. Add it to `kept` in data/edition.lock.json.'
  );
}

export const revisionReleases = (data: RevisionData): [then: VintageRecord, now: VintageRecord] => [
  seriesIn2018(data).vintage,
  data.internetUse.vintage
];

function revisedShares(data: RevisionData): RevisedShares {
  const [then, now] = [seriesIn2018(data), data.internetUse].map(
    ({ years, world, economies }) =>
      new Map(
        [{ iso3: 'WLD', values: world }, ...economies].map(({ iso3, values }) => [
          iso3,
          everyYear.map((year) => values[year - years[0]!] ?? null)
        ])
      )
  );
  const none = everyYear.map(() => null);
  return Object.fromEntries(
    [...new Set([...then!.keys(), ...now!.keys()])]
      .sort()
      .map((code) => [code, [then!.get(code) ?? none, now!.get(code) ?? none]])
  );
}

export type RevisionPanel = ReturnType<typeof panelOf>;

const panelOf = (shares: RevisedShares, code: string) => ({
  code,
  points: everyYear.map((year, index) => ({
    year,
    then: shares[code]?.[0][index] ?? null,
    now: shares[code]?.[1][index] ?? null
  }))
});

/** Zero when it is the same figure, rounded otherwise. */
function changeOf(then: number, now: number) {
  const change = movedBy(then, now);
  return Math.abs(change) > smallestRevision ? change : 0;
}

/** 1 for up to two points up, -1 for down, 0 for no change. */
export const binOf = (change: number) => Math.sign(change) * Math.ceil(Math.abs(change) / binWidth);

/** Changes above `low` up to `high` percentage points, both positive; or no change. */
export interface ChangeBin {
  direction: 'up' | 'none' | 'down';
  low: number;
  high: number;
  count: number;
}

export type RevisionFrame = ReturnType<typeof revisionFrame>;

export function revisionFrame(data: RevisionData) {
  const shares = revisedShares(data);
  const changed = Object.entries(shares).flatMap(([code, [before, after]]) => {
    const [then, now] = [before.at(-1) ?? null, after.at(-1) ?? null];
    if (code === 'WLD' || then === null || now === null) return [];
    const change = changeOf(then, now);
    return [{ code, change, bin: binOf(change) }];
  });
  const reach = Math.max(1, ...changed.map(({ bin }) => Math.abs(bin)));
  /** The largest rise first, no change in the middle; empty ones too, so that the scale is even. */
  const bins = Array.from({ length: 2 * reach + 1 }, (_, index): ChangeBin => {
    const high = Math.abs(reach - index) * binWidth;
    return {
      direction: index < reach ? 'up' : index > reach ? 'down' : 'none',
      low: Math.max(0, high - binWidth),
      high,
      count: changed.filter(({ bin }) => bin === reach - index).length
    };
  });
  const named = namedChanges.flatMap((code) => {
    const found = changed.find((one) => one.code === code);
    return found ? [{ ...found, bin: reach - found.bin }] : [];
  });
  return {
    panels: revisionPlaces.map((code) => panelOf(shares, code)),
    changes: {
      year: revisionYears.to,
      bins,
      total: changed.length,
      unchanged: bins[reach]!.count,
      /** `bin` is an index of `bins`. */
      named
    }
  };
}

export function revisionPlace(code: string, words: Words) {
  return code === 'WLD' ? speak(words, 'revision.place.WLD') : countryName(words, code);
}

export function releaseDates(data: RevisionData, { language }: Words) {
  const [then, now] = revisionReleases(data);
  return { then: formatDate(then.release, language), now: formatDate(now.release, language) };
}

/**
 * For example “13.0 points down”, “unchanged” or “<0.1 points up”: rounded to 0.1, a smaller change
 * would seem to contradict the two figures beside it.
 */
export function changePhrase(change: number, words: Words) {
  if (change === 0) return speak(words, 'revision.change.none');
  const key = `revision.change.${change > 0 ? 'up' : 'down'}` as const;
  const least = 0.1;
  return Math.abs(change) < least
    ? speak(words, `${key}.slight`, { points: formatNumber(least, words.language, 1) })
    : speak(words, key, { points: formatNumber(Math.abs(change), words.language, 1) });
}

/** The short form beside the lines, with the year of `release`. */
export function panelReading({ points }: RevisionPanel, release: string, words: Words) {
  const { then, now, year } = points.at(-1)!;
  const share = (value: number | null) =>
    value === null ? speak(words, 'table.none') : formatPercent(value, words.language, 1);
  return speak(words, 'revision.reading', {
    year: String(year),
    then: share(then),
    now: share(now),
    release: release.slice(0, 4)
  });
}

function describeChange({ code, points }: RevisionPanel, release: string, words: Words) {
  const place = revisionPlace(code, words);
  const { then, now, year } = points.at(-1)!;
  if (then === null || now === null)
    return speak(words, 'revision.describe.gap', { place, year: String(year) });
  return speak(words, 'revision.describe.place', {
    place,
    year: String(year),
    then: formatPercent(then, words.language, 1),
    now: formatPercent(now, words.language, 1),
    release: release.slice(0, 4),
    change: changePhrase(changeOf(then, now), words)
  });
}

export function describeRevision(data: RevisionData, words: Words): Description {
  const { panels, changes } = revisionFrame(data);
  const count = (direction: 'up' | 'none' | 'down') =>
    sum(changes.bins, (bin) => (bin.direction === direction ? bin.count : 0));
  return {
    name: speak(words, 'revision.describe.name', releaseDates(data, words)),
    text: [
      ...panels.map((panel) => describeChange(panel, data.internetUse.vintage.release, words)),
      speak(words, 'revision.describe.changes', {
        year: String(revisionYears.to),
        total: changes.total,
        none: count('none'),
        up: count('up'),
        down: count('down'),
        most: Math.max(0, ...changes.bins.map(({ count, high }) => (count > 0 ? high : 0)))
      })
    ].join(' ')
  };
}

export function revisionRecord(data: RevisionData, words: Words): PictureRecord {
  const { panels, changes } = revisionFrame(data);
  const releases = releaseDates(data, words);
  const source = releaseLines(revisionReleases(data), 'revision', words)[0]!;
  const year = String(changes.year);
  const readings = panels.flatMap(({ code, points }) => {
    const last = points.at(-1)!;
    return (['then', 'now'] as const).flatMap((release): ShownNumber[] => {
      const value = last[release];
      if (value === null) return [];
      const slots = {
        place: revisionPlace(code, words),
        year: String(last.year),
        release: releases[release]
      };
      return [
        {
          id: `${code}-${release}`,
          value,
          text: formatPercent(value, words.language, 1),
          label: speak(words, 'share.published', slots)
        }
      ];
    });
  });
  const named = changes.named.filter(({ change }) => change !== 0);
  const moved = named.map(({ code, change }) => ({
    id: `${code}-change`,
    value: change,
    text: changePhrase(change, words),
    label: speak(words, 'share.change', { place: revisionPlace(code, words), year })
  }));
  const count = (id: 'total' | 'unchanged', value: number) =>
    countShown(id, value, speak(words, `share.${id}`, { year }), words);
  return {
    numbers: [
      ...readings,
      ...moved,
      count('total', changes.total),
      count('unchanged', changes.unchanged)
    ],
    large: readings
      .filter(({ id }) => id.startsWith('WLD-'))
      .map((one) =>
        largeNumberOf(one, {
          mark: { form: 'part', filled: one.value, of: 100 },
          kind: 'connection',
          source
        })
      )
  };
}

export function revisionTables(data: RevisionData, words: Words) {
  const { panels, changes } = revisionFrame(data);
  const releases = releaseDates(data, words);
  const sources = releaseSources(revisionReleases(data), 'revision', words);
  const byYear: Table = {
    id: 'then-and-now',
    caption: speak(words, 'revision.table.caption', releases),
    columns: [
      startColumn(speak(words, 'revision.table.year')),
      ...panels.flatMap(({ code }) =>
        (['then', 'now'] as const).map((release) =>
          endColumn(
            speak(words, `revision.table.${release}`, {
              place: revisionPlace(code, words),
              release: releases[release]
            })
          )
        )
      )
    ],
    rows: (panels[0]?.points ?? []).map(({ year }, index) => ({
      header: String(year),
      cells: panels.flatMap(({ points }) => [
        shareCell(points[index]!.then, words),
        shareCell(points[index]!.now, words)
      ])
    })),
    notes: [speak(words, 'revision.note.own')],
    sources
  };
  const named = changes.named.map(({ code, change }) =>
    speak(words, 'revision.named', {
      place: revisionPlace(code, words),
      change: changePhrase(change, words)
    })
  );
  const byChange: Table = {
    id: `changes-of-${changes.year}`,
    caption: speak(words, 'revision.table.changes', {
      year: String(changes.year),
      total: changes.total,
      ...releases
    }),
    columns: [
      startColumn(speak(words, 'revision.table.change')),
      endColumn(speak(words, 'revision.table.economies'))
    ],
    rows: changes.bins.map((bin) => ({
      header: binPhrase(bin, words),
      cells: [numberCell(bin.count, words)]
    })),
    notes: [
      speak(words, 'revision.note.named', { places: formatList(named, words.language, 'unit') }),
      speak(words, 'revision.note.unnamed')
    ],
    sources
  };
  return [byYear, byChange];
}

/** Up by more than 2 to 4 points. */
function binPhrase({ direction, low, high }: ChangeBin, words: Words) {
  const key = direction === 'none' ? 'none' : (`${direction}${low === 0 ? '.least' : ''}` as const);
  return speak(words, `revision.bin.${key}`, { low, high });
}

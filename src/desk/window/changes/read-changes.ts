import { greatest, range } from 'd3';
import { counted, few, number } from '../../../locale/counted.ts';
import { say } from '../../../locale/say.ts';
import { declaredSource } from '../../../site/story/declared-sources.ts';
import { placeOf } from '../../../site/story/figure-uses.ts';
import type { OpenedStory } from '../../../site/story/open-story.ts';
import { textIfThere } from '../../../site/story/project-text.ts';
import {
  changeOfEditions,
  changeSinceLock,
  isFalse,
  type StoryChange
} from '../../../site/story/story-change.ts';
import { rowsRead } from '../../../story/claims/perturb.ts';
import { indicators, type IndicatorId } from '../../../story/data.ts';
import { lockFile, readLock, type ClaimChange } from '../../../story/lock.ts';
import type { Problem } from '../../../story/problem.ts';
import { allOf } from '../../../vintages/compare/by-economy.ts';
import { openVintage } from '../../../vintages/open-vintage.ts';
import { allVintages, folderOf, vintageName, type Vintage } from '../../../vintages/vintage.ts';
import { keptByName } from '../../edition/kept-by-name.ts';
import { historyOf } from '../../files/git-history.ts';
import type { Seen } from '../view.ts';

/** A value of two releases. */
interface ChangedRow {
  iso3: string;
  year: number;
  then: number | undefined;
  now: number | undefined;
}

export interface ChangedFigure extends ClaimChange {
  /** Undefined for a claim that is gone. */
  promise: string | undefined;
  holds: boolean;
  rows: ChangedRow[];
  /** Every year of the first of its places, in both releases; null without a value. */
  line:
    | { iso3: string; points: { year: number; then: number | null; now: number | null }[] }
    | undefined;
}

export interface Changes {
  /** Releases that are kept, newest first, and not shown. */
  others: { indicator: IndicatorId; name: string }[];
  /** The one that is asked about, with the pin that the page writes. */
  asked: { indicator: IndicatorId; name: string } | undefined;
  lines: string[];
  figures: ChangedFigure[];
  broken: Problem[];
  change: StoryChange;
  /** The releases of each chart. */
  releases: { then: string; now: string } | undefined;
}

const isShown = (id: string | undefined): id is IndicatorId => indicators.some((one) => one === id);

function rowsOf(
  story: OpenedStory,
  id: string,
  [then, now]: readonly [Vintage, Vintage]
): Pick<ChangedFigure, 'rows' | 'line'> {
  const claim = story.computed.get(id)?.claim;
  const tables = [then, now].map(
    (one) => new Map(allOf(one).map(({ iso3, year, value }) => [`${placeOf(iso3)} ${year}`, value]))
  );
  const valueIn = (at: 0 | 1, iso3: string, year: number) =>
    tables[at]!.get(`${placeOf(iso3)} ${year}`);
  const read = (claim ? rowsRead(claim, story.parts) : []).filter(({ vintage }) => vintage === now);
  const rows = read.flatMap(({ iso3, year }): ChangedRow[] =>
    iso3 === undefined || year === undefined
      ? []
      : [{ iso3, year, then: valueIn(0, iso3, year), now: valueIn(1, iso3, year) }]
  );
  const iso3 = read.find((row) => row.iso3 !== undefined)?.iso3;
  const years = [then, now]
    .flatMap(allOf)
    .filter((row) => iso3 !== undefined && placeOf(row.iso3) === placeOf(iso3))
    .map(({ year }) => year);
  const drawn = iso3 !== undefined && now.unit === 'percent' && years.length > 1;
  return {
    rows,
    line: drawn
      ? {
          iso3,
          points: range(Math.min(...years), Math.max(...years) + 1).map((year) => ({
            year,
            then: valueIn(0, iso3, year) ?? null,
            now: valueIn(1, iso3, year) ?? null
          }))
        }
      : undefined
  };
}

/** Compares with what was locked; once that is committed too, with the edition committed last. */
async function changeForReaders({ files, once, desk }: Seen, asked: Changes['asked']) {
  const [source = '', release = ''] = asked?.name.split('/') ?? [];
  const pins = asked ? { pins: { [asked.indicator]: { source, release } } } : {};
  const { story, change } = await once(`change ${asked?.name}`, () => changeSinceLock(files, pins));
  const committed = await historyOf(desk).text('HEAD', lockFile);
  if (committed === undefined || committed === textIfThere(files, lockFile))
    return { story, change };
  const of = changeOfEditions(story, readLock(committed), story.lock);
  return { story, change: { ...of, broken: change.broken, maps: change.maps } };
}

/** Sums up in five lines how the story would differ from what readers see now. */
function plainLines(
  { pins, claims, texts, maps }: StoryChange,
  broken: readonly Problem[],
  story: OpenedStory
): string[] {
  const pinned = pins.map(
    ({ indicator, before, after }) => `${indicator}: ${before ?? '–'} → ${after}`
  );
  const places = new Set(maps.flatMap(({ marks }) => marks.map(({ iso3 }) => iso3)));
  const [first] = broken;
  const widest = greatest(claims, ({ before, after }) =>
    before && after ? Math.abs(after.value / before.value - 1) : Infinity
  );
  return [
    pinned.length > 0
      ? say`Another release is shown: ${pinned.join('; ')}.`
      : say`The story shows the same releases as the edition that readers see.`,
    claims.length > 0
      ? say`${number(claims.length)} of ${number(story.computed.size)} figures are printed otherwise, in ${counted(texts.length, 'text')}.`
      : say`Every figure is printed as readers see it now; ${counted(texts.length, 'text')} changed.`,
    broken.length > 0
      ? say`${counted(broken.length, 'sentence, promise or year is', 'sentences, promises or years are')} no longer true. Mend them before you lock.`
      : say`Every promise still holds.`,
    places.size > 0
      ? say`On ${counted(maps.length, 'map')}, ${counted(places.size, 'place')} change class: ${few([...places])}.`
      : say`No place changes class on a map.`,
    first
      ? say`Look first at ${`${first.file}:${first.line}`}: ${first.wrong}`
      : widest
        ? say`Look first at the figure ${widest.id}, which moved most.`
        : say`There is nothing to look at.`
  ];
}

export async function readChanges(seen: Seen): Promise<Changes> {
  const { files, query } = seen;
  const lock = readLock(textIfThere(files, lockFile) ?? '');
  const shown = new Set(Object.values(lock.pins).map(vintageName));
  const others = allVintages(files)
    .flatMap((key) => {
      const indicator = declaredSource(files, key.source)?.indicator;
      const name = vintageName(key);
      return isShown(indicator) && !shown.has(name)
        ? [{ indicator, name, release: key.release }]
        : [];
    })
    .sort((one, other) => (one.release < other.release ? 1 : -1));
  const name = query.get('release') ?? '';
  if (name !== '') keptByName(files, name);
  const asked = others.find((one) => one.name === name);
  const { story, change } = await changeForReaders(seen, asked);
  const isOld = new Set(change.broken.map(({ message }) => message));
  const broken = [
    ...change.broken,
    ...story.problems.filter((problem) => isFalse(problem) && !isOld.has(problem.message))
  ].sort((one, other) => Number(isFalse(other)) - Number(isFalse(one)));
  const pin = change.pins.find(({ indicator }) => !asked || indicator === asked.indicator);
  const before = pin?.before?.split('/') ?? [];
  const tables =
    pin && before.length === 2
      ? ([
          openVintage(files, folderOf({ source: before[0]!, release: before[1]! })),
          story.edition.vintage(pin.indicator)
        ] as const)
      : undefined;
  const figures = change.claims.map((one): ChangedFigure => {
    const now = story.computed.get(one.id);
    return {
      ...one,
      promise: now?.claim.promise,
      holds: now?.ok === true && now.holds,
      ...(tables ? rowsOf(story, one.id, tables) : { rows: [], line: undefined })
    };
  });
  return {
    others: others.map(({ indicator, name }) => ({ indicator, name })),
    asked: asked && { indicator: asked.indicator, name },
    lines: plainLines(change, broken, story),
    figures: figures.sort((one, other) => Number(one.holds) - Number(other.holds)),
    broken,
    change,
    releases: tables && { then: tables[0].release, now: tables[1].release }
  };
}

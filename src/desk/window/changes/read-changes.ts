import { extent, greatest, range } from 'd3';
import { drawingSvg } from '#charts/drawing/print-parts.ts';
import { drawReleases } from '#charts/revision/draw.ts';
import { say, counted, few, number } from '#locale/say.ts';
import { declaredSource } from '#site/story/declared-sources.ts';
import { placeOf } from '#site/story/figure-uses.ts';
import type { OpenedStory } from '#site/story/open-story.ts';
import { textIfThere } from '#site/story/project-text.ts';
import {
  changeOfEditions,
  changeSinceLock,
  isFalse,
  type StoryChange
} from '#site/story/story-change.ts';
import { promiseWords } from '#story/claims/promise-words.ts';
import { rowsRead } from '#story/claims/perturb.ts';
import { indicators, type IndicatorId } from '#story/data.ts';
import { lockFile, readLock } from '#story/lock.ts';
import type { Problem } from '#story/problem.ts';
import { allOf, keyOf } from '#vintages/compare/by-economy.ts';
import { diffValues } from '#vintages/compare/diff-vintages.ts';
import { openVintage } from '#vintages/open-vintage.ts';
import { allVintages, folderOf, vintageName, type Vintage } from '#vintages/vintage.ts';
import { readVintageName } from '../../cli/command.ts';
import { keptByName } from '../../edition/vintages.ts';
import { lockedNow } from '../../edition/read-edition.ts';
import { historyOf } from '../../files/git-history.ts';
import { readJournal } from '../../files/undo-journal.ts';
import { readNames } from '../../intake/declared.ts';
import { leftIn, standingIn } from '../mend/mend-form.ts';
import type { Seen } from '../view.ts';

const chart = { width: 288, top: 8, height: 80 };

interface Other {
  indicator: IndicatorId;
  name: string;
}

export interface ChangedRow {
  iso3: string;
  year: number;
  then: number | undefined;
  now: number | undefined;
}

export type ShownChanges = Awaited<ReturnType<typeof readChanges>>;

function rowsOf(story: OpenedStory, id: string, releases: readonly [Vintage, Vintage]) {
  const now = releases[1];
  const claim = story.computed.get(id)?.claim;
  const [old, fresh] = releases.map(
    (one) => new Map(allOf(one).map((row) => [keyOf({ ...row, iso3: placeOf(row.iso3) }), row]))
  );
  const both = (iso3: string, year: number) => {
    const key = keyOf({ iso3: placeOf(iso3), year });
    return { iso3, year, then: old!.get(key)?.value, now: fresh!.get(key)?.value };
  };
  const read = (claim ? rowsRead(claim, story.parts) : []).filter(({ vintage }) => vintage === now);
  const rows = read.flatMap(({ iso3, year }) =>
    iso3 === undefined || year === undefined ? [] : [both(iso3, year)]
  );
  const iso3 = read.find((row) => row.iso3 !== undefined)?.iso3;
  if (iso3 === undefined || now.unit !== 'percent') return { rows, line: [] };
  const [first = 0, last = 0] = extent(
    releases.flatMap(allOf).filter((row) => placeOf(row.iso3) === placeOf(iso3)),
    ({ year }) => year
  );
  return { rows, line: range(first, last + 1).map((year) => both(iso3, year)) };
}

/** Compares with the edition that was published from here or, without one, committed last. */
async function changeForReaders(seenNow: Seen, asked: Other | undefined) {
  const { files, once, desk } = seenNow;
  const pins = asked ? { pins: { [asked.indicator]: readVintageName(asked.name) } } : {};
  const { story, change } = await once(`change ${asked?.name}`, () =>
    changeSinceLock(files, pins, asked ? undefined : standingIn(seenNow).story)
  );
  const { seen } = await readJournal(desk);
  const before = seen?.lock ?? (await historyOf(desk).text('HEAD', lockFile));
  const than = seen?.lock && seen.release;
  if (before === undefined || before === textIfThere(files, lockFile))
    return { story, change, than };
  const of = changeOfEditions(story, readLock(before), story.lock);
  return { story, change: { ...of, broken: change.broken, maps: change.maps }, than };
}

function plainLines(
  { pins, claims, texts, maps }: StoryChange,
  broken: readonly Problem[],
  story: OpenedStory,
  release: string | undefined
) {
  const than =
    release === undefined ? say`the edition committed last` : say`the published ${release}`;
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
      ? say`Compared with ${than}, another release is shown: ${pinned.join('; ')}.`
      : say`The story shows the same releases as ${than}.`,
    claims.length > 0
      ? say`${number(claims.length)} of ${number(story.computed.size)} figures are printed otherwise, in ${counted(texts.length, 'text')}.`
      : say`Every figure is printed the same; ${counted(texts.length, 'text')} changed.`,
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

export async function readChanges(seen: Seen) {
  const { files, query, language } = seen;
  const shown = new Set(Object.values(lockedNow(files).pins).map(vintageName));
  const others = allVintages(files)
    .sort((one, other) => (one.release < other.release ? 1 : -1))
    .flatMap((key): Other[] => {
      const indicator = indicators.find(
        (one) => one === declaredSource(files, key.source)?.indicator
      );
      const name = vintageName(key);
      return indicator && !shown.has(name) ? [{ indicator, name }] : [];
    });
  const name = query.get('release') ?? '';
  if (name !== '') keptByName(files, name);
  const asked = others.find((one) => one.name === name);
  const { story, change, than } = await changeForReaders(seen, asked);
  const isOld = new Set(change.broken.map(({ message }) => message));
  const broken = [
    ...change.broken,
    ...story.problems.filter((problem) => isFalse(problem) && !isOld.has(problem.message))
  ].sort((one, other) => Number(isFalse(other)) - Number(isFalse(one)));
  const pin = change.pins.find(({ indicator }) => !asked || indicator === asked.indicator);
  const then = pin?.before?.includes('/')
    ? openVintage(files, folderOf(readVintageName(pin.before)))
    : undefined;
  const now = pin && then && story.edition.vintage(pin.indicator);
  const measure = now && (await seen.measure());
  const figures = change.claims.map((one) => {
    const is = story.computed.get(one.id);
    const { rows, line } =
      now && then ? rowsOf(story, one.id, [then, now]) : { rows: [], line: [] };
    const points = line.map(({ year, then, now }) => ({
      ...{ year, then: then ?? null, now: now ?? null }
    }));
    return {
      ...one,
      promise: is && promiseWords(is.claim),
      holds: is?.ok === true && is.holds,
      rows,
      place: line[0]?.iso3,
      chart:
        measure && points.length > 1
          ? drawingSvg(
              {
                ...{ width: chart.width, height: chart.top + chart.height + 20 },
                markup: drawReleases(points, language, { ...chart, measure }).join('')
              },
              'middle'
            )
          : undefined
    };
  });
  return {
    nameOf: readNames(files),
    others,
    asked,
    shown: [...shown],
    left: leftIn(seen),
    lines: plainLines(change, broken, story, than),
    figures: figures.sort((one, other) => Number(one.holds) - Number(other.holds)),
    broken,
    change,
    revised: then &&
      now && {
        ...{ then: then.release, now: now.release },
        ...diffValues(allOf(then), allOf(now), now.unit)
      }
  };
}

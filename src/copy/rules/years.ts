import { cachedFormatter } from '../../locale/formatters.ts';
import type { Language } from '../../locale/languages.ts';
import { formatDate } from '../../locale/numbers.ts';
import { outlineFile } from '../../story/data.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import type { RuleChecks, Wording } from './copy-rules.ts';
import {
  typedText,
  isWithin,
  sentenceAt,
  sentencesOf,
  type Passage,
  type Piece,
  type Sentence
} from '../passage.ts';
import { beginningOf, endingOf, spansOf } from './phrase.ts';
import type { ReadChapter } from '../read-chapter.ts';

type YearChecks = Pick<RuleChecks, 'computed' | 'releases' | 'names' | 'mapYears' | 'wording'>;

interface Named {
  start: number;
  text: string;
  /** `2018`, `2018-10` or `2018-10-08`. */
  date: string;
  /** `typed`, or printed by a tag. */
  by: 'typed' | 'day' | 'year';
}

/** Other words allowed between a release and its date: “terbitan Bank Dunia 2018”. */
const reach = 2;

/** A year, with the month and day before it. */
const typedDate = cachedFormatter((locale) => {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2000, index, 1)));
  const pattern = new RegExp(
    `(?:(?:(?<![\\p{L}\\p{N}])(\\d{1,2})\\s+)?(${months.join('|')})\\s+)?(?<![\\p{L}\\p{N}$£€])((?:19|20)\\d\\d)(?![\\p{L}\\p{N}%])`,
    'giu'
  );
  return { pattern, months: months.map((name) => name.toLowerCase()) };
});

function datesIn(passage: Passage, language: Language, computed: YearChecks['computed']): Named[] {
  const { pattern, months } = typedDate(language);
  const typed = [...typedText(passage).matchAll(pattern)].map(
    ({ 0: text, 1: day, 2: month, 3: year = '', index }): Named => {
      const parts = [
        year,
        ...(month ? [months.indexOf(month.toLowerCase()) + 1] : []),
        ...(month && day ? [day] : [])
      ];
      return {
        start: index,
        text,
        date: parts.map((part) => String(part).padStart(2, '0')).join('-'),
        by: 'typed'
      };
    }
  );
  const printed = passage.pieces.flatMap(({ kind, text, id, start }): Named[] => {
    if (kind === 'day') return [{ start, text, date: id, by: kind }];
    const isYear = kind === 'year' || (kind === 'claim' && computed.get(id)?.claim.unit === 'year');
    return isYear ? [{ start, text, date: text, by: 'year' }] : [];
  });
  return [...typed, ...printed].sort((one, other) => one.start - other.start);
}

/** True when a word for a release is just before or after the date. */
function namesRelease(
  { start, text }: Named,
  passage: Passage,
  words: Wording['releases']
): boolean {
  if (!words) return false;
  const gap = `(?:,?\\s+\\S+){0,${reach}},?`;
  // “The 2018, 2020 releases”; but in “in 2018, by the release of …” the year is the figure's.
  const listed = `(?:(?:,(?=\\s+\\d))?\\s+[^\\s,]+){0,${reach}}`;
  const [before, after] = [passage.text.slice(0, start), passage.text.slice(start + text.length)];
  return (
    endingOf(words.before, before, gap) !== undefined ||
    beginningOf(words.after, after, listed) !== undefined
  );
}

const yearOf = ({ date }: Named) => Number(date.slice(0, 4));

interface Reading {
  read: ReadChapter;
  passage: Passage;
  sentences: readonly Sentence[];
}

const saidAt = ({ passage, sentences }: Reading, offset: number) =>
  sentenceAt(sentences, offset)?.text ?? passage.text;

/** Years since the figure before, or an earlier one, and years up to the next figure. */
function yearsBeside(
  { pieces, text }: Passage,
  piece: Piece,
  named: readonly Named[],
  isNumber: (piece: Piece) => boolean
): Named[] {
  const numbers = pieces.filter(isNumber);
  const at = numbers.indexOf(piece);
  const stretchBefore = numbers
    .slice(0, at + 1)
    .map((own, index) =>
      named.filter(({ start }) => start > (numbers[index - 1]?.start ?? -1) && start < own.start)
    )
    .findLast((years) => years.length > 0);
  const next = numbers[at + 1]?.start;
  const after = named.filter(({ start }) => {
    if (start < piece.start || (next !== undefined && start > next)) return false;
    const [to, from] = [
      text.slice(piece.start + piece.text.length, start),
      next === undefined ? ',' : text.slice(start, next)
    ];
    // In “49%, in 2019 51%” the year after the comma is the next figure's.
    return !to.includes(';') && (!to.includes(',') || from.includes(','));
  });
  return [...(stretchBefore ?? []), ...after];
}

/** Figures whose words name other years, or none yet. */
function otherYears(
  reading: Reading,
  dates: readonly Named[],
  { computed, wording }: YearChecks
): Problem[] {
  const { passage, sentences } = reading;
  const numberOf = ({ kind, id }: Piece) => {
    const claim = kind === 'claim' ? computed.get(id) : undefined;
    return claim?.claim.unit === 'year' ? undefined : claim;
  };
  return passage.pieces.flatMap((piece) => {
    const { id, text, start } = piece;
    const claim = numberOf(piece);
    const year = claim?.ok ? claim.locked.year : undefined;
    const own = sentenceAt(sentences, start);
    if (year === undefined || !own) return [];
    const named = dates.filter((date) => isWithin(own, date.start));
    const earlier = dates.filter((date) => date.start < own.start);
    const beside = yearsBeside(passage, piece, named, (other) => numberOf(other) !== undefined);
    // A whole has the year of its own count; its sentence may be about the years of the parts.
    const isWhole = spansOf(wording.joins?.of ?? [], passage.text).some(
      ({ end }) => passage.text.slice(end, start).trim() === '' && end <= start
    );
    const read = [isWhole ? [] : beside, named, earlier].find((years) => years.length > 0) ?? [];
    if (read.some((date) => yearOf(date) === year)) return [];
    return problemsOf('year', reading.read.file, 'D17')(
      passage.locate(start),
      `In “${own.text}”, ${text} is the figure for ${year}, which the words do not name nearest to it.`,
      `Write {% year "${id}" /%} beside it, or state the figure of the year that you name.`
    );
  });
}

/** Typed years that no figure of the paragraph has: nothing would say when they become wrong. */
function looseYears(
  reading: Reading,
  dates: readonly Named[],
  { computed, names }: YearChecks
): Problem[] {
  const { passage } = reading;
  const figures = passage.pieces.flatMap(({ kind, id }) => {
    const claim = kind === 'claim' ? computed.get(id) : undefined;
    // A figure without a value is reported elsewhere; its row still has a year.
    const year = claim?.ok ? claim.locked.year : Number(claim?.claim.written.year || NaN);
    return year === undefined ? [] : [year];
  });
  const declared = spansOf(names, passage.text);
  return dates.flatMap((date) => {
    // A month belongs to an event; figures have years.
    if (date.by !== 'typed' || date.date.length > 4 || figures.includes(yearOf(date))) return [];
    if (declared.some(({ start, end }) => start <= date.start && date.start < end)) return [];
    return problemsOf('loose-year', reading.read.file, 'D17')(
      passage.locate(date.start),
      `The year ${date.text} in “${saidAt(reading, date.start)}” is of no figure of its paragraph.`,
      `Write {% year "<claim>" /%} for the year of a figure or {% day "${date.text}" /%} for a date that stays, or add the phrase to data/copy/names.json.`
    );
  });
}

/** Sources of some figures, or of all figures of the text. */
function sourcesOf(
  ids: readonly string[],
  { chapter }: ReadChapter,
  { computed }: Pick<YearChecks, 'computed'>
): string[] {
  const figures = ids.length > 0 ? ids : chapter.claims.map(({ id }) => id);
  return figures.flatMap((id) => computed.get(id)?.claim.source ?? []);
}

/** Releases of those sources, or all that are shown. */
function releasesOf(sources: readonly string[], { releases }: YearChecks): string[] {
  const named =
    sources.length > 0 ? sources : [...releases.keys()].filter((name) => !name.includes('/'));
  return [...new Set(named.flatMap((name) => releases.get(name) ?? []))];
}

/** Named releases that no figure of the sentence or text is from. */
function otherReleases(reading: Reading, dates: readonly Named[], checks: YearChecks): Problem[] {
  const { read, passage, sentences } = reading;
  return dates.flatMap(({ start, text, date, by }) => {
    const known = releasesOf(
      sourcesOf(sentenceAt(sentences, start)?.claims ?? [], read, checks),
      checks
    );
    if (by === 'year' || known.some((release) => release.startsWith(date))) return [];
    const dates = known.map((release) => formatDate(release, read.language)).join(', ');
    return problemsOf('release', read.file, 'D17')(
      passage.locate(start),
      `No figure of “${saidAt(reading, start)}” is from the release “${text}”, only from ${dates}.`,
      'Write {% release "internet-use" /%} for the release that is shown, or name another by its tag.'
    );
  });
}

/** The share online right after a release, in one clause. */
function behindRelease(
  { pieces, text }: Passage,
  { start: from }: Piece,
  end: number,
  computed: YearChecks['computed']
) {
  const printed = pieces.filter(({ kind }) => kind === 'claim' || kind === 'release');
  const at = printed.findIndex(({ start }) => start === from);
  const [last, next] = [printed[at - 1], printed[at + 1]];
  if (
    last?.kind === 'release' ||
    next?.kind !== 'claim' ||
    next.start >= end ||
    text.slice(from, next.start).includes(';')
  )
    return undefined;
  const claim = computed.get(next.id)?.claim;
  return claim?.measures === 'use' ? claim : undefined;
}

/** Tagged releases that the next share, or for older ones any figure, is not from. */
function unreadReleases(reading: Reading, { computed }: YearChecks): Problem[] {
  const { read, passage, sentences } = reading;
  return passage.pieces.flatMap((piece) => {
    const { kind, id, text, start } = piece;
    if (kind !== 'release') return [];
    const sentence = sentenceAt(sentences, start);
    const behind = behindRelease(
      passage,
      piece,
      sentence ? sentence.start + sentence.text.length : 0,
      computed
    );
    // A text without figures, such as the methods, may name every kept release.
    if (!behind && (!id.includes('/') || read.chapter.claims.length === 0)) return [];
    if (sourcesOf(behind ? [behind.id] : (sentence?.claims ?? []), read, { computed }).includes(id))
      return [];
    const unread = behind ? `“$${behind.id}” is not` : 'no figure is';
    return problemsOf('release', read.file, 'D17')(
      passage.locate(start),
      `In “${saidAt(reading, start)}”, ${unread} from the release “${text}”.`,
      'Delete the release, or name the release of the figures. {% release "internet-use" /%} names the one that is shown.'
    );
  });
}

/**
 * Map steps whose words name other years than the map: the outline changed, or the newest year
 * moved.
 */
function otherMapYears(
  read: ReadChapter,
  { computed, mapYears = new Map() }: YearChecks
): Problem[] {
  return read.stepPlaces.flatMap(({ id, ...position }) => {
    const year = mapYears.get(id);
    const passages = read.passages.filter(({ part }) => part === id);
    const named = passages
      .flatMap((passage) => datesIn(passage, read.language, computed))
      .map(yearOf);
    if (year === undefined || passages.length === 0 || named.includes(year)) return [];
    const at = passages.find(({ kind }) => kind === 'paragraph')?.locate(0) ?? position;
    const years = [...new Set(named)].join(', ') || 'no year';
    return problemsOf('map-year', read.file, 'D17')(
      at,
      `The map of the step “${id}” shows ${year}, but its words name ${years}.`,
      `State the figures of ${year} in every language, or give the step another year in ${outlineFile}.`
    );
  });
}

/** Reports years and releases that do not belong to the figures beside them or the map (D17). */
export function yearProblems(read: ReadChapter, checks: YearChecks): Problem[] {
  const bound = read.passages.flatMap((passage) => {
    const reading = { read, passage, sentences: sentencesOf(passage, read.language) };
    const dates = datesIn(passage, read.language, checks.computed);
    const releases = dates.filter((date) => namesRelease(date, passage, checks.wording.releases));
    const years = dates.filter((date) => !releases.includes(date));
    return [
      ...otherYears(reading, years, checks),
      ...looseYears(reading, years, checks),
      ...otherReleases(reading, releases, checks),
      ...unreadReleases(reading, checks)
    ];
  });
  return [...bound, ...otherMapYears(read, checks)];
}

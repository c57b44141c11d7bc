import { cachedFormatter } from '#locale/formatters.ts';
import type { Language } from '#locale/languages.ts';
import { formatDate } from '#locale/numbers.ts';
import { outlineFile } from '#story/data.ts';
import { problemsOf, type Problem } from '#story/problem.ts';
import { sentenceAt, sentencesOf, typedText, type Passage } from '../../passage.ts';
import type { ReadChapter } from '../../read-chapter.ts';
import type { RuleChecks, Wording } from '../copy-rules.ts';
import { beginningOf, covers, endingOf, spansOf, type Span } from '../phrase.ts';
import { say } from '#locale/say.ts';

type DateChecks = Pick<RuleChecks, 'computed' | 'releases' | 'names' | 'mapYears' | 'wording'>;

export interface NamedDate extends Span {
  text: string;
  date: string;
  by: 'typed' | 'day' | 'year';
}

const typedDate = cachedFormatter((locale) => {
  const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  const months = Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2000, index, 1)));
  const pattern = new RegExp(
    `(?:(?:(?<![\\p{L}\\p{N}])(\\d{1,2})\\s+)?(${months.join('|')})\\s+)?(?<![\\p{L}\\p{N}$£€])((?:19|20)\\d\\d)(?![\\p{L}\\p{N}%])`,
    'giu'
  );
  return { pattern, months: months.map((name) => name.toLowerCase()) };
});

function datesIn(passage: Passage, language: Language, computed: RuleChecks['computed']) {
  const { pattern, months } = typedDate(language);
  const named = (start: number, text: string, date: string, by: NamedDate['by']) => ({
    start,
    end: start + text.length,
    text,
    date,
    by
  });
  const typed = [...typedText(passage).matchAll(pattern)].map(
    ({ 0: text, 1: day, 2: month, 3: year = '', index }) => {
      const parts = [year, ...(month ? [months.indexOf(month.toLowerCase()) + 1, day ?? ''] : [])];
      const written = parts.filter((part) => part !== '');
      const date = written.map((part) => String(part).padStart(2, '0')).join('-');
      return named(index, text, date, 'typed');
    }
  );
  const printed = passage.pieces.flatMap(({ kind, text, id, start }) => {
    if (kind === 'day') return [named(start, text, id, kind)];
    const isYear = kind === 'year' || (kind === 'claim' && computed.get(id)?.claim.unit === 'year');
    return isYear ? [named(start, text, text, 'year')] : [];
  });
  return [...typed, ...printed].sort((one, other) => one.start - other.start);
}

/** True when a word for a release is at most two words before or after the date. */
function namesRelease(
  { start, end }: Span,
  { text }: Passage,
  words: NonNullable<Wording['releases']>
) {
  const gap = `(?:,?\\s+\\S+){0,2},?`;
  // “The 2018, 2020 releases”; but in “in 2018, by the release of …” the year is the figure's.
  const listed = `(?:(?:,(?=\\s+\\d))?\\s+[^\\s,]+){0,2}`;
  return (
    endingOf(words.before, text.slice(0, start), gap) !== undefined ||
    beginningOf(words.after, text.slice(end), listed) !== undefined
  );
}

export const yearOf = ({ date }: NamedDate) => Number(date.slice(0, 4));

export function datesOf(
  passage: Passage,
  language: Language,
  { computed, wording: { releases: words } }: Pick<DateChecks, 'computed' | 'wording'>
): { years: NamedDate[]; releases: NamedDate[] } {
  const dates = datesIn(passage, language, computed);
  const releases = words ? dates.filter((date) => namesRelease(date, passage, words)) : [];
  return { years: dates.filter((date) => !releases.includes(date)), releases };
}

/** Typed years that no figure of the paragraph has: nothing would say when they become wrong. */
function looseYears(
  read: ReadChapter,
  passage: Passage,
  dates: readonly NamedDate[],
  { computed, names }: DateChecks
) {
  const figures = passage.pieces.flatMap(({ kind, id }) => {
    const claim = kind === 'claim' ? computed.get(id) : undefined;
    // A figure without a value is reported elsewhere; its row still has a year.
    return (claim?.ok ? claim.locked.year : Number(claim?.claim.written.year || NaN)) ?? [];
  });
  const declared = spansOf(names, passage.text);
  return dates.flatMap((date) => {
    // A month belongs to an event; figures have years.
    if (date.by !== 'typed' || date.date.length > 4 || figures.includes(yearOf(date))) return [];
    if (covers(declared, { start: date.start, end: date.start + 1 })) return [];
    return problemsOf('loose-year', read.file, 'D17')(
      passage.locate(date.start),
      say`The year ${date.text} in “${saidAt(read, passage, date)}” is of no figure of its paragraph.`,
      say`Write {% year "${passage.pieces.find(({ kind }) => kind === 'claim')?.id ?? 'world-now'}" /%} for the year of that claim or {% day "${date.text}" /%} for a date that stays, or add the phrase to data/copy/names.json.`
    );
  });
}

const saidAt = ({ language }: ReadChapter, passage: Passage, { start }: Span) =>
  sentenceAt(sentencesOf(passage, language), start)?.text ?? passage.text;

/** Named releases that no figure of the sentence, or else of the text, is from. */
function otherReleases(
  read: ReadChapter,
  passage: Passage,
  dates: readonly NamedDate[],
  { computed, releases }: DateChecks
) {
  const sentences = sentencesOf(passage, read.language);
  return dates.flatMap((named) => {
    const own = sentenceAt(sentences, named.start)?.claims ?? [];
    const ids = own.length > 0 ? own : read.chapter.claims.map(({ id }) => id);
    const sources = ids.flatMap((id) => computed.get(id)?.claim.source ?? []);
    const shown = [...releases.keys()].filter((name) => !name.includes('/'));
    const known = [
      ...new Set((sources.length > 0 ? sources : shown).flatMap((name) => releases.get(name) ?? []))
    ];
    if (named.by === 'year' || known.some((release) => release.startsWith(named.date))) return [];
    const list = known.map((release) => formatDate(release, read.language)).join(', ');
    return problemsOf('release', read.file, 'D17')(
      passage.locate(named.start),
      say`No figure of “${saidAt(read, passage, named)}” is from the release “${named.text}”, only from ${list}.`,
      say`Write {% release "internet-use" /%} for the release that is shown, or name another by its tag.`
    );
  });
}

/**
 * Map steps whose words name other years than the map: the outline changed, or the newest year
 * moved.
 */
function otherMapYears(read: ReadChapter, { computed, mapYears = new Map() }: DateChecks) {
  return read.stepPlaces.flatMap(({ id, ...position }) => {
    const year = mapYears.get(id);
    const passages = read.passages.filter(({ part }) => part === id);
    const named = passages
      .flatMap((passage) => datesIn(passage, read.language, computed))
      .map(yearOf);
    if (year === undefined || passages.length === 0 || named.includes(year)) return [];
    const at = passages.find(({ kind }) => kind === 'paragraph')?.locate(0) ?? position;
    const years = [...new Set(named)].join(', ') || say`no year`;
    return problemsOf('map-year', read.file, 'D17')(
      at,
      say`The map of the step “${id}” shows ${year}, but its words name ${years}.`,
      say`State the figures of ${year} in every language, or give the step another year in ${outlineFile}.`
    );
  });
}

export function dateProblems(read: ReadChapter, checks: DateChecks): Problem[] {
  const loose = read.passages.flatMap((passage) => {
    const { years, releases } = datesOf(passage, read.language, checks);
    return [
      ...looseYears(read, passage, years, checks),
      ...otherReleases(read, passage, releases, checks)
    ];
  });
  return [...loose, ...otherMapYears(read, checks)];
}

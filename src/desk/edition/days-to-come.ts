import { utcDay } from 'd3';
import { newsroomFile, readNewsroom } from '../../pages/newsroom.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { readCorrectionsInOrder, correctionsFile } from '../../pages/side/correction.ts';
import { helplinesFile, readHelplines } from '../../pages/helpline.ts';
import { withdrawalsAsWritten, withdrawalsFile } from '../../cards/withdrawal.ts';
import { problemsOf, unlessRefused, type Problem } from '../../story/problem.ts';
import { dayOf, newestDay } from '../../sources/cells/calendar.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { estimatesFile, estimatesToCome } from '../../story/ledgers/estimates.ts';
import { linksFile, readLinks } from '../../story/ledgers/links.ts';
import { isToCome, pastDay } from '../../story/ledgers/ledger-cells.ts';
import { factsToCome, protectionFile } from '../../story/ledgers/protection.ts';
import { textIfThere, type StoryFiles } from '../../site/story/story-files.ts';

/** A file, and what in it is of a day to come. */
type Reading = readonly [
  file: string,
  problems: (text: string, today: string, until: Date) => Problem[]
];

function helpToCome(text: string, today: string): Problem[] {
  return readHelplines(text).flatMap((entry, index) => {
    const fault = problemsOf('day', helplinesFile, 'S22');
    const named = (field: 'last_checked' | 'source_date', found: string) =>
      isToCome(entry[field] ?? '', today)
        ? [fault(placeOfPath(text, [index, field]), found, pastDay(today), 'correct the day')]
        : [];
    return [
      ...named('last_checked', `“${entry.id}” checked ${entry.last_checked}, a day to come`),
      ...named('source_date', `“${entry.id}” with a source of ${entry.source_date}, a day to come`)
    ];
  });
}

function correctionsToCome(text: string, _today: string, until: Date): Problem[] {
  const fault = problemsOf('day', correctionsFile, 'V34');
  const expected = `a time that has been: it is ${until.toISOString().slice(0, 16)}Z`;
  const remedy = 'write the time at which readers are told, with its zone';
  return readCorrectionsInOrder(text).flatMap(({ id, posted }, index) =>
    Date.parse(posted) <= until.getTime()
      ? []
      : fault(
          placeOfPath(text, [index, 'posted']),
          `“${id}” posted ${posted}, a time to come`,
          expected,
          remedy
        )
  );
}

function withdrawalsToCome(text: string, today: string): Problem[] {
  const fault = problemsOf('day', withdrawalsFile, 'E16');
  return withdrawalsAsWritten(text).flatMap(({ card, editions, date }, index) => {
    const told = isToCome(date, today)
      ? [
          fault(
            placeOfPath(text, [index, 'date']),
            `“${card}” withdrawn on ${date}, a day to come`,
            pastDay(today),
            'correct the day'
          )
        ]
      : [];
    const unborn = editions === 'all' ? [] : editions.filter((edition) => isToCome(edition, today));
    const remedy = 'correct the day, or write "all", which takes back the editions to come too';
    return [
      ...told,
      ...unborn.map((edition) =>
        fault(
          placeOfPath(text, [index, 'editions']),
          `“${card}” withdrawn from the edition of ${edition}, a day to come`,
          pastDay(today),
          remedy
        )
      )
    ];
  });
}

/**
 * How many days ahead a newsroom can answer for figures that their publishers revise once a year.
 */
const daysAhead = 366;

function newsroomToCome(text: string, _today: string, until: Date): Problem[] {
  const newsroom = readNewsroom(text);
  const last = dayOf(utcDay.offset(until, daysAhead));
  return (['review_by', 'published'] as const).flatMap((field) => {
    const written = newsroom[field];
    if (written === null || written <= last) return [];
    const expected = `a day within a year, until ${last}`;
    return [
      problemsOf('day', newsroomFile, 'D14')(
        placeOfKey(text, field),
        `“${field}” ${written}`,
        expected,
        'correct the day'
      )
    ];
  });
}

function linksToCome(text: string, today: string): Problem[] {
  const fault = problemsOf('day', linksFile, 'D12');
  return readLinks(text).flatMap(({ url, opened }, index) => {
    if (!isToCome(opened ?? '', today)) return [];
    return fault(
      placeOfPath(text, [index, 'opened']),
      `“${url}” opened ${opened}, a day to come`,
      pastDay(today),
      'correct the day'
    );
  });
}

const readings: readonly Reading[] = [
  [estimatesFile, estimatesToCome],
  [protectionFile, factsToCome],
  [helplinesFile, helpToCome],
  [correctionsFile, correctionsToCome],
  [linksFile, linksToCome],
  [withdrawalsFile, withdrawalsToCome],
  [newsroomFile, newsroomToCome]
];

/**
 * Returns a fault for each row, help entry, correction, withdrawal and opened link of a day after
 * the desk's and the edition's, and for each day of the newsroom's that is further ahead than it
 * can promise. The unreadable is named elsewhere.
 */
export async function daysToCome(
  files: Pick<StoryFiles, 'read'>,
  edition: string,
  now: Date
): Promise<Problem[]> {
  const isPrepared = dayOf(now) < edition;
  const today = isPrepared ? edition : newestDay(now);
  const until = isPrepared ? new Date(`${edition}T23:59:59Z`) : now;
  const found = readings.map(([file, faultsIn]) => {
    const faults = async () => {
      const text = await textIfThere(files, file);
      return text === undefined ? [] : faultsIn(text, today, until);
    };
    return unlessRefused(faults, () => []);
  });
  return (await Promise.all(found)).flat();
}

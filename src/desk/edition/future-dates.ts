import { utcDay } from 'd3';
import { newsroomFile, readNewsroom } from '../../pages/newsroom.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { readCorrectionsInOrder, correctionsFile } from '../../pages/side/correction.ts';
import { helplinesFile, readHelplines } from '../../pages/helpline.ts';
import { withdrawalsAsWritten, withdrawalsFile } from '../../cards/withdrawal.ts';
import { problemsOf, unlessRefused, type Problem } from '../../story/problem.ts';
import { dayOf, newestDay } from '../../sources/cells/calendar.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { estimatesFile, futureEstimates } from '../../story/ledgers/estimates.ts';
import { linksFile, readLinks } from '../../story/ledgers/links.ts';
import { isFuture } from '../../story/ledgers/ledger-cells.ts';
import { futureFacts, protectionFile } from '../../story/ledgers/protection.ts';
import { textIfThere } from '../../site/story/project-text.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';

type Reading = readonly [
  file: string,
  problems: (text: string, today: string, until: Date) => Problem[]
];

const correctDay = (today: string) => `Correct the day: today is ${today}.`;

function helpToCome(text: string, today: string): Problem[] {
  const fault = problemsOf('day', helplinesFile, 'S22');
  return readHelplines(text).flatMap((entry, index) => {
    const named = (field: 'last_checked' | 'source_date', wrong: string) =>
      isFuture(entry[field] ?? '', today)
        ? [fault(placeOfPath(text, [index, field]), wrong, correctDay(today))]
        : [];
    return [
      ...named(
        'last_checked',
        `“${entry.id}” was checked on ${entry.last_checked}, which is in the future.`
      ),
      ...named(
        'source_date',
        `The source of “${entry.id}” is of ${entry.source_date}, which is in the future.`
      )
    ];
  });
}

function correctionsToCome(text: string, _today: string, until: Date): Problem[] {
  const fault = problemsOf('day', correctionsFile, 'V34');
  return readCorrectionsInOrder(text).flatMap(({ id, posted }, index) =>
    Date.parse(posted) <= until.getTime()
      ? []
      : fault(
          placeOfPath(text, [index, 'posted']),
          `“${id}” is posted ${posted}, which is in the future.`,
          `Write the time at which it is published, with its zone: now is ${until.toISOString().slice(0, 16)}Z.`
        )
  );
}

function withdrawalsToCome(text: string, today: string): Problem[] {
  const fault = problemsOf('day', withdrawalsFile, 'E16');
  return withdrawalsAsWritten(text).flatMap(({ card, editions, date }, index) => {
    const dated = isFuture(date, today)
      ? [
          fault(
            placeOfPath(text, [index, 'date']),
            `“${card}” is withdrawn on ${date}, which is in the future.`,
            correctDay(today)
          )
        ]
      : [];
    const unborn = editions === 'all' ? [] : editions.filter((edition) => isFuture(edition, today));
    return [
      ...dated,
      ...unborn.map((edition) =>
        fault(
          placeOfPath(text, [index, 'editions']),
          `“${card}” is withdrawn from the edition of ${edition}, which is in the future.`,
          `${correctDay(today)} To withdraw it from every edition to come, write "all".`
        )
      )
    ];
  });
}

/** Publishers revise once a year: nobody can answer for figures further ahead. */
const daysAhead = 366;

function newsroomToCome(text: string, _today: string, until: Date): Problem[] {
  const newsroom = readNewsroom(text);
  const last = dayOf(utcDay.offset(until, daysAhead));
  return (['review_by', 'published'] as const).flatMap((field) => {
    const written = newsroom[field];
    if (written === null || written <= last) return [];
    return [
      problemsOf('day', newsroomFile, 'D14')(
        placeOfKey(text, field),
        `“${field}” is ${written}, more than a year ahead.`,
        `Write a day until ${last}.`
      )
    ];
  });
}

function linksToCome(text: string, today: string): Problem[] {
  const fault = problemsOf('day', linksFile, 'D12');
  return readLinks(text).flatMap(({ url, opened }, index) =>
    isFuture(opened ?? '', today)
      ? fault(
          placeOfPath(text, [index, 'opened']),
          `“${url}” was opened on ${opened}, which is in the future.`,
          correctDay(today)
        )
      : []
  );
}

const readings: readonly Reading[] = [
  [estimatesFile, futureEstimates],
  [protectionFile, futureFacts],
  [helplinesFile, helpToCome],
  [correctionsFile, correctionsToCome],
  [linksFile, linksToCome],
  [withdrawalsFile, withdrawalsToCome],
  [newsroomFile, newsroomToCome]
];

/** Reports days after that of the desk and the edition. Unreadable files are reported elsewhere. */
export function futureDates(files: ProjectFiles, edition: string, now: Date): Problem[] {
  const isPrepared = dayOf(now) < edition;
  const today = isPrepared ? edition : newestDay(now);
  const until = isPrepared ? new Date(`${edition}T23:59:59Z`) : now;
  return readings.flatMap(([file, faultsIn]) =>
    unlessRefused(
      () => {
        const text = textIfThere(files, file);
        return text === undefined ? [] : faultsIn(text, today, until);
      },
      () => []
    )
  );
}

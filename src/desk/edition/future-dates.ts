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

/** Reports fields of a list whose days are in the future. */
const daysToCome =
  <Entry>(
    file: string,
    rule: string,
    read: (text: string) => readonly Entry[],
    nameOf: (entry: Entry) => string,
    fields: readonly (keyof Entry & string)[]
  ): Reading[1] =>
  (text, today) =>
    read(text).flatMap((entry, index) =>
      fields.flatMap((field) => {
        const days = [entry[field]].flat().filter((day) => typeof day === 'string');
        const late = days.filter((day) => isFuture(day, today)).join(', ');
        if (late === '') return [];
        return problemsOf('day', file, rule)(
          placeOfPath(text, [index, field]),
          `“${field}” of “${nameOf(entry)}” is ${late}, which is in the future.`,
          `Correct the day: today is ${today}.`
        );
      })
    );

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

const readings: readonly Reading[] = [
  [estimatesFile, futureEstimates],
  [protectionFile, futureFacts],
  [
    helplinesFile,
    daysToCome(helplinesFile, 'S22', readHelplines, ({ id }) => id, ['last_checked', 'source_date'])
  ],
  [correctionsFile, correctionsToCome],
  [linksFile, daysToCome(linksFile, 'D12', readLinks, ({ url }) => url, ['opened'])],
  [
    withdrawalsFile,
    daysToCome(withdrawalsFile, 'E16', withdrawalsAsWritten, ({ card }) => card, [
      'date',
      'editions'
    ])
  ],
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

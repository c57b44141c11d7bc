import { utcDay } from 'd3';
import { newsroomFile, readNewsroom } from '../../pages/newsroom.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { correctionsFile } from '../../pages/side/correction.ts';
import { helplinesFile } from '../../pages/helpline.ts';
import { withdrawalsFile } from '../../cards/withdrawal.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';
import { dayOf, newestDay } from '../../sources/cells/calendar.ts';
import { placeOfPath } from '../../sources/checked-json.ts';
import { estimatesFile, futureEstimates } from '../../story/ledgers/estimates.ts';
import { linksFile } from '../../story/ledgers/links.ts';
import { futureFacts, protectionFile } from '../../story/ledgers/protection.ts';
import { textIfThere } from '../../site/story/project-text.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import { say } from '../../locale/say.ts';

/** Lists of JSON: what names an entry, and its fields with a day or a time. */
const dated: readonly [file: string, rule: string, name: string, fields: readonly string[]][] = [
  [helplinesFile, 'S22', 'id', ['last_checked', 'source_date']],
  [correctionsFile, 'V34', 'id', ['posted']],
  [linksFile, 'D12', 'url', ['opened']],
  [withdrawalsFile, 'E16', 'card', ['date', 'editions']]
];

function daysToCome(
  [file, rule, name, fields]: (typeof dated)[number],
  text: string,
  today: string,
  until: Date
): Problem[] {
  const isLate = (day: unknown) =>
    typeof day === 'string' &&
    (day.includes('T') ? Date.parse(day) > until.getTime() : /^\d/.test(day) && day > today);
  const entries = JSON.parse(text) as Record<string, unknown>[];
  return entries.flatMap((entry, index) =>
    fields.flatMap((field) => {
      const late = [entry[field]].flat().filter(isLate).join(', ');
      if (late === '') return [];
      return problemsOf('day', file, rule)(
        placeOfPath(text, [index, field]),
        say`“${field}” of “${String(entry[name])}” is ${late}, which is in the future.`,
        say`Correct it: now is ${late.includes('T') ? `${until.toISOString().slice(0, 16)}Z` : today}.`
      );
    })
  );
}

/** Publishers revise once a year: nobody can answer for figures further ahead. */
const daysAhead = 366;

function newsroomToCome(text: string, until: Date): Problem[] {
  const newsroom = readNewsroom(text);
  const last = dayOf(utcDay.offset(until, daysAhead));
  return (['review_by', 'published'] as const).flatMap((field) => {
    const written = newsroom[field];
    if (written === null || written <= last) return [];
    return [
      problemsOf('day', newsroomFile, 'D14')(
        placeOfKey(text, field),
        say`“${field}” is ${written}, more than a year ahead.`,
        say`Write a day until ${last}.`
      )
    ];
  });
}

/** Reports days after that of the desk and the edition. Unreadable files are reported elsewhere. */
export function futureDates(files: ProjectFiles, edition: string, now: Date): Problem[] {
  const isPrepared = dayOf(now) < edition;
  const today = isPrepared ? edition : newestDay(now);
  const until = isPrepared ? new Date(`${edition}T23:59:59Z`) : now;
  const faultsOf = (file: string, read: (text: string) => Problem[]) => {
    const text = textIfThere(files, file);
    try {
      return text === undefined ? [] : read(text);
    } catch {
      return [];
    }
  };
  return [
    ...faultsOf(estimatesFile, (text) => futureEstimates(text, today)),
    ...faultsOf(protectionFile, (text) => futureFacts(text, today)),
    ...dated.flatMap((one) => faultsOf(one[0], (text) => daysToCome(one, text, today, until))),
    ...faultsOf(newsroomFile, (text) => newsroomToCome(text, until))
  ];
}

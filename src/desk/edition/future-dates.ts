import { utcDay } from 'd3';
import { newsroomFile, readNewsroom } from '#pages/newsroom.ts';
import { placeOfKey } from '#story/read-json.ts';
import { correctionsFile } from '#pages/side/correction.ts';
import { helplinesFile } from '#pages/helpline.ts';
import { withdrawalsFile } from '#cards/withdrawal.ts';
import { problemsOf, type Problem } from '#story/problem.ts';
import { dayOf, newestDay } from '#sources/cells/calendar.ts';
import { placeAt } from '#sources/checked-json.ts';
import { estimatesFile, futureEstimates } from '#story/ledgers/estimates.ts';
import { linksFile } from '#story/ledgers/links.ts';
import { futureFacts, protectionFile } from '#story/ledgers/protection.ts';
import { textIfThere } from '#site/story/project-text.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { say } from '#locale/say.ts';

/** Lists of JSON in which every day or time is of the past. */
const dated: readonly (readonly [file: string, rule: string])[] = [
  [helplinesFile, 'S22'],
  [correctionsFile, 'V34'],
  [linksFile, 'D12'],
  [withdrawalsFile, 'E16']
];

function daysToCome(file: string, rule: string, text: string, today: string, until: Date) {
  const days = text.matchAll(/"(\d{4}-\d{2}(?:-\d{2}(?:T[^"]*)?)?)"/g);
  return [...days].flatMap(({ 1: day = '', index }) => {
    const isTime = day.includes('T');
    if (isTime ? Date.parse(day) <= until.getTime() : day <= today) return [];
    return problemsOf('day', file, rule)(
      placeAt(text, index),
      say`${day} is in the future.`,
      say`Correct it: now is ${isTime ? `${until.toISOString().slice(0, 16)}Z` : today}.`
    );
  });
}

/** Publishers revise once a year: nobody can answer for figures further ahead. */
const daysAhead = 366;

function newsroomToCome(text: string, until: Date) {
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
export function futureDates(files: ProjectFiles, edition: string, now: Date) {
  const day = edition.slice(0, 10);
  const isPrepared = dayOf(now) < day;
  const today = isPrepared ? day : newestDay(now);
  const until = isPrepared ? new Date(`${day}T23:59:59Z`) : now;
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
    ...dated.flatMap(([file, rule]) =>
      faultsOf(file, (text) => daysToCome(file, rule, text, today, until))
    ),
    ...faultsOf(newsroomFile, (text) => newsroomToCome(text, until))
  ];
}

import {
  agreementFile,
  counterparts,
  readAgreement,
  staleHalves,
  type CopyText
} from '../../copy/agreement.ts';
import { languages, byLanguage } from '../../locale/languages.ts';
import { readText, textIfThere, type StoryFiles } from '../../site/story/story-files.ts';
import { dayOf, msPerDay, newestDay } from '../../sources/cells/calendar.ts';
import { helplinesFile, readHelplines } from '../../pages/helpline.ts';
import { newsroomFile, readNewsroom, newsroomStatements } from '../../pages/newsroom.ts';
import { readSource } from '../../sources/source.ts';
import { indicators } from '../../story/data.ts';
import { vintageName, folderOf, listVintages, byRelease } from '../../vintages/vintage.ts';
import { lockFile, type Lock, type Pin } from '../../story/lock.ts';
import { makeProblem, problemsOf, unlessRefused, type Problem } from '../../story/problem.ts';
import { placeAt, placeOfPath } from '../../sources/checked-json.ts';
import { atStart } from '../../sources/source-error.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { pastDay } from '../../story/ledgers/ledger-cells.ts';
import { linksFile, readLinks } from '../../story/ledgers/links.ts';
import { missingReviews, readSignoffs, signoffsFile } from '../../story/ledgers/signoffs.ts';
import { readDataPackage } from '../../vintages/data-package.ts';
import { counted } from '../../locale/counted.ts';

/** How old a look at a help entry may be, in days (standards S22). */
const freshFor = 90;

/** Returns the problems that a check finds, or those of a file that it cannot read. */
const orProblems = (check: Promise<Problem[]>) =>
  unlessRefused(
    () => check,
    (problems) => [...problems]
  );

async function helpProblems(files: StoryFiles, now: Date): Promise<Problem[]> {
  const text = await readText(files, helplinesFile, 'the list of help entries');
  return readHelplines(text).flatMap(({ id, page, last_checked: checked }) => {
    const { line } = placeAt(text, Math.max(0, text.indexOf(`"${id}"`)));
    const expected = `a call or a visit to ${page} within the last ${freshFor} days`;
    const remedy = 'call or visit it, correct the entry and set its last_checked';
    const fault = (found: string) =>
      problemsOf('help-age', helplinesFile, 'S22')({ line, column: 1 }, found, expected, remedy);
    if (checked === null) return fault(`“${id}”, which nobody has checked`);
    const age = Math.floor((now.getTime() - Date.parse(`${checked}T00:00:00Z`)) / msPerDay);
    // A day to come is a fault of the entry itself, which every check names.
    return age <= freshFor ? [] : fault(`“${id}” checked ${checked}, ${age} days ago`);
  });
}

/**
 * Names each address that readers are led to and nobody has opened, or of which no copy is kept.
 */
async function linkProblems(files: StoryFiles): Promise<Problem[]> {
  const text = await readText(files, linksFile, 'the addresses that readers may follow');
  return readLinks(text).flatMap(({ url, opened, copy }, index) => {
    const faults = [
      ...(opened === null ? ['nobody has opened'] : []),
      ...(copy === null ? ['has no archived copy'] : [])
    ];
    if (faults.length === 0) return [];
    const found = `“${url}”, which ${faults.join(' and ')}`;
    const expected =
      'the source there, no list of countries one step away, and a copy in a public archive';
    const remedy =
      'open it, write the day in “opened” and the address of the copy in “copy”; or take the entry out, and the source is named without a link';
    return problemsOf('link', linksFile, opened === null ? 'S40' : 'D12')(
      placeOfPath(text, [index, 'url']),
      found,
      expected,
      remedy
    );
  });
}

/**
 * Names the day until which the figures are kept up where none is promised; doubts one that is
 * past, on which readers are told that they are not.
 */
function upkeepProblem(day: string | null, text: string, now: Date): Problem[] {
  if (day !== null && day >= dayOf(now)) return [];
  const fault = (kind: string, found: string, remedy: string) =>
    problemsOf(kind, newsroomFile, 'D14')(
      placeOfKey(text, 'review_by'),
      found,
      'the last day on which you answer for the figures',
      remedy
    );
  if (day === null)
    return [fault('newsroom', 'no day for “review_by”', 'write it as "YYYY-MM-DD"')];
  const remedy =
    'check the figures and name a day to come: every page and card says that they are not kept up';
  return [fault('upkeep', `“review_by” ${day}, a day that is past`, remedy)];
}

/**
 * Names each statement that only the newsroom can make and has not made: readers are told who
 * checked, who paid and what is recorded.
 */
async function newsroomProblems(files: StoryFiles, now: Date): Promise<Problem[]> {
  const text = await readText(files, newsroomFile, 'what the newsroom says of itself');
  const newsroom = readNewsroom(text);
  const remedy = `write it as ${JSON.stringify(byLanguage(() => '…'))}`;
  const unstated = newsroomStatements
    .filter((field) => newsroom[field] === null)
    .map((field) => {
      const fault = problemsOf(
        'newsroom',
        newsroomFile,
        field === 'server_records' ? 'S32' : 'V33'
      );
      return fault(
        placeOfKey(text, field),
        `no statement for “${field}”`,
        'what readers are told, in every language',
        remedy
      );
    });
  const found = `“published” ${newsroom.published}, a day to come`;
  const fault = problemsOf('day', newsroomFile, 'D14')(
    placeOfKey(text, 'published'),
    found,
    pastDay(newestDay(now)),
    'leave it null until that day'
  );
  return [
    ...unstated,
    ...((newsroom.published ?? '') > newestDay(now) ? [fault] : []),
    ...upkeepProblem(newsroom.review_by, text, now)
  ];
}

async function licenceProblems(files: StoryFiles, pin: Pin): Promise<Problem[]> {
  const file = `${folderOf(pin)}/datapackage.json`;
  const fault = problemsOf('licence', file, 'D11');
  const declared = `data/sources/${pin.source}.json`;
  const kept = await readText(files, file, 'the record of a pinned vintage');
  const source = await readText(files, declared, 'who publishes it, and under which licence');
  let record, declaration;
  try {
    ({ record } = readDataPackage(kept, file));
    declaration = readSource(source, declared);
  } catch (error) {
    return [
      fault(
        atStart,
        (error as Error).message,
        'a licence and a credit',
        'correct the file that is named'
      )
    ];
  }
  if (
    record.licence.name === declaration.licence.name &&
    record.licence.path === declaration.licence.path
  )
    return [];
  const found = `${vintageName(pin)} under ${record.licence.name} (${record.licence.path})`;
  const expected = `${declaration.licence.name} (${declaration.licence.path}), as ${declared} declares`;
  const remedy =
    'find out which holds for this release; correct the declaration, or take the file again';
  return [fault(placeOfKey(kept, 'licence'), found, expected, remedy)];
}

/**
 * Names each release that was taken and is newer than the one shown.
 */
async function unusedProblems(files: StoryFiles, lock: Lock): Promise<Problem[]> {
  const text = (await textIfThere(files, lockFile)) ?? '';
  const kept = new Set(lock.kept.map(vintageName));
  const fault = problemsOf('unused', lockFile);
  const problems: Problem[] = [];
  for (const indicator of indicators) {
    const pin = lock.pins[indicator];
    if (!pin) continue;
    const { source, release } = pin;
    const releases = await listVintages(files.list, source);
    const newer = releases.filter((one) => byRelease(one, release) > 0);
    const unused = newer.filter((one) => !kept.has(vintageName({ source, release: one })));
    const newest = unused.at(-1);
    if (newest === undefined) continue;
    const found = `${source}/${release} for ${indicator}, and ${unused.map((one) => `${source}/${one}`).join(', ')} lying unused`;
    const remedy = `see what it changes with \`npm run desk -- check --pin ${indicator}=${source}/${newest}\`, then lock it`;
    problems.push(
      fault(placeOfKey(text, 'pins', indicator), found, 'the newest release that was taken', remedy)
    );
  }
  return problems;
}

/**
 * Returns a warning for each part of the copy changed in one language and not in the other; none
 * while no agreement is recorded.
 */
export async function staleProblems(files: StoryFiles): Promise<Problem[]> {
  const text = await textIfThere(files, agreementFile);
  if (text === undefined) return [];
  return orProblems(
    copyTexts(files).then((texts) => staleHalves(counterparts(texts), readAgreement(text)))
  );
}

async function agreementProblems(files: StoryFiles): Promise<Problem[]> {
  if (await files.read(agreementFile))
    return (await staleProblems(files)).map((problem) =>
      makeProblem({ ...problem, severity: 'error' })
    );
  const remedy =
    'have one person read the texts side by side, then run `npm run desk -- agree --by "<name>"`';
  const expected = 'a record that somebody has read the languages side by side';
  return [problemsOf('unagreed', agreementFile, 'S39')(atStart, 'no such file', expected, remedy)];
}

/**
 * Returns all that stands between an edition that holds and its release. A build only mentions it,
 * so that no correction depends on the date.
 */
export async function releaseProblems(
  files: StoryFiles,
  lock: Lock,
  now: Date
): Promise<Problem[]> {
  const pins = [
    ...new Map(
      [...Object.values(lock.pins), ...lock.kept].map((pin) => [vintageName(pin), pin])
    ).values()
  ];
  const today = dayOf(now);
  const signed = readText(files, signoffsFile, 'the list of signed reviews').then(readSignoffs);
  const checks = [
    signed.then((signoffs) => missingReviews(signoffs, lock, today)),
    helpProblems(files, now),
    linkProblems(files),
    newsroomProblems(files, now),
    ...pins.map((pin) => licenceProblems(files, pin)),
    unusedProblems(files, lock),
    agreementProblems(files)
  ];
  return (await Promise.all(checks.map((check) => orProblems(check)))).flat();
}

/** What stands in the way of a release, by its kinds, as one line counts it. */
const counts: readonly (readonly [kinds: readonly string[], one: string, many: string])[] = [
  [['unsigned'], 'review not signed', 'reviews not signed'],
  [
    ['help-age'],
    'help entry not checked within 90 days',
    'help entries not checked within 90 days'
  ],
  [['link'], 'link not opened or without a copy', 'links not opened or without a copy'],
  [['newsroom'], 'statement of the newsroom missing', 'statements of the newsroom missing'],
  [['upkeep'], 'day of review_by past', 'days of review_by past'],
  [['stale', 'unagreed'], 'text not read in every language', 'texts not read in every language'],
  [['unused'], 'newer release lying unused', 'newer releases lying unused'],
  [[], 'other fault', 'other faults']
];

/**
 * Returns one line that says how much stands between an edition and its release; undefined when
 * nothing does.
 */
export function releaseLine(problems: readonly Problem[]): string | undefined {
  if (problems.length === 0) return undefined;
  const known = counts.flatMap(([kinds]) => kinds);
  const parts = counts.flatMap(([kinds, one, many]) => {
    const number = problems.filter(({ kind }) =>
      known.includes(kind) ? kinds.includes(kind) : kinds.length === 0
    ).length;
    return number === 0 ? [] : [counted(number, one, many)];
  });
  return `Not yet to be released: ${parts.join(', ')}. \`npm run desk -- check --release\` names each.`;
}

/** Returns every text of the copy, in every language. */
export async function copyTexts(files: StoryFiles): Promise<CopyText[]> {
  const texts: CopyText[] = [];
  for (const language of languages) {
    const folder = `data/copy/${language}`;
    for (const name of await files.list(folder)) {
      if (!name.endsWith('.md')) continue;
      const file = `${folder}/${name}`;
      texts.push({
        scene: name.slice(0, -'.md'.length),
        language,
        file,
        text: await readText(files, file)
      });
    }
  }
  return texts;
}

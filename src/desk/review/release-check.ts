import { draftsShown } from '#site/languages/added-languages.ts';
import { group } from 'd3';
import { byLanguage } from '#locale/languages.ts';
import { readText, textIfThere } from '#site/story/project-text.ts';
import { dayOf, msPerDay, newestDay } from '#sources/cells/calendar.ts';
import { helplinesFile, readHelplines } from '#pages/helpline.ts';
import { newsroomFile, readNewsroom, newsroomStatements } from '#pages/newsroom.ts';
import { readSource } from '#sources/source.ts';
import { indicators } from '#story/data.ts';
import { readTexts, textsFile, type TextsLock } from '#story/texts-lock.ts';
import { unreadTexts } from '#site/story/text-changes.ts';
import { vintageName, folderOf, listVintages, agreeing, byRelease } from '#vintages/vintage.ts';
import { lockFile, type Lock, type Pin } from '#story/lock.ts';
import { problemsOf, unlessRefused, type Problem } from '#story/problem.ts';
import { placeAt, placeOfPath } from '#sources/checked-json.ts';
import { placeOfKey } from '#story/read-json.ts';
import { linksFile, readLinks } from '#story/ledgers/links.ts';
import { missingReviews, readSignoffs, signoffsFile } from '#story/ledgers/signoffs.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { readDataPackage } from '#vintages/data-package.ts';
import { say, counted } from '#locale/say.ts';

/** Days after which a help entry must be checked again (S22). */
const freshFor = 90;

const orProblems = (check: () => Problem[]) => unlessRefused(check, (problems) => [...problems]);

function helpProblems(files: ProjectFiles, now: Date): Problem[] {
  const text = readText(files, helplinesFile);
  return readHelplines(text).flatMap(({ id, page, last_checked: checked }) => {
    const { line } = placeAt(text, Math.max(0, text.indexOf(`"${id}"`)));
    const fault = (wrong: string) =>
      problemsOf('help-age', helplinesFile, 'S22')(
        { line, column: 1 },
        wrong,
        say`Call or visit ${page ?? id}, correct the entry and set its last_checked.`
      );
    if (checked === null) return fault(say`Nobody has checked “${id}”.`);
    const age = Math.floor((now.getTime() - Date.parse(`${checked}T00:00:00Z`)) / msPerDay);
    // Every check reports a day in the future.
    return age <= freshFor
      ? []
      : fault(
          say`“${id}” was checked on ${checked}, ${age} days ago; at most ${freshFor} are allowed.`
        );
  });
}

function linkProblems(files: ProjectFiles): Problem[] {
  const text = readText(files, linksFile);
  return readLinks(text).flatMap(({ url, opened, copy }, index) => {
    const faults = [
      ...(opened === null ? [say`was never opened`] : []),
      ...(copy === null ? [say`has no archived copy`] : [])
    ];
    if (faults.length === 0) return [];
    return problemsOf('link', linksFile, opened === null ? 'S40' : 'D12')(
      placeOfPath(text, [index, 'url']),
      `“${url}” ${faults.join(say` and `)}.`,
      say`Open it: the source must be there, and no list of countries one step away. Write the day in “opened” and the address of a copy in a public archive in “copy”. Without the entry, the source is named without a link.`
    );
  });
}

function newsroomProblems(files: ProjectFiles, now: Date): Problem[] {
  const text = readText(files, newsroomFile);
  const newsroom = readNewsroom(text);
  const { review_by: until, published } = newsroom;
  const today = newestDay(now);
  const fault = (field: string, kind: string, rule: string, wrong: string, fix: string) =>
    problemsOf(kind, newsroomFile, rule)(placeOfKey(text, field), `“${field}” ${wrong}`, fix);
  const faults = newsroomStatements
    .filter((field) => newsroom[field] === null)
    .map((field) =>
      fault(
        field,
        'newsroom',
        field === 'server_records' ? 'S32' : 'V33',
        say`has no statement for readers.`,
        say`Write it in every language, as ${JSON.stringify(byLanguage(() => '…'))}.` +
          (field === 'server_records'
            ? say` It says what the server keeps of a visit, and for how many days.`
            : '')
      )
    );
  if ((published ?? '') > today) {
    const wrong = say`is ${published}, which is in the future: today is ${today}.`;
    faults.push(fault('published', 'day', 'D14', wrong, say`Leave it null until that day.`));
  }
  if (until === null) {
    const fix = say`Write the last day on which you answer for the figures, as "YYYY-MM-DD".`;
    faults.push(fault('review_by', 'newsroom', 'D14', say`has no day.`, fix));
  } else if (until < dayOf(now)) {
    const wrong = say`is ${until}, which has passed: every page says that the figures are not maintained.`;
    const fix = say`Check the figures and name a day in the future.`;
    faults.push(fault('review_by', 'upkeep', 'D14', wrong, fix));
  }
  return faults;
}

function licenceProblems(files: ProjectFiles, pin: Pin): Problem[] {
  const file = `${folderOf(pin)}/datapackage.json`;
  const declared = `data/sources/${pin.source}.json`;
  const kept = readText(files, file);
  const { licence: ours } = readDataPackage(kept, file).record;
  const { licence } = readSource(readText(files, declared), declared);
  if (ours.name === licence.name && ours.path === licence.path) return [];
  return [
    problemsOf('licence', file, 'D11')(
      placeOfKey(kept, 'licence'),
      say`${vintageName(pin)} is under ${ours.name} (${ours.path}), but ${declared} declares ${licence.name} (${licence.path}).`,
      say`Find out which holds for this release. If it is the first, correct “licence” in ${declared}. If it is the second, delete ${folderOf(pin)} and run \`npm run desk -- take <file> --source ${pin.source}\`.`
    )
  ];
}

function unusedProblems(files: ProjectFiles, lock: Lock): Problem[] {
  const text = textIfThere(files, lockFile) ?? '';
  return indicators.flatMap((indicator) => {
    const { source, release } = lock.pins[indicator];
    // A release that a pin replaced is kept, and may be newer; a month may be the same as a day in it.
    const unused = listVintages(files, source).filter(
      (one) => byRelease(one, release) > 0 && !agreeing(one, release)
    );
    const newest = unused.findLast((one) => !unused.some((other) => other.startsWith(`${one}-`)));
    if (newest === undefined) return [];
    return problemsOf('unused', lockFile)(
      placeOfKey(text, 'pins', indicator),
      say`${source}/${release} is pinned for ${indicator}, but ${unused.map((one) => `${source}/${one}`).join(', ')} is newer.`,
      say`See what it changes with \`npm run desk -- check --pin ${indicator}=${source}/${newest}\`. To show it, run \`npm run desk -- edition pin ${indicator}=${source}/${newest}\`.`
    );
  });
}

function textsLockOf(files: ProjectFiles): TextsLock | undefined {
  const text = textIfThere(files, textsFile);
  return text === undefined
    ? undefined
    : unlessRefused(
        () => readTexts(text),
        () => undefined
      );
}

/** Names each file of texts that nobody has read, and how many: one by one they are too many. */
function unreadProblems(files: ProjectFiles): Problem[] {
  const lock = textsLockOf(files);
  if (lock === undefined) return [];
  const text = readText(files, textsFile);
  return [...group(unreadTexts(lock), (id) => id.split('/', 1)[0]!)].map(
    ([head, [first = '', ...more]]) =>
      problemsOf('unread', textsFile, 'S39')(
        placeOfKey(text, 'texts', first),
        more.length === 0
          ? say`Nobody has read “${first}” in every language.`
          : say`Nobody has read ${counted(more.length + 1, 'text')} of “${head}” in every language.`,
        say`Read them side by side in Review, in \`npm run desk\`, and accept them.`
      )
  );
}

/** Without --release, `publish` only warns of these, so that a correction can go out on any day. */
export function releaseProblems(files: ProjectFiles, lock: Lock, now: Date): Problem[] {
  const pins = [
    ...new Map(
      [...Object.values(lock.pins), ...lock.kept].map((pin) => [vintageName(pin), pin])
    ).values()
  ];
  const reviewed = { edition: lock.edition, changed: textsLockOf(files)?.changed };
  const checks = [
    () => missingReviews(readSignoffs(readText(files, signoffsFile)), reviewed, dayOf(now)),
    () => helpProblems(files, now),
    () => linkProblems(files),
    () => newsroomProblems(files, now),
    ...pins.map((pin) => () => licenceProblems(files, pin)),
    () => unusedProblems(files, lock),
    () => unreadProblems(files),
    () => draftsShown(files)
  ];
  return checks.flatMap(orProblems);
}

export const releaseSummary = (problems: readonly Problem[]) =>
  problems.length === 0
    ? undefined
    : say`Not ready for release: ${counted(problems.length, 'fault')}. \`npm run desk -- check --release\` names each.`;

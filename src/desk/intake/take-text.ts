import { shortValue } from '#vintages/compare/doubt.ts';
import { say, counted, number, sayText } from '#locale/say.ts';
import type { Desk } from '../cli/desk-io.ts';
import type { Chosen } from './choose-table.ts';
import { countsOfChange } from '../cli/change-lines.ts';
import { usedLines } from './rank-doubts.ts';
import { doubtLines } from './take-doubts.ts';
import { dayAsked, takeLine, type TakeArguments } from './take-arguments.ts';
import type { Taken, ToKeep } from './take-step.ts';

type Print = Pick<Desk, 'out' | 'err'>;
type Shown = Pick<ToKeep, 'shown' | 'isPinned' | 'source' | 'release'>;

export function printChosen(
  { choices, ignored }: Chosen,
  asked: TakeArguments,
  { out, err }: Print
) {
  for (const { name, reason } of ignored) out(say`Skipped ${name}: ${reason}.`);
  const [choice, ...more] = choices;
  if (choice && more.length === 0) {
    if (choice.what !== '')
      out(say`Recognised ${choice.input.file.name} as ${choice.source.id}, ${choice.what}.`);
    return;
  }
  const several = new Set(choices.map(({ input }) => input)).size > 1;
  err(say`${asked.file} may be of several sources or files:`);
  for (const { input, source } of choices)
    err(
      `  ${several ? `${source.id}, ${input.base}` : takeLine(asked, { source: source.id })}: ${source.title}`
    );
  err(
    several
      ? say`Nothing was written. Unpack it, then run \`npm run desk -- take <file> --source <id>\` with the file that you mean.`
      : say`Nothing was written. Choose one of these commands.`
  );
}

export function printTaken(taken: Taken, print: Print, asked: TakeArguments) {
  const { out, err } = print;
  if ('beside' in taken) {
    const { source, read, beside, largest } = taken;
    out(
      say`${counted(read, 'value')} read. ${source} is only compared, never kept: its licence is not cleared.`
    );
    out(say`  against ${beside}: ${countsOfChange(taken)}`);
    for (const { iso3, year, before, after } of largest)
      out(say`  ${iso3} ${year}: ${shortValue(before)} there, ${shortValue(after)} here`);
    taken.doubts.flatMap(doubtLines).forEach(err);
    out(say`Nothing was written.`);
  } else if (taken.outcome === 'kept already') {
    out(say`${taken.file} is already kept as ${taken.folder}: ${taken.same}.`);
    if (taken.newer !== undefined) out(newerLine(taken.newer));
    out(nextLine(taken));
  } else printKept(taken, print, asked);
}

const newerLine = (newer: string) => say`This is not the newest release: ${newer} is kept too.`;

function nextLine({ shown, isPinned, source, release }: Shown) {
  if (shown === undefined) return say`The story does not use this indicator.`;
  return isPinned
    ? say`The story shows this release already: nothing is left to do.`
    : say`The story does not show it yet. To see what it would change: \`npm run desk -- check --pin ${shown}=${source}/${release}\``;
}

/** Doubts of values that no repair mends: they are gone, or left out, or all are in doubt. */
const unmended = ['values-withdrawn', 'other-year', 'rounded', 'unfinished-year'];
/** Doubts of the day of release. */
const ofTheDay = ['unfinished-year', 'same-values'];

function printKept(taken: ToKeep, { out, err }: Print, asked: TakeArguments) {
  const { outcome, source, release, folder, origin, newer, difference, doubts } = taken;
  out(outcome === 'kept' ? say`Kept ${folder}` : say`Would keep ${folder}`);
  for (const line of summary(taken)) out(`  ${line}`);
  out(
    say`  origin: ${origin}${taken.hasOrigin ? '' : say` (the publisher’s page; give the file’s address with --origin)`}`
  );
  if (newer !== undefined) out(`  ${newerLine(newer)}`);
  if (difference) out(say`  against ${difference.release}: ${countsOfChange(difference)}`);
  usedLines(taken).forEach(err);
  const others = taken.ranked?.others ?? 0;
  doubts
    .slice(0, doubts.length - others)
    .flatMap(doubtLines)
    .forEach(err);
  if (others > 0) {
    err(say`Not about what the story uses; \`--json\` and the desk's page have the rows:`);
    doubts.slice(-others).forEach(({ says }) => err(`  ${says}.`));
  }
  if (doubts.some(({ kind, cells }) => cells.length > 0 && !unmended.includes(kind)))
    err(
      say`Repair only what the publisher’s own page prints wrong: add such an entry to data/repairs/${source}.json and take the file again; null leaves the figure out: {"iso3":"XXX","year":2020,"expects":<the wrong value>,"value":<the right one or null>,"since":"${release}","reason":"…"}`
    );
  if (outcome === 'doubtful') {
    const { mostly } = taken;
    if (mostly) err(mostlyLine(mostly));
    const { fetched, source } = asked;
    const how = mostly ? { doubted: mostly.doubted, yes: false } : { yes: true };
    const file = fetched ? { source, file: '<file>', fetched: undefined } : {};
    const line = takeLine(asked, { ...file, ...how });
    if (asked.released && doubts.some(({ kind }) => ofTheDay.includes(kind)))
      err(say`If the day is wrong, run ${takeLine(asked, dayAsked)}.`);
    return err(
      fetched
        ? say`Nothing was written. If the publisher’s page differs, fetch the file again later. If it agrees and is right, download ${fetched} in a browser and keep that file: ${line}`
        : say`Nothing was written. If the publisher’s page differs, download the file again. If it agrees and is right, keep the file: ${line}`
    );
  }
  out(nextLine(taken));
}

export function mostlyLine({ doubted, of, years }: NonNullable<ToKeep['mostly']>) {
  const few = years.slice(0, 3).map((one) => say`${one.doubted} of ${one.of} in ${one.year}`);
  const rest = years.length > 3 ? [say`in ${years.length - 3} more years`] : [];
  const where = [...few, ...rest].join(', ');
  return say`${number(doubted)} of all ${number(of)} values are doubtful${where === '' ? '' : `: ${where}`}. That is more than a publisher corrects: compare the file with the publisher’s page, and keep it only if they agree.`;
}

export function summary(taken: ToKeep) {
  const { values, dropped, flagged, repaired, isPublished, known } = taken;
  const { economies, economyValues, aggregateValues, firstYear, lastYear } = values;
  return [
    ...(economyValues > 0
      ? [say`${counted(economyValues, 'value')} of ${counted(economies, 'economy', 'economies')}`]
      : []),
    ...(aggregateValues > 0
      ? [say`${counted(aggregateValues, 'value')} of the world, regions and groups`]
      : []),
    say`years ${firstYear} to ${lastYear}`,
    ...dropped.map(({ reason, count: rows }) => say`left out: ${sayText(reason)}: ${number(rows)}`),
    ...flagged.map(
      ({ reason, count: values }) => say`changed: ${sayText(reason)}: ${number(values)}`
    ),
    ...repaired.map(
      ({ iso3, year, expects, value, reason }) =>
        say`repaired: ${iso3}${year === undefined ? '' : ` ${year}`} ${expects} → ${value ?? say`no value`}. ${reason}`
    ),
    ...known.map(({ says }) => says),
    ...(!isPublished ? [say`not published with the site, as the source declares`] : [])
  ];
}

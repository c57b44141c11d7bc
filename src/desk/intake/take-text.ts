import { extent } from 'd3';
import type { Imported } from '../../sources/source.ts';
import { shortly } from '../../vintages/compare/doubt.ts';
import type { Vintage } from '../../vintages/vintage.ts';
import { counted, number } from '../../locale/counted.ts';
import type { Desk } from '../cli/desk-io.ts';
import type { Chosen } from './choose-table.ts';
import { doubtLines, type Difference } from './take-doubts.ts';
import type { TakeArguments } from './take-arguments.ts';
import type { Taken, ToKeep } from './take-step.ts';

type Print = Pick<Desk, 'out' | 'err'>;

/** Prints what a file was taken for and why, or between what only an editor can choose. */
export function printChosen(
  { choices, ignored }: Chosen,
  asGiven: string,
  { out, err }: Print
): void {
  for (const { name, reason } of ignored) out(`Left aside: ${name}: ${reason}.`);
  const [choice, ...more] = choices;
  if (choice && more.length === 0) {
    // The editor may know: then there is nothing to give reasons for.
    if (choice.reasons.length > 0)
      out(`${choice.input.file.name} is ${choice.what}: taken for ${choice.source.id}, because`);
    for (const reason of choice.reasons) out(`  ${reason}`);
    return;
  }
  const several = new Set(choices.map(({ input }) => input)).size > 1;
  err(`${asGiven} may be taken for more than one source or file:`);
  for (const { input, source, reasons } of choices)
    err(`  ${source.id}${several ? `, ${input.base}` : ''}: ${reasons.join('; ')}`);
  err(
    `Nothing was written. Say which: ${several ? 'name the file itself' : 'give --source <id>'}.`
  );
}

/** Prints what became of a file. */
export function printTaken(taken: Taken, print: Print, asked: Partial<TakeArguments> = {}): void {
  const { out, err } = print;
  if (taken.outcome === 'compared') {
    const { source, values, beside, revised, kept, added, withdrawn, largest } = taken;
    out(
      `${counted(values, 'value')} read; ${source} is compared and never kept: its licence is not cleared.`
    );
    out(
      `  against ${beside}: ${number(revised + kept)} in both, ${number(kept)} of them alike, ${number(revised)} apart`
    );
    out(`  only here ${number(added)}, only there ${number(withdrawn)}`);
    for (const { iso3, year, before, after } of largest)
      out(`  ${iso3} ${year}: ${shortly(before)} there, ${shortly(after)} here`);
    for (const doubt of taken.doubts) doubtLines(doubt, source).forEach((line) => err(line));
    out('Nothing was written.');
  } else if (taken.outcome === 'kept already') {
    out(`${taken.file} is kept as ${taken.folder} already: ${taken.same}, nothing to write.`);
    if (taken.newer !== undefined) out(newerLine(taken.newer));
  } else printKept(taken, print, asked);
}

/** Says that a release is not the newest that is kept. */
const newerLine = (newer: string) =>
  `That is an older release: ${newer}, which is kept too, is newer.`;

function printKept(
  taken: ToKeep,
  { out, err }: Print,
  { dryRun, fetched }: Partial<TakeArguments>
): void {
  const { outcome, vintage, folder, imported, origin, origined, newer, difference, doubts, shown } =
    taken;
  const { source, release } = vintage;
  out(outcome === 'kept' ? `Kept ${folder}` : `Would keep ${folder}`);
  for (const line of summary(vintage, imported)) out(`  ${line}`);
  out(
    `  origin: ${origin}${origined ? '' : ' (the publisher’s page; --origin names a closer one)'}`
  );
  if (newer !== undefined) out(`  ${newerLine(newer)}`);
  if (difference) out(`  against ${difference.release}: ${differenceText(difference)}`);
  for (const doubt of doubts) doubtLines(doubt, source, release).forEach(err);
  const again = fetched
    ? `download it from ${fetched}, and take that file`
    : `run this again${dryRun ? ' without --dry-run and' : ''}`;
  if (outcome === 'doubtful')
    return err(`Nothing was written. If it is right all the same, ${again} with --yes.`);
  if (outcome === 'would keep') return out('Dry run: nothing was written.');
  if (difference)
    out(
      `To see what is new: npm run desk -- diff ${source}/${difference.release} ${source}/${release}`
    );
  out(
    shown === undefined
      ? 'No sentence and no figure of the story uses this indicator.'
      : `To see what it changes: npm run desk -- check --pin ${shown}=${source}/${release}`
  );
}

/** Returns how many values a vintage has, of how many economies and which years. */
export function valuesOf({ economies, aggregates }: Vintage) {
  const [firstYear = 0, lastYear = 0] = extent([...economies, ...aggregates], ({ year }) => year);
  return {
    economies: new Set(economies.map(({ iso3 }) => iso3)).size,
    economyValues: economies.length,
    aggregateValues: aggregates.length,
    firstYear,
    lastYear
  };
}

function summary(vintage: Vintage, { dropped, flagged, repaired }: Imported): string[] {
  const { economies, economyValues, aggregateValues, firstYear, lastYear } = valuesOf(vintage);
  return [
    ...(economyValues > 0
      ? [`${counted(economyValues, 'value')} of ${counted(economies, 'economy', 'economies')}`]
      : []),
    ...(aggregateValues > 0
      ? [`${counted(aggregateValues, 'value')} of the world, regions and groups`]
      : []),
    `years ${firstYear} to ${lastYear}`,
    ...dropped.map(({ reason, count: rows }) => `left out: ${reason}: ${number(rows)}`),
    ...flagged.map(({ reason, count: values }) => `changed: ${reason}: ${number(values)}`),
    ...repaired.map(
      ({ iso3, year, expects, value, reason }) =>
        `repaired: ${iso3}${year === undefined ? '' : ` ${year}`} ${expects} → ${value ?? 'no value'}. ${reason}`
    ),
    ...(vintage.publish === false
      ? ['kept and not published with the site, as the source declares']
      : [])
  ];
}

function differenceText({ added, withdrawn, revised, far, groups }: Difference): string {
  const changes = `${counted(added, 'value')} added, ${number(withdrawn)} withdrawn, ${number(revised)} revised${
    far === undefined ? '' : `, ${counted(far, 'value')} by 5 points or more`
  }`;
  if (groups.added + groups.withdrawn + groups.revised === 0) return changes;
  return `${changes}; of the world, regions and groups ${number(groups.added)} added, ${number(groups.withdrawn)} withdrawn, ${number(
    groups.revised
  )} revised${groups.far === undefined ? '' : `, ${number(groups.far)} by 5 points or more`}`;
}

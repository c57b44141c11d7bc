import { indicators, type IndicatorId, type PerIndicator } from '#story/data.ts';
import {
  allVintages,
  folderOf,
  listVintages,
  vintageName,
  type Vintage
} from '#vintages/vintage.ts';
import { namesIn, type ProjectFiles } from '#vintages/project-files.ts';
import { lockFile, type Lock, type Pin } from '#story/lock.ts';
import { problemsOf, refusal, type Problem } from '#story/problem.ts';
import { placeOfKey } from '#story/read-json.ts';
import { openVintage } from '#vintages/open-vintage.ts';
import { type FilePosition, restore } from '#sources/source-error.ts';
import { declaredSources } from './declared-sources.ts';
import { say } from '#locale/say.ts';
import { sha256 } from '#vintages/sha256.ts';

/** SHA-256 over the names and bytes of a vintage folder, in any order (D05). */
export function fingerprint(files: readonly { name: string; bytes: Uint8Array }[]) {
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : 1));
  return sha256(sorted.map(({ name, bytes }) => `${name}\0${sha256(bytes)}\n`).join(''));
}

export type PinChoice = Pick<Pin, 'source' | 'release'>;

export interface PinChoices {
  pins?: Partial<Record<IndicatorId, PinChoice>>;
  keep?: readonly PinChoice[];
  /** Tags of drafts to open too; those of TERHUBUNG_DRAFT if there are none here. */
  drafts?: readonly string[];
}

export interface PinChange {
  indicator: IndicatorId;
  before: string | undefined;
  after: string;
}

interface OpenedPin {
  vintage: Vintage;
  pin: Pin;
}

interface OpenedPins {
  pins: PerIndicator<OpenedPin>;
  kept: OpenedPin[];
  changes: PinChange[];
  problems: Problem[];
}

function fingerprintOf(files: ProjectFiles, choice: PinChoice) {
  const folder = folderOf(choice);
  return fingerprint(
    namesIn(files, folder).map((name) => ({
      name,
      bytes: files.get(`${folder}/${name}`) ?? new Uint8Array()
    }))
  );
}

function openPin(files: ProjectFiles, choice: PinChoice, lockPlace: FilePosition, option: string) {
  const { source, release } = choice;
  try {
    const vintage = openVintage(files, folderOf(choice));
    return { vintage, pin: { source, release, sha256: fingerprintOf(files, choice) } };
  } catch (error) {
    const known = listVintages(files, source).map((name) => `${source}/${name}`);
    throw refusal({
      kind: 'vintage',
      file: lockFile,
      ...lockPlace,
      wrong: say`The vintage ${vintageName(choice)} cannot be opened: ${(error as Error).message}`,
      fix:
        known.length > 0
          ? say`To show another release instead, run \`npm run desk -- edition lock ${option}\` with one of ${known.join(', ')}.`
          : ''
    });
  }
}

export function vintageByFingerprint(files: ProjectFiles, sha256: string) {
  const found = allVintages(files).find((which) => fingerprintOf(files, which) === sha256);
  return found && vintageName(found);
}

function choiceNamed(name: string) {
  const [source = '', release = ''] = name.split('/');
  return { source, release };
}

function frozen(choice: PinChoice, place: FilePosition, option: string) {
  const name = vintageName(choice);
  return problemsOf('frozen', lockFile, 'D05')(
    place,
    say`The files of ${name} are not the ones that were locked: a vintage is written once and never edited.`,
    say`${restore(folderOf(choice))} Move every file that \`npm run desk -- vintages ${name}\` still names to a folder outside data. ` +
      say`Only if the change was meant, as when the file was taken again with a repair, lock it: \`npm run desk -- edition lock ${option}\`.`
  );
}

const repinned = ({ indicator, before, after }: PinChange, place: FilePosition) =>
  problemsOf('pin', lockFile, 'D06')(
    place,
    say`${indicator} is pinned to ${after}, but the claims were reviewed with ${before ?? say`other files`}.`,
    say`Read what \`npm run desk -- check\` names, then run \`npm run desk -- edition lock\`.`
  );

function newestPin(files: ProjectFiles, indicator: IndicatorId) {
  const source = declaredSources(files).find((one) => one.indicator === indicator)?.id;
  const release = listVintages(files, source ?? '').at(-1);
  return ` --pin ${indicator}=${source ?? '<source>'}/${release ?? '<release>'}`;
}

/**
 * Opens the vintages of the lock or the choices. Where a vintage differs from the lock, either
 * another kept vintage has the locked fingerprint (the pin was changed), or none (it was edited).
 */
export function openPins(
  files: ProjectFiles,
  lock: { text: string; locked: Lock | undefined },
  choices: PinChoices
) {
  const { text, locked } = lock;
  const opened: OpenedPins = {
    pins: {} as OpenedPins['pins'],
    kept: [],
    changes: [],
    problems: []
  };
  const lacking = indicators.filter((one) => !choices.pins?.[one] && !locked?.pins[one]);
  for (const indicator of indicators) {
    const was = locked?.pins[indicator];
    const chosen = choices.pins?.[indicator];
    const choice = chosen ?? was;
    const place = placeOfKey(text, 'pins', indicator);
    if (!choice)
      throw refusal({
        kind: 'lock',
        file: lockFile,
        ...place,
        wrong: say`No vintage is pinned for “${indicator}”.`,
        fix: say`Run \`npm run desk -- edition lock${lacking.map((one) => newestPin(files, one)).join('')}\`, or name other releases: \`npm run desk -- vintages\` lists them. Other pins stay.`
      });
    const after = vintageName(choice);
    const { pin } = (opened.pins[indicator] = openPin(
      files,
      choice,
      place,
      `--pin ${indicator}=<source>/<release>`
    ));
    if (!was || (vintageName(was) === after && was.sha256 === pin.sha256)) continue;
    const before =
      vintageName(was) === after ? vintageByFingerprint(files, was.sha256) : vintageName(was);
    if (before === undefined && !chosen) {
      opened.problems.push(frozen(choice, place, `--pin ${indicator}=${after}`));
      continue;
    }
    const change = { indicator, before, after };
    opened.changes.push(change);
    opened.problems.push(repinned(change, place));
  }
  const pinned = new Set(Object.values(opened.pins).map(({ vintage }) => vintageName(vintage)));
  // A pin keeps the vintage that it replaces, so that readers can still look it up (D18).
  const replaced = opened.changes.flatMap(({ before }) =>
    before === undefined ? [] : choiceNamed(before)
  );
  const named = new Map(
    [...(locked?.kept ?? []), ...(choices.keep ?? []), ...replaced].map((choice) => [
      vintageName(choice),
      choice
    ])
  );
  for (const [name, choice] of named) {
    if (pinned.has(name)) continue;
    const place = placeOfKey(text, 'kept');
    const kept = openPin(files, choice, place, '--keep <source>/<release>');
    opened.kept.push(kept);
    const was = locked?.kept.find((candidate) => vintageName(candidate) === name);
    const chosen = choices.keep?.some((candidate) => vintageName(candidate) === name) ?? false;
    if (was && was.sha256 !== kept.pin.sha256 && !chosen)
      opened.problems.push(frozen(choice, place, `--keep ${name}`));
  }
  return opened;
}

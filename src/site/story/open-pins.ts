import { indicators, type IndicatorId, type PerIndicator } from '../../story/data.ts';
import {
  vintageName,
  folderOf,
  listVintages,
  vintagesFolder,
  type Vintage
} from '../../vintages/vintage.ts';
import { fingerprint } from '../../story/fingerprint.ts';
import { lockFile, type Lock, type Pin } from '../../story/lock.ts';
import { problemsOf, refusal, type Problem } from '../../story/problem.ts';
import { placeOfKey } from '../../story/read-json.ts';
import { openVintage } from '../../vintages/open-vintage.ts';
import type { FilePosition } from '../../sources/source-error.ts';
import type { StoryFiles } from './story-files.ts';

/** A vintage by its folder under `data/vintages`. */
export type PinChoice = Pick<Pin, 'source' | 'release'>;

/**
 * Vintages to open instead of, or besides, those of the lock; their files are taken as they are.
 */
export interface PinChoices {
  pins?: Partial<Record<IndicatorId, PinChoice>>;
  keep?: readonly PinChoice[];
}

/** A pin that is not the one whose claims were reviewed. */
interface PinChange {
  indicator: IndicatorId;
  /** E.g. `wb-internet-users/2024-11`; undefined when nothing is known of it. */
  before: string | undefined;
  after: string;
}

/** A vintage with what a lock says of it. */
interface OpenedPin {
  vintage: Vintage;
  pin: Pin;
}

export interface OpenedPins {
  pins: PerIndicator<OpenedPin>;
  kept: OpenedPin[];
  changes: PinChange[];
  /** Pins that were changed, and vintages whose files are not the ones locked. */
  problems: Problem[];
}

async function fingerprintOf(files: StoryFiles, choice: PinChoice): Promise<string> {
  const folder = folderOf(choice);
  const names = await files.list(folder);
  const read = names.map(async (name) => ({
    name,
    bytes: (await files.read(`${folder}/${name}`)) ?? new Uint8Array()
  }));
  return fingerprint(await Promise.all(read));
}

async function openPin(
  files: StoryFiles,
  choice: PinChoice,
  lockPlace: FilePosition
): Promise<OpenedPin> {
  const { source, release } = choice;
  try {
    const vintage = await openVintage((path) => files.read(path), folderOf(choice));
    return { vintage, pin: { source, release, sha256: await fingerprintOf(files, choice) } };
  } catch (error) {
    const known = await listVintages((folder) => files.list(folder), source);
    const found = `the vintage ${vintageName(choice)}, which cannot be opened: ${(error as Error).message}`;
    const expected =
      known.length > 0
        ? `one of ${known.map((name) => `${source}/${name}`).join(', ')}`
        : `a folder under ${vintagesFolder}`;
    const remedy = 'pin another release, or take the file with `npm run desk -- take`';
    throw refusal({ kind: 'vintage', file: lockFile, ...lockPlace, found, expected, remedy });
  }
}

/**
 * Returns the name of the vintage that a fingerprint of the lock belongs to; undefined when none of
 * those that are kept has it.
 */
export async function vintageWith(files: StoryFiles, sha256: string): Promise<string | undefined> {
  for (const source of await files.list(vintagesFolder)) {
    for (const release of await files.list(`${vintagesFolder}/${source}`)) {
      if ((await fingerprintOf(files, { source, release })) === sha256)
        return vintageName({ source, release });
    }
  }
  return undefined;
}

function choiceNamed(name: string): PinChoice {
  const [source = '', release = ''] = name.split('/');
  return { source, release };
}

function frozen(choice: PinChoice, place: FilePosition, option: string): Problem {
  const found = `files of ${vintageName(choice)} that are not the ones locked`;
  const expected = 'a vintage that is written once and never edited';
  const others = `move out any other file that \`npm run desk -- vintages verify ${vintageName(choice)}\` names`;
  const asTheyAre = `to lock the files as they are, run \`npm run desk -- edition lock ${option}\``;
  const remedy = `restore ${folderOf(choice)} from the last commit and ${others}; ${asTheyAre}`;
  return problemsOf('frozen', lockFile, 'D05')(place, found, expected, remedy);
}

function repinned({ indicator, before, after }: PinChange, place: FilePosition): Problem {
  const expected = `${before ?? 'the files'} whose claims were reviewed`;
  const remedy = 'read what the check names, then run `npm run desk -- edition lock`';
  return problemsOf('pin', lockFile, 'D06')(place, `${after} for ${indicator}`, expected, remedy);
}

/**
 * Returns every vintage that the lock or the choices name, opened and set against the lock. A pin
 * that was changed in the lock by hand is told from a vintage that was edited by its fingerprint:
 * it belongs to another vintage, or to none.
 * @throws StoryRefused when an indicator has no vintage, or one cannot be opened.
 */
export async function openPins(
  files: StoryFiles,
  lock: { text: string; locked: Lock | undefined },
  choices: PinChoices
): Promise<OpenedPins> {
  const { text, locked } = lock;
  const opened: OpenedPins = {
    pins: {} as OpenedPins['pins'],
    kept: [],
    changes: [],
    problems: []
  };
  for (const indicator of indicators) {
    const was = locked?.pins[indicator];
    const chosen = choices.pins?.[indicator];
    const choice = chosen ?? was;
    const place = placeOfKey(text, 'pins', indicator);
    if (!choice) {
      const remedy = `run \`npm run desk -- edition lock --pin ${indicator}=<source>/<release>\`, with one --pin for each of ${indicators.join(', ')}`;
      const expected = 'one pinned vintage for each indicator';
      throw refusal({
        kind: 'lock',
        file: lockFile,
        ...place,
        found: `no vintage for “${indicator}”`,
        expected,
        remedy
      });
    }
    const after = vintageName(choice);
    const { pin } = (opened.pins[indicator] = await openPin(files, choice, place));
    if (!was || (vintageName(was) === after && was.sha256 === pin.sha256)) continue;
    const before =
      vintageName(was) === after ? await vintageWith(files, was.sha256) : vintageName(was);
    if (before === undefined && !chosen) {
      opened.problems.push(frozen(choice, place, `--pin ${indicator}=${after}`));
      continue;
    }
    const change = { indicator, before, after };
    opened.changes.push(change);
    opened.problems.push(repinned(change, place));
  }
  const pinned = new Set(Object.values(opened.pins).map(({ vintage }) => vintageName(vintage)));
  // Readers could look up what was shown before: a pin keeps the vintage that it replaces
  // (standards D18).
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
    const kept = await openPin(files, choice, place);
    opened.kept.push(kept);
    const was = locked?.kept.find((candidate) => vintageName(candidate) === name);
    const chosen = choices.keep?.some((candidate) => vintageName(candidate) === name) ?? false;
    if (was && was.sha256 !== kept.pin.sha256 && !chosen)
      opened.problems.push(frozen(choice, place, `--keep ${name}`));
  }
  return opened;
}

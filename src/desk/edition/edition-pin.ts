import { join } from 'node:path';
import { declaredSource } from '../../site/story/declared-sources.ts';
import { vintageWith } from '../../site/story/open-pins.ts';
import { openStory } from '../../site/story/open-story.ts';
import { storyFiles, withLock } from '../../site/story/story-files.ts';
import { indicators, type IndicatorId } from '../../story/data.ts';
import { vintageName, type VintageKey } from '../../vintages/vintage.ts';
import { lockFile, writeLock, type Lock, type Pin } from '../../story/lock.ts';
import { counted } from '../../locale/counted.ts';
import { command, nothingWritten, flag, readVintageName, type Answer } from '../cli/command.ts';
import { keptByName } from './kept-by-name.ts';
import { lockedNow } from '../output/built-apart.ts';
import { Refusal } from '../cli/desk-io.ts';
import { writeWhole } from '../files/write-whole.ts';

const pinName = 'edition pin <indicator>=<source>/<release> [--json]';
const unpinName = 'edition unpin <indicator> | <source>/<release> [--json]';

/** What `edition pin --json` and `edition unpin --json` print. */
export interface PinReport {
  indicator: string;
  before: string;
  after: string;
  /** How many claims, and sentences of all languages, the lock's pins now change. */
  claims: number;
  sentences: number;
  /** Promises broken, and claims without a value. */
  broken: number;
}

/**
 * `edition pin` names another vintage in the lock and leaves the reviewed claims and their
 * fingerprint, by which the check tells a new pin from an edited vintage and `edition unpin` finds
 * back.
 * @returns 1 when the check must be read.
 * @throws Refusal or StoryRefused when it cannot be pinned; then nothing is written.
 */
export const pinVintage = command(
  pinName,
  { json: flag },
  nothingWritten,
  async ({ positionals, usage }, desk) => {
    const [text = '', ...more] = positionals;
    const [asked = '', choice = ''] = text.split('=', 2);
    const indicator = indicators.find((one) => one === asked);
    if (!indicator || more.length > 0) {
      throw new Refusal(
        `found "${positionals.join(' ')}" after edition pin, expected ${usage} with one of ${indicators.join(', ')}`
      );
    }
    const files = storyFiles(desk.root);
    const { source, release } = await keptByName(files, choice, `${indicator}=`);
    const of = (await declaredSource(files, source))?.indicator;
    if (of !== undefined && of !== indicator)
      throw new Refusal(`found ${source}, which is of ${of}, expected a source of ${indicator}`);
    const lock = await lockedNow(desk.root);
    const was = lock.pins[indicator];
    if (!was)
      throw new Refusal(
        `found no pin of ${indicator} to replace, expected one: run \`npm run desk -- edition lock --pin ${text}\``
      );
    return movePin(indicator, was, { source, release }, lock, desk.root);
  }
);

/**
 * Moves a pin, and answers what it does to the story and what to do next; 1 where an editor must
 * read the check.
 */
async function movePin(
  indicator: IndicatorId,
  was: Pin,
  to: VintageKey,
  lock: Lock,
  root: string
): Promise<Answer> {
  const story = await openStory(root, { pins: { [indicator]: to } });
  const [before, after] = [vintageName(was), vintageName(to)];
  const reviewed = await vintageWith(storyFiles(root), was.sha256);
  const pins = { ...lock.pins, [indicator]: { ...to, sha256: was.sha256 } };
  if (before !== after) await writeWhole(join(root, lockFile), writeLock({ ...lock, pins }));
  const [claims, sentences] = [story.claims.length, story.sentences.length];
  const broken = story.problems.filter(
    ({ kind }) => kind === 'promise' || kind === 'no-value'
  ).length;
  const changes = [
    ...(claims > 0 ? [counted(claims, 'claim'), counted(sentences, 'sentence')] : []),
    ...(broken > 0
      ? [counted(broken, 'promise that does not hold', 'promises that do not hold')]
      : [])
  ];
  return {
    exit: claims + broken > 0 ? 1 : 0,
    report: { indicator, before, after, claims, sentences, broken } satisfies PinReport,
    print({ out }) {
      out(
        before === after
          ? `${indicator} is pinned to ${after} already.`
          : `${indicator}: ${before} → ${after}`
      );
      out(
        changes.length > 0
          ? `To be read: ${changes.join(', ')}. Run \`npm run desk -- check\`.`
          : 'No sentence changes.'
      );
      if (after === reviewed) out('That is the one that is locked: nothing is left to lock.');
      else if (before !== after)
        out(
          'Then `npm run desk -- edition lock` records it; `edition unpin` takes it back until then.'
        );
    }
  };
}

/**
 * `edition unpin` takes back an unlocked pin, or stops keeping a vintage that nothing reads.
 * @returns 1 when a sentence still changes.
 */
export const unpinVintage = command(
  unpinName,
  { json: flag },
  nothingWritten,
  async ({ positionals, usage }, desk) => {
    const [text = '', ...more] = positionals;
    if (text === '' || more.length > 0)
      throw new Refusal(`found "${positionals.join(' ')}" after edition unpin, expected ${usage}`);
    const lock = await lockedNow(desk.root);
    const indicator = indicators.find((one) => one === text);
    if (indicator) return takeBack(indicator, lock, desk.root);
    if (!text.includes('/'))
      throw new Refusal(
        `found "${text}" after edition unpin, expected ${usage} with one of ${indicators.join(', ')}`
      );
    return forget(text, lock, desk.root);
  }
);

async function takeBack(indicator: IndicatorId, lock: Lock, root: string): Promise<Answer> {
  const was = lock.pins[indicator];
  const reviewed = was && (await vintageWith(storyFiles(root), was.sha256));
  if (!was || reviewed === undefined) {
    throw new Refusal(
      `found no kept vintage with the fingerprint that ${lockFile} has for ${indicator}, expected the reviewed one: pin it by name`
    );
  }
  if (reviewed === vintageName(was)) {
    throw new Refusal(
      `found ${reviewed} locked for ${indicator}, expected a pin that is not locked yet: an indicator needs a vintage. ` +
        `To go back, pin the one before, as \`npm run desk -- vintages\` lists them, with \`npm run desk -- edition pin ${indicator}=<source>/<release>\`, and lock again`
    );
  }
  return movePin(indicator, was, readVintageName(reviewed), lock, root);
}

async function forget(name: string, lock: Lock, root: string): Promise<Answer> {
  readVintageName(name);
  const kept = lock.kept.filter((pin) => vintageName(pin) !== name);
  if (kept.length === lock.kept.length) {
    throw new Refusal(
      `found ${name} not kept by the edition, expected one of ${lock.kept.map(vintageName).join(', ') || 'none: it keeps no vintage'}`
    );
  }
  const text = writeLock({ ...lock, kept });
  const without = await openStory(root, { files: withLock(storyFiles(root), text) });
  const lost = without.claims.filter(({ after }) => after === undefined).map(({ id }) => id);
  if (lost.length > 0)
    throw new Refusal(
      `found ${name} read by ${lost.join(', ')}, expected a vintage that no claim reads`
    );
  await writeWhole(join(root, lockFile), text);
  return {
    report: { unkept: name },
    print: ({ out }) =>
      out(`The edition no longer keeps ${name}; the vintage itself stays in data/vintages.`)
  };
}

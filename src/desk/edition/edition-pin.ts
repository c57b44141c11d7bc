import { declaredSource } from '../../site/story/declared-sources.ts';
import { vintageByFingerprint } from '../../site/story/open-pins.ts';
import { changeSinceLock, type StoryChange } from '../../site/story/story-change.ts';
import { counted } from '../../locale/counted.ts';
import { indicators, type IndicatorId } from '../../story/data.ts';
import { lockFile, writeLock } from '../../story/lock.ts';
import type { ProjectFiles } from '../../vintages/project-files.ts';
import { vintageName, type VintageKey } from '../../vintages/vintage.ts';
import {
  command,
  nothingWritten,
  readVintageName,
  wrongUsage,
  type Answer
} from '../cli/command.ts';
import { Refusal } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { keptByName } from './kept-by-name.ts';
import { lockedNow } from './read-edition.ts';

/** The report of `edition pin --json`, with what changed since the lock. */
export interface PinReport extends StoryChange {
  indicator: string;
  before: string;
  after: string;
}

const knownIndicators = `The indicators are ${indicators.join(', ')}.`;

/**
 * Keeps the reviewed claims and fingerprint: they tell a new pin from an edited vintage.
 * @returns 1 when an editor must read what `check` lists.
 */
export const pinVintage = command(
  'edition pin',
  nothingWritten,
  async ({ words: [text = ''], usage }, desk) => {
    const [asked = '', choice = ''] = text.split('=', 2);
    const indicator = indicators.find((one) => one === asked);
    if (!indicator)
      throw new Refusal('usage', `“${text}” is not a pin.`, `Run \`${usage}\`. ${knownIndicators}`);
    const files = await projectOf(desk).read();
    const to = keptByName(files, choice);
    const of = declaredSource(files, to.source)?.indicator;
    if (of !== undefined && of !== indicator)
      throw new Refusal(
        'other-indicator',
        `${to.source} is a source of ${of}, not of ${indicator}.`,
        `Pin a vintage of a source of ${indicator}, as \`npm run desk -- vintages\` lists them.`
      );
    return movePin(indicator, to, files);
  }
);

async function movePin(
  indicator: IndicatorId,
  to: VintageKey,
  files: ProjectFiles
): Promise<Answer> {
  const lock = lockedNow(files);
  const was = lock.pins[indicator];
  const { change } = await changeSinceLock(files, { pins: { [indicator]: to } });
  const [before, after] = [vintageName(was), vintageName(to)];
  const pins = { ...lock.pins, [indicator]: { ...to, sha256: was.sha256 } };
  const { claims, texts, maps, broken } = change;
  const counts = [
    counted(claims.length, 'claim'),
    counted(texts.length, 'text'),
    counted(maps.length, 'map')
  ];
  return {
    exit: claims.length + texts.length + broken.length > 0 ? 1 : 0,
    writes: before === after ? [] : [{ file: lockFile, text: writeLock({ ...lock, pins }) }],
    report: { indicator, before, after, ...change } satisfies PinReport,
    print({ out }) {
      out(`${indicator}: ${before === after ? 'pinned already to' : `${before} →`} ${after}`);
      out(`Changed: ${counts.join(', ')}. Promises that do not hold: ${broken.length}.`);
      if (after === vintageByFingerprint(files, was.sha256))
        out('This is the locked one: there is nothing to lock.');
      else
        out(
          'Read each with `npm run desk -- check`, then lock it with `npm run desk -- edition lock`, or undo it with `edition unpin`.'
        );
    }
  };
}

/** Takes back a pin that is not locked yet. @returns 1 when a text still changes. */
export const unpinVintage = command(
  'edition unpin',
  nothingWritten,
  async ({ words: [text = ''], usage }, desk) => {
    const indicator = indicators.find((one) => one === text);
    if (!indicator) throw wrongUsage(`“${text}” is no indicator. ${knownIndicators}`, usage);
    const files = await projectOf(desk).read();
    const was = lockedNow(files).pins[indicator];
    const reviewed = vintageByFingerprint(files, was.sha256);
    if (reviewed !== undefined && reviewed !== vintageName(was))
      return movePin(indicator, readVintageName(reviewed), files);
    throw new Refusal(
      'already-locked',
      `${vintageName(was)} is locked for ${indicator}, or the locked one is no longer kept.`,
      `Pin another by name with \`npm run desk -- edition pin ${indicator}=<source>/<release>\`; \`npm run desk -- vintages\` lists them.`
    );
  }
);

import { declaredSource } from '#site/story/declared-sources.ts';
import { vintageByFingerprint } from '#site/story/open-pins.ts';
import { changeSinceLock, type StoryChange } from '#site/story/story-change.ts';
import type { IndicatorId } from '#story/data.ts';
import { lockFile, writeLock } from '#story/lock.ts';
import { vintageName, type VintageKey } from '#vintages/vintage.ts';
import { command } from '../cli/command.ts';
import { readPins } from '../cli/pin-options.ts';
import { refuse } from '../cli/desk-io.ts';
import { projectOf } from '../files/disk-project.ts';
import { lockedNow } from './read-edition.ts';
import { say, counted } from '#locale/say.ts';

export interface PinReport extends StoryChange {
  indicator: string;
  before: string;
  after: string;
}

/**
 * Keeps the reviewed claims and fingerprint: they tell a new pin from an edited vintage.
 * @returns 1 when an editor must read what `check` lists.
 */
export const pinVintage = command('edition pin', async ({ words: [text = ''] }, desk) => {
  const files = await projectOf(desk).read();
  const { pins: asked } = readPins({ pin: [text] }, files);
  const [[indicator, to]] = Object.entries(asked) as [[IndicatorId, VintageKey]];
  const of = declaredSource(files, to.source)?.indicator;
  if (of !== undefined && of !== indicator)
    refuse(
      'other-indicator',
      say`${to.source} is a source of ${of}, not of ${indicator}.`,
      say`Pin a vintage of a source of ${indicator}: \`npm run desk -- vintages\` lists them. If you mean this one, run \`npm run desk -- edition pin ${of}=${vintageName(to)}\`.`
    );
  const lock = lockedNow(files);
  const was = lock.pins[indicator];
  const { change } = await changeSinceLock(files, { pins: asked });
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
    step: { kind: 'pin', of: [`${indicator}=${after}`] },
    report: { indicator, before, after, ...change } satisfies PinReport,
    print({ out }) {
      out(
        before === after
          ? say`Nothing was written: ${indicator} is pinned to ${after} already.`
          : say`Pinned ${indicator}: ${before} → ${after}. Readers see nothing of it before you publish.`
      );
      out(say`Changed: ${counts.join(', ')}. Promises that do not hold: ${broken.length}.`);
      out(
        after === vintageByFingerprint(files, was.sha256)
          ? say`${lockFile} was locked with this release: nothing is left to do.`
          : say`The pin is not locked yet. Read what it changes with \`npm run desk -- check\`, then lock the edition with \`npm run desk -- edition lock\`${before === after ? '' : say`, or take the pin back with \`npm run desk -- undo\``}.`
      );
    }
  };
});

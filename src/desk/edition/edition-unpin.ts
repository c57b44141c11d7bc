import { join } from 'node:path';
import { openStory } from '../../site/story/open-story.ts';
import { vintageWith } from '../../site/story/open-pins.ts';
import { storyFiles, withLock } from '../../site/story/story-files.ts';
import { indicators, type IndicatorId } from '../../story/data.ts';
import { vintageName } from '../../vintages/vintage.ts';
import { lockFile, writeLock, type Lock } from '../../story/lock.ts';
import { command, nothingWritten, flag, readVintageName, type Answer } from '../cli/command.ts';
import { movePin } from './edition-pin.ts';
import { lockedNow } from '../output/built-apart.ts';
import { Refusal } from '../cli/desk-io.ts';
import { writeWhole } from '../files/write-whole.ts';

const name = 'edition unpin <indicator> | <source>/<release> [--json]';

/** `edition unpin` takes back an unlocked pin, or stops keeping a vintage that nothing reads. @returns 1 when a sentence still changes. */
export const unpinVintage = command(name, { json: flag }, nothingWritten, async ({ positionals, usage }, desk) => {
  const [text = '', ...more] = positionals;
  if (text === '' || more.length > 0) throw new Refusal(`found "${positionals.join(' ')}" after edition unpin, expected ${usage}`);
  const lock = await lockedNow(desk.root);
  const indicator = indicators.find((one) => one === text);
  if (indicator) return takeBack(indicator, lock, desk.root);
  if (!text.includes('/')) throw new Refusal(`found "${text}" after edition unpin, expected ${usage} with one of ${indicators.join(', ')}`);
  return forget(text, lock, desk.root);
});

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
  if (lost.length > 0) throw new Refusal(`found ${name} read by ${lost.join(', ')}, expected a vintage that no claim reads`);
  await writeWhole(join(root, lockFile), text);
  return {
    report: { unkept: name },
    print: ({ out }) => out(`The edition no longer keeps ${name}; the vintage itself stays in data/vintages.`)
  };
}

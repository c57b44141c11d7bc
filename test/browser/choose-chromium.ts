import { ensureChromium } from '../../src/desk/testing/chromium.ts';
import { thisMachine } from '../../src/desk/testing/machine.ts';
import { probeChromium } from '../../src/desk/testing/launch-chromium.ts';

/**
 * Chooses the Chromium of the run where the test command has not: by itself, vitest installs
 * nothing.
 * @throws Error when there is none.
 */
export async function setup(): Promise<void> {
  if (
    process.env['TERHUBUNG_CHROMIUM'] === process.env['CHROMIUM_PATH'] &&
    process.env['CHROMIUM_PATH']
  )
    return;
  const chosen = await ensureChromium(
    { err: () => undefined },
    { ...thisMachine(), isRoot: false },
    probeChromium
  );
  if ('missing' in chosen)
    throw new Error(`${chosen.missing} \`npm test\` installs it where it may.`);
  process.env['CHROMIUM_PATH'] = chosen.path;
  process.env['TERHUBUNG_SHELL'] = chosen.shell ?? '';
}

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { browserEnvironment, chromiumFlags, findChromium, type Probed } from './chromium.ts';
import { Refusal } from '../cli/desk-io.ts';
import { withTemporaryFolder } from '../files/temporary-folder.ts';
import type { Machine } from './machine.ts';

/**
 * Returns a Chromium without a window, `without` flags that a reader's browser lacks; the caller
 * closes it.
 * @throws Refusal when there is none.
 */
export async function launchChromium(
  options: { without?: string[]; shell?: string | undefined } = {}
): Promise<Browser> {
  const { without = [], shell } = options;
  const executablePath = shell ?? (await findChromium(process.env));
  if (!executablePath)
    throw new Refusal(
      'No Chromium found. `npm test` installs one where it may; or set CHROMIUM_PATH.'
    );
  return chromium.launch({ executablePath, args: [...chromiumFlags], ignoreDefaultArgs: without });
}

/**
 * A page that opens a window nobody asked for, and says what came of it. What a driver runs in a
 * page itself counts as asked for.
 */
const opener = `data:text/html,<script>document.title = open('about:blank') === null ? 'blocked' : 'opened'</script>`;

/**
 * Starts a program and returns whether it is a Chromium that blocks the windows nobody asked for
 * and prints a PDF.
 */
export function probeChromium(executablePath: string): Promise<Probed> {
  return withTemporaryFolder(tmpdir(), 'terhubung-home', (home) => probeAt(executablePath, home));
}

/** Probes a program as the tests start it: one that is a snap may not be let into such a home. */
async function probeAt(executablePath: string, home: string): Promise<Probed> {
  const browser = await chromium
    // Playwright lets every window open; a reader's browser lets none that nobody asked for.
    .launch({
      executablePath,
      args: [...chromiumFlags],
      ignoreDefaultArgs: ['--disable-popup-blocking'],
      env: browserEnvironment(process.env, home),
      timeout: 60_000
    })
    .catch(() => undefined);
  if (!browser) return { version: undefined, lacks: [] };
  try {
    const page = await browser.newPage();
    const lacks: string[] = [];
    await page.goto(opener);
    if ((await page.title()) !== 'blocked') lacks.push('popup blocker');
    const printed = await page.pdf().catch(() => undefined);
    if (printed?.subarray(0, 5).toString('latin1') !== '%PDF-') lacks.push('printing to PDF');
    return { version: browser.version(), lacks };
  } finally {
    await browser.close();
  }
}

/**
 * Returns what has Playwright fetch its own Chromium, as root with the system's libraries, and says
 * why it could not; undefined when it is there.
 */
export const fetchingChromium =
  (root: string) =>
  async ({ isRoot, run, runnable }: Machine): Promise<string | undefined> => {
    const script = join(root, 'node_modules', 'playwright-core', 'cli.js');
    const withLibraries = isRoot && (await runnable('/usr/bin/apt-get')) ? ['--with-deps'] : [];
    const { code, output } = await run(process.execPath, [
      script,
      'install',
      '--no-shell',
      ...withLibraries,
      'chromium'
    ]);
    if (code === 0) return undefined;
    const complaint = output.split('\n').find((line) => /^(E:|Error:)/.test(line));
    return `Playwright’s could not be fetched${complaint ? ` (${complaint.trim()})` : ''}`;
  };

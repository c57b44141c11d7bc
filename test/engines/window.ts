import { afterAll, beforeAll, vi } from 'vitest';
import { scriptTimeout } from '../../src/pages/client/boot.ts';
import { repeatsNothing } from '../hosts/repeats-nothing.ts';
import { openFirefox, openChromium } from './playwright-window.ts';
import { openWebKit } from './webkit-window.ts';

/** How a reader has set up the window and the machine. */
export interface WindowOptions {
  /** Of the page, in CSS px. */
  width?: number;
  height?: number;
  dark?: boolean;
  reducedMotion?: boolean;
  /** Whether scripts of pages run. */
  script?: boolean;
}

/**
 * A reader's window in any engine: the least that a test needs of each. What runs in a page takes
 * one argument of plain data.
 */
export interface EngineWindow {
  /** Opens an address, and returns when its page is loaded. */
  open(address: string): Promise<void>;
  /** Runs a function in the page, or in the frame that `frame` selects. */
  evaluate<Result, Arg = undefined>(
    run: (arg: Arg) => Result | Promise<Result>,
    arg?: Arg,
    frame?: string
  ): Promise<Result>;
  /** Returns what an expression is in the page, or in a frame, at this moment. */
  look(expression: string, frame?: string): Promise<unknown>;
  /** Presses what a selector finds, in the page or in a frame of it, as a pointer does. */
  click(selector: string, frame?: string): Promise<void>;
  /** Goes back in the history, as the browser's own button does. */
  back(): Promise<void>;
  /** Presses a key on whatever has the focus, by the name that `KeyboardEvent.key` gives it. */
  press(key: string): Promise<void>;
  /** Gives the page another size, in CSS px. */
  resize(width: number, height: number): Promise<void>;
  /** How many windows are open. */
  windows(): Promise<number>;
  /** The page as it is printed on A4; not every driver can. */
  pdf?(): Promise<Uint8Array>;
}

/** A running engine. */
export interface Engine {
  /** Opens a window with nothing stored, lets `use` have it, and closes it. */
  inWindow<Result>(
    options: WindowOptions,
    use: (window: EngineWindow) => Promise<Result>
  ): Promise<Result>;
  close(): Promise<void>;
}

const openers = { chromium: openChromium, firefox: openFirefox, webkit: openWebKit };
export type EngineName = keyof typeof openers;

/** The engine that these tests run in. */
export const engine = (process.env['TERHUBUNG_ENGINE'] ?? 'chromium') as EngineName;
let opened: Engine | undefined;

/**
 * Firefox takes as long to start as a test, and its windows share nothing: one serves every file of
 * a worker, and ends with it.
 */
const staysOpen = engine === 'firefox';

/**
 * Starts the engine for the tests of the file that calls it, unless one stays open from an earlier
 * file, and ends it after them.
 */
export function useEngine(): void {
  beforeAll(async () => {
    opened ??= await openers[engine]();
  });
  afterAll(async () => {
    if (staysOpen) return;
    await opened?.close();
    opened = undefined;
  });
}

/** Runs `use` in a fresh window of the engine. */
export function inWindow<Result>(
  options: WindowOptions,
  use: (window: EngineWindow) => Promise<Result>
): Promise<Result> {
  if (!opened) throw new Error('call useEngine() at the top of the test file');
  return opened.inWindow(options, use);
}

/**
 * Waits until a function gives true in the page, which may give way to another meanwhile.
 * @throws Error when it has not within two and a half minutes: WebKit's driver may lose what it was
 * to run in a page that has just come, and says so after one.
 */
export async function until<Arg = undefined>(
  window: EngineWindow,
  what: (arg: Arg) => boolean,
  arg?: Arg,
  frame?: string
): Promise<void> {
  const look = `(${String(what)})(${JSON.stringify(arg)})`;
  const holds = async () => {
    if ((await window.look(look, frame)) !== true) throw new Error('it does not hold');
  };
  await vi.waitFor(holds, { timeout: 150_000, interval: 50 }).catch(async (cause: unknown) => {
    const at = await window.look(
      `[location.href, document.readyState, document.documentElement.cloneNode().outerHTML].join(' ')`,
      frame
    );
    throw new Error(`it never came to this in ${engine}: ${look}; the page was ${String(at)}`, {
      cause
    });
  });
}

/**
 * Runs in a page and in its frames before any script of theirs: keeps what goes wrong in
 * `window.__errors`, cards from repeating themselves, and the story from giving its article back
 * where the machine alone is slow.
 */
export const keepErrors = `
  ${repeatsNothing}
  {
    const later = window.setTimeout;
    window.setTimeout = (run, time, ...given) => (time === ${scriptTimeout} ? 0 : later(run, time, ...given));
  }
  window.__errors = [];
  addEventListener('error', ({ message }) => {
    // Says only that what was observed is told in the next frame.
    if (!/^ResizeObserver loop/.test(message)) window.__errors.push(message);
  });
  addEventListener('unhandledrejection', (event) => window.__errors.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => window.__errors.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
`;

/**
 * Returns what has gone wrong in a page, or in a frame of it: errors that nobody caught, and what a
 * policy refused.
 */
export const errorsOf = (window: EngineWindow, frame?: string): Promise<string[]> =>
  window.evaluate(
    () => (globalThis as unknown as { __errors?: string[] }).__errors ?? ['errors are not kept'],
    undefined,
    frame
  );

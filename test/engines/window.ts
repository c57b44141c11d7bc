import { afterAll, beforeAll, vi } from 'vitest';
import { scriptTimeout } from '../../src/pages/client/boot.ts';
import { repeatsNothing } from '../hosts/repeats-nothing.ts';
import { openFirefox } from './firefox-window.ts';
import { openWebKit } from './webkit-window.ts';

export interface WindowOptions {
  width?: number;
  height?: number;
  dark?: boolean;
  reducedMotion?: boolean;
  script?: boolean;
}

/** A window in any engine, as far as tests need it. Functions take one argument of plain data. */
export interface EngineWindow {
  open(address: string): Promise<void>;
  evaluate<Result, Arg = undefined>(
    run: (arg: Arg) => Result | Promise<Result>,
    arg?: Arg,
    frame?: string
  ): Promise<Result>;
  look(expression: string, frame?: string): Promise<unknown>;
  click(selector: string, frame?: string): Promise<void>;
  back(): Promise<void>;
  press(key: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  windows(): Promise<number>;
  pdf?(): Promise<Uint8Array>;
}

export interface Engine {
  inWindow<Result>(
    options: WindowOptions,
    use: (window: EngineWindow) => Promise<Result>
  ): Promise<Result>;
  close(): Promise<void>;
}

const openers = { firefox: openFirefox, webkit: openWebKit };
export type EngineName = keyof typeof openers;

export const engine = (process.env['TERHUBUNG_ENGINE'] ?? 'firefox') as EngineName;
let opened: Engine | undefined;

/** Firefox takes seconds to start, so that one serves all files of a worker. */
const staysOpen = engine === 'firefox';

export function useEngine() {
  beforeAll(async () => {
    opened ??= await openers[engine]();
  });
  afterAll(async () => {
    if (staysOpen) return;
    await opened?.close();
    opened = undefined;
  });
}

export function inWindow<Result>(
  options: WindowOptions,
  use: (window: EngineWindow) => Promise<Result>
) {
  if (!opened) throw new Error('call useEngine() at the top of the test file');
  return opened.inWindow(options, use);
}

/** @throws Error after two and a half minutes: WebKit's driver reports what it lost after one. */
export async function until<Arg = undefined>(
  window: EngineWindow,
  what: (arg: Arg) => boolean,
  arg?: Arg,
  frame?: string
) {
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

/** Keeps errors, stops cards from repeating, and the story from giving up on a slow machine. */
export const keepErrors = `
  ${repeatsNothing}
  {
    const later = window.setTimeout;
    window.setTimeout = (run, time, ...given) => (time === ${scriptTimeout} ? 0 : later(run, time, ...given));
  }
  window.__errors = [];
  addEventListener('error', ({ message }) => {
    // It only means that the observer continues in the next frame.
    if (!/^ResizeObserver loop/.test(message)) window.__errors.push(message);
  });
  addEventListener('unhandledrejection', (event) => window.__errors.push(String(event.reason)));
  addEventListener('securitypolicyviolation', (event) => window.__errors.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
`;

export const errorsOf = (window: EngineWindow, frame?: string) =>
  window.evaluate(
    () => (globalThis as unknown as { __errors?: string[] }).__errors ?? ['errors are not kept'],
    undefined,
    frame
  );

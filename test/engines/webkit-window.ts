import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { WebDriverSession } from './web-driver.ts';
import { keepErrors, type Engine, type EngineWindow, type WindowOptions } from './window.ts';

/** The toolbar is wider than a phone. */
const narrow =
  '* { min-width: 0; min-height: 0; margin: 0; border: 0; padding: 0; font-size: 1px }';

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** Without -noreset the screen restarts when its last window closes, and the driver hangs. */
async function startScreen() {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe']
    }
  );
  const [number] = (await once(screen.stdio[3]!, 'data')) as [Buffer];
  return { screen, display: `:${String(number).trim()}` };
}

async function startDriver(env: NodeJS.ProcessEnv) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env, stdio: 'ignore' });
  const address = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(`${address}/status`).then(
      ({ ok }) => ok,
      () => false
    );
  while (!(await answers())) {
    if (driver.exitCode !== null) throw new Error(`WebKitWebDriver ended with ${driver.exitCode}`);
  }
  return { driver, address };
}

function windowOf(session: WebDriverSession): EngineWindow {
  return {
    open: (address) => session.open(address),
    evaluate: async (run, arg, frame) =>
      (await session.inFrame(frame, () =>
        session.evaluate(run as (arg: never) => unknown, arg)
      )) as never,
    look: (expression, frame) => session.inFrame(frame, () => session.look(expression)),
    click: (selector, frame) => session.inFrame(frame, () => session.click(selector)),
    back: () => session.back(),
    press: (key) => session.press(key),
    async resize(width, height) {
      // The borders have the same size in every window.
      await session.setSize(width + 100, height + 200);
      const inner = (await session.evaluate(() => [innerWidth, innerHeight], null)) as [
        number,
        number
      ];
      await session.setSize(2 * width + 100 - inner[0], 2 * height + 200 - inner[1]);
      const fits = ([wide, high]: [number, number]) => innerWidth === wide && innerHeight === high;
      for (
        const until = performance.now() + 10_000;
        !(await session.evaluate(fits as (arg: never) => unknown, [width, height]));
      ) {
        if (performance.now() > until)
          throw new Error(`WebKit's window cannot be ${width} × ${height} px`);
      }
    },
    windows: () => session.windows()
  };
}

export async function openWebKit(): Promise<Engine> {
  const folder = await mkdtemp(join(tmpdir(), 'terhubung-webkit-'));
  const { screen, display } = await startScreen();
  await writeFile(join(folder, 'keep-errors.js'), keepErrors);

  const cardsFolder = async ({ reducedMotion }: WindowOptions) => {
    const home = join(folder, reducedMotion ? 'still' : 'moving');
    await mkdir(join(home, 'gtk-3.0'), { recursive: true });
    await writeFile(join(home, 'gtk-3.0', 'gtk.css'), narrow);
    await writeFile(
      join(home, 'gtk-3.0', 'settings.ini'),
      `[Settings]\ngtk-enable-animations=${reducedMotion ? 0 : 1}\n`
    );
    return home;
  };
  return {
    async inWindow(options, use) {
      const home = await cardsFolder(options);
      const env = {
        ...process.env,
        DISPLAY: display,
        XDG_CONFIG_HOME: home,
        XDG_CACHE_HOME: home,
        XDG_DATA_HOME: home,
        NO_AT_BRIDGE: '1'
      };
      const { driver, address } = await startDriver(env);
      try {
        const session = await WebDriverSession.start(address, {
          'webkitgtk:browserOptions': {
            args: [
              '--automation',
              `--user-script-at-start=${join(folder, 'keep-errors.js')}`,
              ...(options.dark ? ['--dark-mode'] : []),
              ...(options.script === false ? ['--enable-javascript-markup=false'] : [])
            ]
          }
        });
        try {
          // Without a window manager a window has no focus.
          spawnSync(
            'xdotool',
            ['search', '--sync', '--onlyvisible', '--class', 'MiniBrowser', 'windowfocus'],
            {
              env: { ...process.env, DISPLAY: display }
            }
          );
          const window = windowOf(session);
          await window.resize(options.width ?? 1280, options.height ?? 800);
          return await use(window);
        } finally {
          await session.close();
        }
      } finally {
        await end(driver);
      }
    },
    async close() {
      await end(screen);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  };
}

import type { Machine } from '../../src/desk/testing/machine.ts';

/** What Debian's packages bring. */
const brings: Readonly<Record<string, readonly string[]>> = {
  chromium: ['/usr/bin/chromium'],
  'chromium-headless-shell': ['/usr/bin/chromium-headless-shell'],
  'firefox-esr': ['/usr/bin/firefox-esr'],
  'webkit2gtk-driver': ['/usr/bin/WebKitWebDriver'],
  xvfb: ['/usr/bin/Xvfb'],
  xdotool: ['/usr/bin/xdotool']
};

export interface FakeMachine extends Machine {
  /** Where it has programs. */
  programs: Set<string>;
  /** The packages that were installed, in order. */
  installed: string[];
  /** The commands that were run. */
  ran: string[];
}

/**
 * Returns a machine with some programs, on which nothing real is run; `aptSays` is what `apt-get
 * install` ends with when it fails.
 */
export function fakeMachine(what: {
  programs?: readonly string[];
  env?: Machine['env'];
  isRoot?: boolean;
  apt?: boolean;
  aptSays?: string;
  /** Whether what is installed brings nothing. */
  stubs?: boolean;
  /** The versions of packages, as Debian says them. */
  versions?: Readonly<Record<string, string>>;
  /** Commands that it has not. */
  fails?: readonly string[];
}): FakeMachine {
  const programs = new Set([
    ...(what.programs ?? []),
    ...(what.apt === false ? [] : ['/usr/bin/apt-get'])
  ]);
  const installed: string[] = [];
  const ran: string[] = [];
  return {
    env: what.env ?? {},
    isRoot: what.isRoot ?? true,
    programs,
    installed,
    ran,
    runnable: async (path) => programs.has(path),
    async run(command, args) {
      ran.push([command, args[0]].join(' '));
      if (what.fails?.includes(command)) return { code: 1, output: `spawn ${command} ENOENT` };
      const version = command === 'dpkg-query' ? what.versions?.[args.at(-1)!] : '';
      if (version !== '')
        return version === undefined
          ? { code: 1, output: 'no packages found' }
          : { code: 0, output: version };
      if (args[0] !== 'install') return { code: 0, output: '' };
      if (what.aptSays !== undefined)
        return { code: 100, output: `Reading package lists...\n${what.aptSays}\n` };
      const packages = args.slice(1).filter((arg) => !arg.startsWith('-'));
      installed.push(...packages);
      for (const name of packages)
        for (const path of what.stubs ? [] : (brings[name] ?? [])) programs.add(path);
      return { code: 0, output: '' };
    }
  };
}

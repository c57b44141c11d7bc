import { chromium } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { ensureChromium, findChromium, type Probed } from '../../src/desk/testing/chromium.ts';
import { fetchingChromium } from '../../src/desk/testing/launch-chromium.ts';
import type { Machine } from '../../src/desk/testing/machine.ts';
import { Refusal } from '../../src/desk/cli/desk-io.ts';
import { fakeMachine } from './fake-machine.ts';

const debian = '/usr/bin/chromium';
const debianShell = '/usr/bin/chromium-headless-shell';
const whole = '156.0.8078.108';
const shell: Probed = { version: whole, lacks: ['popup blocker'] };
/** A probe by which every program is whole but the shell and those named here. */
const probing =
  (others: Readonly<Record<string, Probed>> = {}) =>
  async (path: string): Promise<Probed> =>
    others[path] ?? (path === debianShell ? shell : { version: whole, lacks: [] });
const quiet = { err: () => undefined };
type Fetch = (machine: Machine) => Promise<string | undefined>;
const ensure = (machine: Machine, probe = probing(), fetch?: Fetch) =>
  ensureChromium(quiet, machine, probe, fetch);
/** Where Playwright puts its own. */
const own = chromium.executablePath();

describe('findChromium', () => {
  it('takes the one that is named over any other', async () => {
    const machine = fakeMachine({
      programs: ['/own/chrome', debian],
      env: { CHROMIUM_PATH: '/own/chrome' }
    });
    expect(await findChromium(machine.env, machine.runnable)).toBe('/own/chrome');
  });

  it('refuses a name that cannot be run, and says so', async () => {
    const { env, runnable } = fakeMachine({ env: { CHROMIUM_PATH: '/own/nothing' } });
    await expect(findChromium(env, runnable)).rejects.toThrow(Refusal);
    await expect(findChromium(env, runnable)).rejects.toThrow(/CHROMIUM_PATH.*nothing/);
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome', 'chromium-headless-shell'])(
    'finds %s on the path',
    async (name) => {
      const { env, runnable } = fakeMachine({
        programs: [`/opt/${name}`],
        env: { PATH: '/nowhere:/opt' }
      });
      expect(await findChromium(env, runnable)).toBe(`/opt/${name}`);
    }
  );

  it('prefers Chromium to the shell without a window, wherever they stand', async () => {
    const { env, runnable } = fakeMachine({
      programs: ['/first/chromium-headless-shell', '/second/chromium'],
      env: { PATH: '/first:/second' }
    });
    expect(await findChromium(env, runnable)).toBe('/second/chromium');
  });
});

describe('ensureChromium', () => {
  it('tests in Debian’s own and in its shell, whatever stands first on the path', async () => {
    const machine = fakeMachine({
      programs: ['/first/chromium', debian, debianShell],
      env: { PATH: '/first:/usr/bin' }
    });
    expect(await ensure(machine)).toEqual({ path: debian, version: whole, shell: debianShell });
    expect(machine.installed).toEqual([]);
  });

  it.each([
    ['neither', ['/first/chromium'], ['chromium', 'chromium-headless-shell']],
    ['only Chromium', ['/first/chromium', debian], ['chromium-headless-shell']],
    ['only its shell', ['/first/chromium', debianShell], ['chromium']]
  ])('installs what is missing on a machine that has %s', async (_, programs, missing) => {
    const machine = fakeMachine({ programs, env: { PATH: '/first:/usr/bin' } });
    expect(await ensure(machine)).toEqual({ path: debian, version: whole, shell: debianShell });
    expect(machine.installed).toEqual(missing);
    expect(machine.ran.filter((command) => command === 'apt-get update')).toHaveLength(1);
  });

  it.each<[string, Probed]>([
    ['of another version', { version: '140.0.1.1', lacks: ['popup blocker'] }],
    ['that prints no PDF', { version: whole, lacks: ['popup blocker', 'printing to PDF'] }],
    ['that does not start', { version: undefined, lacks: [] }]
  ])('tests all in Chromium beside a shell %s', async (_, probed) => {
    const machine = fakeMachine({ programs: [debian, debianShell], env: { PATH: '/usr/bin' } });
    expect(await ensure(machine, probing({ [debianShell]: probed }))).toEqual({
      path: debian,
      version: whole,
      shell: undefined
    });
  });

  it.each([
    ['apt-get', { apt: false }],
    ['root', { isRoot: false }]
  ])('tests all in Chromium where its shell cannot be had for want of %s', async (_, what) => {
    const machine = fakeMachine({ programs: [debian], env: { PATH: '/usr/bin' }, ...what });
    expect(await ensure(machine)).toEqual({ path: debian, version: whole, shell: undefined });
  });

  it.each([
    ['apt-get', { apt: false }],
    ['root', { isRoot: false }]
  ])('without %s takes the first other one that has what the tests need', async (_, what) => {
    const machine = fakeMachine({
      programs: [debianShell, '/first/chromium', '/second/google-chrome'],
      env: { PATH: '/usr/bin:/first:/second' },
      ...what
    });
    const probe = probing({ '/first/chromium': shell });
    expect(await ensure(machine, probe)).toEqual({
      path: '/second/google-chrome',
      version: whole,
      shell: undefined
    });
    expect(machine.installed).toEqual([]);
  });

  it.each([
    ['no apt-get', { apt: false }, /no apt-get/],
    ['no root', { isRoot: false }, /only root/],
    [
      'apt-get that fails',
      { aptSays: 'E: Unable to locate package chromium' },
      /Unable to locate package chromium/
    ],
    [
      'apt-get that brings a stub, as Ubuntu’s',
      { stubs: true },
      /apt-get’s chromium did not bring \/usr\/bin\/chromium/
    ]
  ])(
    'says in one sentence why there is none with %s, what was passed over, and what to do',
    async (_, what, why) => {
      const machine = fakeMachine({ programs: [debianShell], env: { PATH: '/usr/bin' }, ...what });
      const { missing } = (await ensure(machine, probing())) as { missing: string };
      expect(missing).toMatch(why);
      expect(missing).toContain('/usr/bin/chromium-headless-shell has no popup blocker');
      expect(missing).toMatch(
        /Debian: `apt-get install chromium`; elsewhere: `npx playwright-core install --with-deps chromium`\) or set CHROMIUM_PATH/
      );
      expect(missing).not.toContain('\n');
    }
  );

  describe('where the system has none', () => {
    const without = {
      programs: [debianShell],
      env: { PATH: '/usr/bin' },
      aptSays: 'E: Package chromium has no installation candidate'
    };

    it.each([
      ['Ubuntu, whose own is a snap', { isRoot: true }],
      ['a machine of somebody who is not root', { isRoot: false }]
    ])('fetches Playwright’s own on %s, and takes it from then on', async (_, who) => {
      const machine = fakeMachine({ ...without, ...who });
      const fetch: Fetch = async () => void machine.programs.add(own);
      expect(await ensure(machine, probing(), fetch)).toEqual({
        path: own,
        version: whole,
        shell: undefined
      });
      machine.programs.delete(debianShell);
      expect(await findChromium(machine.env, machine.runnable)).toBe(own);
      expect(await ensure(machine, probing(), () => expect.fail('fetched again'))).toEqual({
        path: own,
        version: whole,
        shell: undefined
      });
    });

    it('says why that could not be fetched, beside why there was none', async () => {
      const { missing } = (await ensure(
        fakeMachine(without),
        probing(),
        async () => 'Playwright’s could not be fetched'
      )) as {
        missing: string;
      };
      expect(missing).toMatch(
        /has no popup blocker; apt-get could not .*no installation candidate\); Playwright’s could not be fetched\): install/
      );
    });

    it('says once what is wrong with the one that was fetched', async () => {
      const machine = fakeMachine({ ...without, programs: [own] });
      const broken = probing({ [own]: { version: undefined, lacks: [] } });
      const { missing } = (await ensure(machine, broken, async () => undefined)) as {
        missing: string;
      };
      expect(missing.split('does not start')).toHaveLength(2);
    });

    it('fetches nothing while another will do', async () => {
      const machine = fakeMachine({
        ...without,
        programs: ['/opt/google-chrome'],
        env: { PATH: '/opt' }
      });
      expect(await ensure(machine, probing(), () => expect.fail('fetched'))).toMatchObject({
        path: '/opt/google-chrome'
      });
    });

    it.each([
      ['root', {}, ['--with-deps']],
      ['root without apt-get', { apt: false }, []],
      ['who is not root', { isRoot: false }, []]
    ])(
      'asks Playwright, for %s, for the system’s libraries where they can be had',
      async (_, who, more) => {
        const asked: string[] = [];
        const run: Machine['run'] = async (_, args) => {
          asked.push(...args.slice(1));
          return {
            code: 1,
            output:
              'Downloading Chrome\nFailed to install browsers\nError: getaddrinfo ENOTFOUND cdn.example\n    at x\n'
          };
        };
        const why = await fetchingChromium('/project')({ ...fakeMachine(who), run });
        expect(asked).toEqual(['install', '--no-shell', ...more, 'chromium']);
        expect(why).toBe(
          'Playwright’s could not be fetched (Error: getaddrinfo ENOTFOUND cdn.example)'
        );
      }
    );
  });

  it.each<[string, Probed, RegExp]>([
    [
      'lacks something',
      { version: whole, lacks: ['popup blocker', 'printing to PDF'] },
      /has no popup blocker and no printing to PDF/
    ],
    ['does not start', { version: undefined, lacks: [] }, /does not start/]
  ])('refuses the one that is named when it %s', async (_, probed, why) => {
    const machine = fakeMachine({
      programs: ['/own/chrome', debian],
      env: { CHROMIUM_PATH: '/own/chrome' }
    });
    await expect(ensure(machine, probing({ '/own/chrome': probed }))).rejects.toThrow(why);
    await expect(ensure(machine, probing({ '/own/chrome': probed }))).rejects.toThrow(Refusal);
  });
});

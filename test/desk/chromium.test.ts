import { describe, expect, it } from 'vitest';
import { ensureChromium, findChromium, type Probed } from '../../src/desk/chromium.ts';
import type { Machine } from '../../src/desk/machine.ts';
import { Refusal } from '../../src/desk/refusal.ts';
import { fakeMachine } from './fake-machine.ts';

const debian = '/usr/bin/chromium';
const whole = '156.0.8078.108';
const shell: Probed = { version: whole, lacks: ['popup blocker'] };
/** A probe by which every program is whole but those named here. */
const probing =
  (others: Readonly<Record<string, Probed>> = {}) =>
  async (path: string): Promise<Probed> =>
    others[path] ?? { version: whole, lacks: [] };
const quiet = { err: () => undefined };
const ensure = (machine: Machine, probe = probing()) => ensureChromium(quiet, machine, probe);

describe('findChromium', () => {
  it('takes the one that is named over any other', async () => {
    const machine = fakeMachine({ programs: ['/own/chrome', debian], env: { CHROMIUM_PATH: '/own/chrome' } });
    expect(await findChromium(machine.env, machine.runnable)).toBe('/own/chrome');
  });

  it('refuses a name that cannot be run, and says so', async () => {
    const { env, runnable } = fakeMachine({ env: { CHROMIUM_PATH: '/own/nothing' } });
    await expect(findChromium(env, runnable)).rejects.toThrow(Refusal);
    await expect(findChromium(env, runnable)).rejects.toThrow(/CHROMIUM_PATH.*nothing/);
  });

  it.each(['chromium', 'chromium-browser', 'google-chrome', 'chromium-headless-shell'])('finds %s on the path', async (name) => {
    const { env, runnable } = fakeMachine({ programs: [`/opt/${name}`], env: { PATH: '/nowhere:/opt' } });
    expect(await findChromium(env, runnable)).toBe(`/opt/${name}`);
  });

  it('prefers Chromium to the shell without a window, wherever they stand', async () => {
    const { env, runnable } = fakeMachine({
      programs: ['/first/chromium-headless-shell', '/second/chromium'],
      env: { PATH: '/first:/second' }
    });
    expect(await findChromium(env, runnable)).toBe('/second/chromium');
  });
});

describe('ensureChromium', () => {
  it('tests in Debian’s own, whatever stands first on the path', async () => {
    const machine = fakeMachine({ programs: ['/first/chromium', debian], env: { PATH: '/first:/usr/bin' } });
    expect(await ensure(machine)).toEqual({ path: debian, version: whole });
    expect(machine.installed).toEqual([]);
  });

  it('installs Debian’s own beside another one', async () => {
    const machine = fakeMachine({ programs: ['/first/chromium', '/usr/bin/chromium-headless-shell'], env: { PATH: '/first:/usr/bin' } });
    expect(await ensure(machine)).toEqual({ path: debian, version: whole });
    expect(machine.installed).toEqual(['chromium']);
  });

  it.each([
    ['apt-get', { apt: false }],
    ['root', { isRoot: false }]
  ])('without %s takes the first other one that has what the tests need', async (_, what) => {
    const machine = fakeMachine({
      programs: ['/usr/bin/chromium-headless-shell', '/first/chromium', '/second/google-chrome'],
      env: { PATH: '/usr/bin:/first:/second' },
      ...what
    });
    const probe = probing({ '/first/chromium': shell, '/usr/bin/chromium-headless-shell': shell });
    expect(await ensure(machine, probe)).toEqual({ path: '/second/google-chrome', version: whole });
    expect(machine.installed).toEqual([]);
  });

  it.each([
    ['no apt-get', { apt: false }, /no apt-get/],
    ['no root', { isRoot: false }, /only root/],
    ['apt-get that fails', { aptSays: 'E: Unable to locate package chromium' }, /Unable to locate package chromium/]
  ])('says in one sentence why there is none with %s, what was passed over, and what to do', async (_, what, why) => {
    const machine = fakeMachine({ programs: ['/usr/bin/chromium-headless-shell'], env: { PATH: '/usr/bin' }, ...what });
    const { missing } = (await ensure(machine, probing({ '/usr/bin/chromium-headless-shell': shell }))) as { missing: string };
    expect(missing).toMatch(why);
    expect(missing).toContain('/usr/bin/chromium-headless-shell has no popup blocker');
    expect(missing).toMatch(/apt-get install chromium`\) or set CHROMIUM_PATH/);
    expect(missing).not.toContain('\n');
  });

  it.each<[string, Probed, RegExp]>([
    ['lacks something', { version: whole, lacks: ['popup blocker', 'printing to PDF'] }, /has no popup blocker and no printing to PDF/],
    ['does not start', { version: undefined, lacks: [] }, /does not start/]
  ])('refuses the one that is named when it %s', async (_, probed, why) => {
    const machine = fakeMachine({ programs: ['/own/chrome', debian], env: { CHROMIUM_PATH: '/own/chrome' } });
    await expect(ensure(machine, probing({ '/own/chrome': probed }))).rejects.toThrow(why);
    await expect(ensure(machine, probing({ '/own/chrome': probed }))).rejects.toThrow(Refusal);
  });
});

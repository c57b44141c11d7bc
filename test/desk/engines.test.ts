import { describe, expect, it } from 'vitest';
import { engines, ensureEngine, ensureGit } from '../../src/desk/testing/engines.ts';
import { fakeMachine } from './fake-machine.ts';

const quiet = { err: () => undefined };

describe.each(engines)('ensureEngine for $title', (engine) => {
  it('installs nothing where every program is there', async () => {
    const machine = fakeMachine({ programs: engine.programs });
    expect(await ensureEngine(engine, quiet, machine)).toBeUndefined();
    expect(machine.installed).toEqual([]);
  });

  it('installs what brings its programs, after renewing the lists once', async () => {
    const machine = fakeMachine({ programs: engine.programs.slice(1) });
    expect(await ensureEngine(engine, quiet, machine)).toBeUndefined();
    expect(machine.installed).toEqual(engine.packages);
    expect(machine.ran.filter((command) => command.startsWith('apt-get'))).toEqual([
      'apt-get update',
      'apt-get install'
    ]);
  });

  it.each([
    ['no apt-get', { apt: false }, /no apt-get/],
    ['no root', { isRoot: false }, /only root/],
    [
      'apt-get that fails',
      { aptSays: 'E: Could not resolve deb.debian.org' },
      /Could not resolve deb\.debian\.org/
    ]
  ])('says why it is left out with %s, and what to install', async (_, what, why) => {
    const said = await ensureEngine(engine, quiet, fakeMachine(what));
    expect(said).toMatch(why);
    for (const name of engine.packages) expect(said).toContain(name);
    expect(said).not.toContain('\n');
  });

  it.each([
    ['older', '1.9.1esr-1~deb12u1', /is older than/],
    ['older, of another count', '1:1.9-2', /is older than/],
    ['the oldest that will do', `${engine.minVersion}.0esr-1~deb13u1`, undefined],
    ['newer', `2:${Number(engine.minVersion) + 1}.0-1`, undefined]
  ])('leaves out a version that is %s than the tests were tried in', async (_, version, why) => {
    const machine = fakeMachine({
      programs: engine.programs,
      versions: { [engine.packages[0]]: version }
    });
    const said = await ensureEngine(engine, quiet, machine);
    if (why) expect(said).toMatch(why);
    else expect(said).toBeUndefined();
    // The system's packages may have come to a newer one.
    expect(machine.installed).toEqual(why ? engine.packages : []);
  });
});

it('asks nobody to install an engine that is there and too old', async () => {
  const machine = fakeMachine({
    programs: engines[0].programs,
    versions: { [engines[0].packages[0]]: '1.9-1' },
    isRoot: false
  });
  expect(await ensureEngine(engines[0], quiet, machine)).toMatch(
    / is older than \S+, the oldest that the tests were tried in$/
  );
});

describe('ensureGit', () => {
  it('installs it where there is none', async () => {
    const machine = fakeMachine({ fails: ['git'] });
    expect(await ensureGit(quiet, machine)).toBeUndefined();
    expect(machine.installed).toEqual(['git']);
  });

  it('installs nothing where it is there', async () => {
    const machine = fakeMachine({});
    expect(await ensureGit(quiet, machine)).toBeUndefined();
    expect(machine.installed).toEqual([]);
  });

  it('says why there is none', async () => {
    expect(await ensureGit(quiet, fakeMachine({ fails: ['git'], isRoot: false }))).toMatch(
      /^this machine has none and only root/
    );
  });
});

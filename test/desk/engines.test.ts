import { describe, expect, it } from 'vitest';
import { engines, ensureEngine } from '../../src/desk/testing/engines.ts';
import { fakeMachine } from './fake-machine.ts';

const quiet = { err: () => undefined };

describe.each(engines)('ensureEngine for $title', (engine) => {
  it('installs nothing where every program is there', async () => {
    const machine = fakeMachine({ programs: engine.programs });
    expect(await ensureEngine(engine, quiet, machine)).toBeUndefined();
    expect(machine.ran).toEqual([]);
  });

  it('installs what brings its programs, after renewing the lists once', async () => {
    const machine = fakeMachine({ programs: engine.programs.slice(1) });
    expect(await ensureEngine(engine, quiet, machine)).toBeUndefined();
    expect(machine.installed).toEqual(engine.packages);
    expect(machine.ran).toEqual(['apt-get update', 'apt-get install']);
  });

  it.each([
    ['no apt-get', { apt: false }, /no apt-get/],
    ['no root', { isRoot: false }, /only root/],
    ['apt-get that fails', { aptSays: 'E: Could not resolve deb.debian.org' }, /Could not resolve deb\.debian\.org/]
  ])('says why it is left out with %s, and what to install', async (_, what, why) => {
    const said = await ensureEngine(engine, quiet, fakeMachine(what));
    expect(said).toMatch(why);
    for (const name of engine.packages) expect(said).toContain(name);
    expect(said).not.toContain('\n');
  });
});

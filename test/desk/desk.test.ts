import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { visible } from '../../src/desk/cli/desk-io.ts';
import { commands } from '../../src/desk/cli/commands.ts';
import { desk } from '../../src/desk/cli/desk.ts';
import { runScript } from '../../src/desk/cli/run-script.ts';
import { recordingDesk } from './recording-desk.ts';

function silentDesk() {
  const io = recordingDesk('/nowhere');
  return { io, out: io.printed, err: io.complained };
}

describe('desk', () => {
  it.each([[['help']], [['--help']], [['-h']]])(
    '%j prints every command and ends well',
    async (argv) => {
      const { io, out, err } = silentDesk();
      expect(await desk(argv, io)).toBe(0);
      for (const name of ['take', 'check', 'edition']) expect(out.join('\n')).toContain(name);
      expect(err).toEqual([]);
    }
  );

  it.each([[['help', 'take']], [['take', '--help']]])(
    '%j says how a file is taken',
    async (argv) => {
      const { io, out } = silentDesk();
      expect(await desk(argv, io)).toBe(0);
      expect(out.join('\n')).toContain('--source');
    }
  );

  it('prints the help of every command', async () => {
    const { io, out } = silentDesk();
    await desk(['help'], io);
    for (const name of Object.keys(commands)) await desk(['help', name], io);
    // The usage of each command is in the snapshot of its refusals.
    expect(out.filter((line) => !line.startsWith('npm run')).join('\n')).toMatchSnapshot();
  });

  it.each([[['tkae']], [['help', 'tkae']], [['constructor']]])(
    '%j is refused with what exists',
    async (argv) => {
      const { io, out, err } = silentDesk();
      expect(await desk(argv, io)).toBe(2);
      expect(out).toEqual([]);
      expect(err.join('\n')).toContain(argv.at(-1));
      expect(err.join('\n')).toContain('take');
    }
  );
});

describe('visible', () => {
  it.each([
    ['\u001b[2Jx\u0007\u009b1m\r', '\\u001b[2Jx\\u0007\\u009b1m\\u000d'],
    ['Vanua\u202etu\u2066', 'Vanua\\u202etu\\u2066'],
    ['two\n\tlines – Côte d’Ivoire', 'two\n\tlines – Côte d’Ivoire']
  ])(
    'lets no text of a file command the terminal or turn around what an editor reads: %j',
    (text, shown) => {
      expect(visible(text)).toBe(shown);
    }
  );
});

describe('runScript', () => {
  it('says in words that the disk is in the way, where it is, and shows no trace', async () => {
    const { io, out, err } = silentDesk();
    const root = await mkdtemp(join(tmpdir(), 'terhubung-disk-'));
    try {
      // A link that leads to itself: nothing can be written there, whoever asks.
      await symlink('build', join(root, 'build'));
      expect(await runScript('desk', ['edition', 'lock', '--json'], { ...io, root })).toBe(2);
    } finally {
      await rm(root, { recursive: true });
    }
    expect(JSON.parse(out.join('\n'))).toMatchObject({ refused: { kind: 'link-loop' } });
    expect(err.join('\n')).not.toMatch(/\n\s+at |\.ts:\d/);
  });

  it.each(['', 'strat', 'toString'])('refuses "%s" with what exists', async (name) => {
    const { io, err } = silentDesk();
    expect(await runScript(name, [], io)).toBe(2);
    expect(err.join('\n')).toContain('desk');
  });
});

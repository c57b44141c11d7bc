import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withLock, type LockRequest } from '../../src/desk/cli/desk-lock.ts';
import {
  unlock,
  ownHolder,
  readHolder,
  tryLock,
  isAlive
} from '../../src/desk/files/exclusive-file.ts';
import { Refusal } from '../../src/desk/cli/desk-io.ts';

let root = '';
let path = '';
const children: ChildProcess[] = [];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-lock-'));
  path = join(root, 'build/desk.lock');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

const desk = { now: () => new Date('2026-11-25T10:00:00Z') };
const request = (): LockRequest => ({ path, what: 'this project', command: 'desk take' });
/** Lets another process hold the lock, which does nothing else. */
async function heldByAnother(alive: boolean) {
  const idle = ['-e', 'setInterval(() => {}, 1000)'];
  const child = alive ? spawn(process.execPath, idle) : undefined;
  if (child) children.push(child);
  const pid = child?.pid ?? spawnSync(process.execPath, ['--version']).pid;
  await tryLock(path, { ...ownHolder('desk publish', desk.now()), pid, startedAt: '' });
  return pid;
}

const takesOver = async () =>
  expect(await withLock(request(), desk, () => Promise.resolve('x'))).toBe('x');

describe('withLock', () => {
  it('releases the lock after an error', async () => {
    await expect(withLock(request(), desk, () => Promise.reject(new Error('no')))).rejects.toThrow(
      'no'
    );
    expect(await withLock(request(), desk, () => Promise.resolve('then'))).toBe('then');
    expect(await readdir(join(root, 'build'))).toEqual([]);
  });

  it('names a holder at once', async () => {
    const pid = await heldByAnother(true);
    const refused = withLock(request(), desk, () => Promise.resolve());
    await expect(refused).rejects.toThrow(Refusal);
    await expect(refused).rejects.toThrow(
      `\`desk publish\` (process ${pid} on ${hostname()}, since 2026-11-25T10:00:00Z) is using this project.`
    );
    expect((await readHolder(path))?.pid).toBe(pid);
  });

  it('takes over from a process that has ended', async () => {
    await heldByAnother(false);
    await takesOver();
    expect(await readdir(join(root, 'build'))).toEqual([]);
  });

  it('takes over from a process that died while taking over', async () => {
    await heldByAnother(false);
    const dead = (await readHolder(path))!;
    await writeFile(`${path}.breaking`, JSON.stringify(dead));
    await takesOver();
  });

  it.runIf(process.platform === 'linux')('takes over when the pid was reused', async () => {
    const pid = await heldByAnother(true);
    await writeFile(
      path,
      JSON.stringify({ ...ownHolder('desk take', desk.now()), pid, startedAt: '1' })
    );
    await takesOver();
  });

  it('does not take over from another machine', async () => {
    await heldByAnother(false);
    await writeFile(path, JSON.stringify({ ...(await readHolder(path)), host: 'elsewhere' }));
    await expect(withLock(request(), desk, () => Promise.resolve())).rejects.toThrow(
      'on elsewhere'
    );
  });

  it('takes over an invalid lock file', async () => {
    await withLock(request(), desk, () => Promise.resolve());
    await writeFile(path, '{"pid":');
    await takesOver();
  });

  it('runs one at a time, also after a dead holder', async () => {
    await heldByAnother(false);
    const log = join(root, 'log');
    await writeFile(log, '0');
    const add = async () => {
      const before = Number(await readFile(log, 'utf8'));
      await new Promise((resolve) => setTimeout(resolve, 2));
      await writeFile(log, String(before + 1));
    };
    const untilFree = async (): Promise<void> => withLock(request(), desk, add).catch(untilFree);
    await Promise.all(Array.from({ length: 8 }, untilFree));
    expect(await readFile(log, 'utf8')).toBe('8');
  });
});

it('does not release a lock that another desk has taken over', async () => {
  const [own, other] = [
    ownHolder('desk take', new Date(0)),
    ownHolder('desk publish', new Date(0))
  ];
  expect(await tryLock(path, own)).toBeUndefined();
  await writeFile(path, JSON.stringify(other));
  await unlock(path, own);
  expect(await readHolder(path)).toEqual(other);
  await unlock(path, other);
  expect(await readHolder(path)).toBeUndefined();
});

it('counts another user’s process as alive', () => {
  const asking = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
  });
  expect(isAlive({ pid: process.pid, startedAt: '' })).toBe(true);
  asking.mockRestore();
});

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { npmCommand } from '../../src/desk/installed.mjs';
import { freePort } from '../free-port.ts';

const root = join(import.meta.dirname, '..', '..');
const isServed = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false
  );

it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGKILL'] as const)(
  '`npm start` serves the story until npm ends by %s',
  async (signal) => {
    const port = await freePort();
    const [command, ...before] = npmCommand(process.env);
    const npm = spawn(command, [...before, 'start'], {
      cwd: root,
      env: { ...process.env, PORT: String(port) },
      stdio: 'ignore',
      detached: true
    });
    try {
      const url = `http://localhost:${port}/en/`;
      await expect.poll(() => isServed(url)).toBe(true);
      npm.kill(signal);
      await expect.poll(() => isServed(url), { timeout: 10_000 }).toBe(false);
    } finally {
      try {
        process.kill(-npm.pid!, 'SIGKILL');
      } catch {
        // Its whole process group has ended.
      }
    }
  }
);

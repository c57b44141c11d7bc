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

it.skipIf(process.platform === 'win32')('`npm start` serves the story until Ctrl+C', async () => {
  const port = await freePort();
  const [command, ...before] = npmCommand(process.env);
  const npm = spawn(command, [...before, 'start'], {
    cwd: root,
    env: { ...process.env, PORT: String(port) },
    stdio: 'ignore',
    detached: true
  });
  // A terminal sends its signals to the whole group.
  const send = (signal: NodeJS.Signals) => process.kill(-npm.pid!, signal);
  try {
    const url = `http://localhost:${port}/en/`;
    await expect.poll(() => isServed(url)).toBe(true);
    send('SIGINT');
    await expect.poll(() => isServed(url), { timeout: 10_000 }).toBe(false);
  } finally {
    try {
      send('SIGKILL');
    } catch {
      // Its whole process group has ended.
    }
  }
});

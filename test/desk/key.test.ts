import { mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { key } from '../../src/desk/release/key.ts';
import { publicKeyFile, readPublicKey } from '../../src/site/output/minisign.ts';
import { recordingDesk, type RecordingDesk } from './recording-desk.ts';
import { wording } from './wording.ts';

let folder = '';
let io: RecordingDesk;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'terhubung-key-')));
  await mkdir(join(folder, 'project'));
  io = recordingDesk(join(folder, 'project'));
});
afterEach(() => rm(folder, { recursive: true }));
const secret = () => join(folder, 'secrets', 'one.key');
const says = () =>
  wording(io, { folder, home: homedir() }).replace(/[0-9A-F]{16}/g, '0123456789ABCDEF');

it('makes a key that only its owner can read, and its public half', async () => {
  expect(await key([secret()], io)).toBe(0);
  expect((await stat(secret())).mode & 0o777).toBe(0o600);
  const line = readPublicKey(await readFile(join(io.root, publicKeyFile), 'utf8'));
  expect(line).toBeDefined();
  expect(says()).toMatchSnapshot();
});

it('never overwrites a file, or the key of a newsroom', async () => {
  await mkdir(join(folder, 'secrets'));
  await writeFile(secret(), 'theirs');
  expect(await key([secret()], io)).toBe(2);
  expect(await readFile(secret(), 'utf8')).toBe('theirs');
  await key([`${secret()}.first`], io);
  const before = await readFile(join(io.root, publicKeyFile), 'utf8');
  io.printed.length = 0;
  expect(await key([`${secret()}.second`], io)).toBe(2);
  expect(await readFile(join(io.root, publicKeyFile), 'utf8')).toBe(before);
  expect(says()).toMatchSnapshot();
});

it.each([[['data/secret.key']], [[]], [['one', 'two']]])('refuses %j', async (argv) => {
  expect(await key(argv, io)).toBe(2);
  expect(says()).toMatchSnapshot();
  await expect(stat(join(io.root, publicKeyFile))).rejects.toThrow('ENOENT');
});

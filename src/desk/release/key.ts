import { generateKeyPairSync } from 'node:crypto';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { keyName, publicHalf, publicKeyFile, writePublicKey } from '../../site/output/minisign.ts';
import { command, nothingWritten } from '../cli/command.ts';
import { codeOf, diskRefusal } from '../files/disk-refusal.ts';
import { Refusal, withVariable } from '../cli/desk-io.ts';
import { liesIn } from './seal.ts';
import { writeDurably, writeWhole } from '../files/write-whole.ts';

async function writeSecret(path: string, text: string): Promise<void> {
  try {
    await writeDurably(path, text, 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      throw new Refusal(
        `found ${path} already there, expected a new file: a key is not written over; choose another name`
      );
    throw diskRefusal(error, `at ${path}`, 'a place that can be written to') ?? error;
  }
}

/**
 * `key new <file>` makes the key that releases are signed with.
 * @returns 0, or 2 when refused; nothing is written over.
 */
export const key = command('key', {}, nothingWritten, async ({ positionals, usage }, desk) => {
  const [verb, asked, ...more] = positionals;
  if (verb !== 'new' || asked === undefined || more.length > 0)
    throw new Refusal(`found "${positionals.join(' ')}" after key, expected ${usage}`);
  const path = resolve(desk.from ?? desk.root, asked);
  const folder = await mkdir(dirname(path), { recursive: true }).then(() =>
    realpath(dirname(path))
  );
  if (liesIn(await realpath(desk.root), folder)) {
    throw new Refusal(
      `found ${asked} inside the project, expected a place outside, where no commit can take the key along: for example ${join(homedir(), 'terhubung.key')}`
    );
  }
  if (await stat(join(desk.root, publicKeyFile)).catch(() => undefined)) {
    throw new Refusal(
      `found ${publicKeyFile}, expected none: this newsroom has a key. If it is lost or was seen by others, remove that file, run this again, and tell partners; releases signed with the old key will then be refused`
    );
  }
  const { privateKey } = generateKeyPairSync('ed25519');
  const own = publicHalf(privateKey);
  await writeSecret(path, privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);
  await writeWhole(join(desk.root, publicKeyFile), writePublicKey(own));
  return {
    print({ out }) {
      out(
        `Wrote the secret key to ${path}, for its owner alone. Keep a copy where no network reaches it: without it nothing can be signed.`
      );
      out(
        `Wrote ${publicKeyFile} (${keyName(own)}). Commit it: the partners’ page shows it from the next edition on.`
      );
      out(
        `To sign what you publish: ${withVariable('TERHUBUNG_KEY', path, 'npm run desk -- publish …')}`
      );
    }
  };
});

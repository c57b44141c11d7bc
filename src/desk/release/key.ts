import { generateKeyPairSync } from 'node:crypto';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { keyName, publicHalf, publicKeyFile, writePublicKey } from '#site/output/minisign.ts';
import { command } from '../cli/command.ts';
import { codeOf, diskRefusal } from '../files/disk-refusal.ts';
import { refuse, withVariable } from '../cli/desk-io.ts';
import { isInside } from './signing.ts';
import { writeDurably, writeWhole } from '../files/write-whole.ts';
import { say } from '#locale/say.ts';

async function writeSecret(path: string, text: string) {
  try {
    await writeDurably(path, text, 0o600);
  } catch (error) {
    if (codeOf(error) === 'EEXIST')
      refuse(
        'existing-key',
        say`${path} exists, and a key is never overwritten.`,
        say`Choose another name.`
      );
    throw diskRefusal(error, say`at ${path}`) ?? error;
  }
}

export const key = command('key new', async ({ words: [asked = ''] }, desk) => {
  const path = resolve(desk.from ?? desk.root, asked);
  const folder = await mkdir(dirname(path), { recursive: true }).then(() =>
    realpath(dirname(path))
  );
  if (isInside(await realpath(desk.root), folder))
    refuse(
      'key-in-project',
      say`${asked} is inside the project, where a commit could publish the key.`,
      say`Choose a place outside, for example ${join(homedir(), 'terhubung.key')}.`
    );
  if (await stat(join(desk.root, publicKeyFile)).catch(() => undefined))
    refuse(
      'existing-key',
      say`This newsroom has a key: ${publicKeyFile} exists.`,
      say`If that key is lost or leaked, remove the file, run this again and tell partners: they will reject releases signed with the old key.`
    );
  const { privateKey } = generateKeyPairSync('ed25519');
  const own = publicHalf(privateKey);
  await writeSecret(path, privateKey.export({ format: 'pem', type: 'pkcs8' }) as string);
  await writeWhole(join(desk.root, publicKeyFile), writePublicKey(own));
  return {
    print({ out }) {
      out(
        say`Wrote the secret key to ${path}, readable by you only. Keep an offline copy: without it you cannot sign.`
      );
      out(
        say`Wrote ${publicKeyFile} (${keyName(own)}). Commit it; the next edition shows it on the partners’ page.`
      );
      out(
        say`To sign a release: ${withVariable('TERHUBUNG_KEY', path, 'npm run desk -- publish <place>')}`
      );
    }
  };
});

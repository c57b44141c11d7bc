import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { zipEntries } from '../../src/site/downloads/zip-entries.ts';

it('gives the same bytes in every time zone', () => {
  const script = `
    import { zipSync } from 'fflate';
    const mtime = new Date(2026, 0, 2, 12);
    process.stdout.write(Buffer.from(zipSync({ 'x/a': [Buffer.from('a'), { mtime, level: 9 }] })).toString('hex'));`;
  const at = (TZ: string) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8'
    });
  const here = Buffer.from(
    zipEntries([{ path: 'a', bytes: Buffer.from('a') }], 'x', '2026-01-02')
  ).toString('hex');
  for (const zone of ['UTC', 'Asia/Jakarta', 'America/Los_Angeles']) expect(at(zone)).toBe(here);
});

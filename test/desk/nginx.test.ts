import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findNginx } from '../../src/desk/testing/servers.ts';

let root: string;
const unpacked = () => join(root, 'node_modules/.cache/terhubung/nginx');
const file = async (path: string, mode: number) => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, mode);
};
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-nginx-'));
});
afterAll(() => rm(root, { recursive: true }));

describe('findNginx', () => {
  // The system's own, where there is one, comes first whatever lies here.
  it('takes an unpacked program only with its module', async () => {
    const program = join(unpacked(), 'usr/sbin/nginx');
    const brotli = join(unpacked(), 'usr/lib/nginx/modules/ngx_http_brotli_static_module.so');
    await file(program, 0o755);
    const system = await findNginx(root, { PATH: '' });
    expect(system?.program).not.toBe(program);
    await file(brotli, 0o644);
    expect(await findNginx(root, { PATH: '' })).toEqual(system ?? { program, brotli });
  });
});

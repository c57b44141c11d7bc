import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { BinaryFile, SiteFile } from './site-file.ts';

const compress = promisify(brotliCompress);
const compressible = new Set(['.html', '.css', '.js', '.csv', '.json', '.svg', '.txt', '.xml']);

async function* walk(folder: string): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walk(path);
    else yield path;
  }
}

/**
 * Writes the pages and pictures into the client build and lays a brotli copy beside every text file,
 * so that a server can send it without work. Vite's manifest is not published.
 */
export async function writeSite(folder: string, files: readonly (SiteFile | BinaryFile)[]): Promise<void> {
  for (const file of files) {
    const path = join(folder, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, 'text' in file ? file.text : file.bytes);
  }
  await rm(join(folder, '.vite'), { recursive: true, force: true });
  for await (const path of walk(folder)) {
    if (!compressible.has(extname(path))) continue;
    const bytes = await readFile(path);
    await writeFile(
      `${path}.br`,
      await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })
    );
  }
}

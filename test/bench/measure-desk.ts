import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { max, median } from 'd3';
import { readText } from '../../src/site/story/project-text.ts';
import { readProject } from '../../src/site/story/read-project.ts';
import { readPublisherList } from '../../src/sources/publisher-list.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { folderOf, listVintages } from '../../src/vintages/vintage.ts';
import { asWorldBankBulk, plainly } from '../sources/write-layout.ts';
import { withTemporaryFolder } from '../../src/desk/files/temporary-folder.ts';

const source = 'wb-internet-users';
const rounds = 3;
const large = 60_000_000;

/** Writes the peak memory of a process, in kibibytes, to its fourth stream. */
const sayMemory = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))`;

export async function measureDesk(root: string, temporary: string) {
  return withTemporaryFolder(temporary, 'terhubung-bench', async (folder) => {
    const files = await readProject(root);
    const kept = listVintages(files, source);
    const vintage = openVintage(files, folderOf({ source, release: kept.at(-1)! }));
    const newest = Math.max(...vintage.economies.map(({ year }) => year));
    const release = [31, 30, 29, 28]
      .map((day) => `${newest}-12-${day}`)
      .find((day) => !kept.includes(day))!;
    const listFile = 'data/publishers/world-bank.json';
    const { economies, groups } = readPublisherList(readText(files, listFile), listFile);
    const names = new Map([...economies, ...groups].map(([code, [name = '']]) => [code, name]));
    const rows = [...vintage.economies, ...vintage.aggregates];
    const { bytes } = asWorldBankBulk(
      rows,
      { ...plainly, preamble: 'plain', quoteAll: true },
      { indicatorCode: vintage.indicatorCode, release, names }
    );
    const [small, padded] = [join(folder, 'small.csv'), join(folder, 'large.csv')];
    await writeFile(small, bytes);
    // As many zeros after each fraction as make up the size.
    const zeros = '0'.repeat(Math.ceil(large / rows.filter(({ value }) => value % 1).length));
    const table = new TextDecoder().decode(bytes);
    await writeFile(padded, table.replace(/(?<=\.\d+)(?=")/g, zeros));

    const takes = [];
    for (let round = 0; round < rounds; round++)
      takes.push(await run(root, 'take', small, '--source', source));
    const checks = [];
    for (let round = 0; round < rounds; round++) checks.push(await run(root, 'check'));
    const takeLarge = await run(root, 'take', padded, '--source', source);
    const middle = (measured: readonly { ms: number }[]) =>
      Math.round(median(measured, ({ ms }) => ms)!);
    const most = (measured: readonly { mb: number }[]) =>
      Math.round(max(measured, ({ mb }) => mb)!);
    return {
      takeMs: middle(takes),
      takeMemoryMb: most(takes),
      checkMs: middle(checks),
      checkMemoryMb: most(checks),
      take60MbMs: Math.round(takeLarge.ms),
      take60MbMemoryMb: Math.round(takeLarge.mb)
    };
  });
}

async function run(root: string, ...argv: string[]) {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', sayMemory, join(root, 'src/desk/run.mjs'), 'desk', ...argv],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe']
    }
  );
  let said = '';
  let memory = '';
  child.stdout?.on('data', (chunk) => (said += String(chunk)));
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  child.stdio[3]?.on('data', (chunk) => (memory += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  // 1 says that an editor has something to read, which takes as long.
  if (code !== 0 && code !== 1)
    throw new Error(`desk ${argv.join(' ')} ended with ${code}:\n${said}`);
  return { ms: performance.now() - started, mb: Number(memory) / 1024 };
}

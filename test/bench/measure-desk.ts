import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { max, median } from 'd3';
import { readText } from '../../src/site/story/project-text.ts';
import { readProject } from '../../src/site/story/read-project.ts';
import { readPublisherList } from '../../src/sources/publisher-list.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { plainDecimal } from '../../src/vintages/observation-table.ts';
import { folderOf, listVintages, type Vintage } from '../../src/vintages/vintage.ts';
import { withTemporaryFolder } from '../../src/desk/files/temporary-folder.ts';

const source = 'wb-internet-users';
const rounds = 3;
const large = 60_000_000;

/** Writes the peak memory of a process, in kibibytes, to its fourth stream. */
const sayMemory = `data:text/javascript,import{writeSync}from'node:fs';process.on('exit',()=>writeSync(3,String(process.resourceUsage().maxRSS)))`;

/** Measures `take` and `check`: milliseconds, medians of three, and peak memory. */
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
    const [small, padded] = [join(folder, 'small.csv'), join(folder, 'large.csv')];
    await writeBulkTable(small, vintage, names, release, 0);
    await writeBulkTable(
      padded,
      vintage,
      names,
      release,
      Math.ceil(large / (vintage.economies.length + vintage.aggregates.length))
    );

    const takes = [];
    for (let round = 0; round < rounds; round++)
      takes.push(await run(root, 'take', small, '--source', source, '--dry-run'));
    const checks = [];
    for (let round = 0; round < rounds; round++) checks.push(await run(root, 'check'));
    const takeLarge = await run(root, 'take', padded, '--source', source, '--dry-run');
    const middle = (measured: readonly { ms: number }[]) =>
      Math.round(median(measured, ({ ms }) => ms)!);
    const most = (measured: readonly { mb: number }[]) =>
      Math.round(max(measured, ({ mb }) => mb)!);
    return {
      // `take --dry-run` on a table rebuilt from the newest vintage, as large as the publisher's.
      takeMs: middle(takes),
      takeMemoryMb: most(takes),
      checkMs: middle(checks),
      checkMemoryMb: most(checks),
      // `take --dry-run` once on the same table, padded to 60 MB.
      take60MbMs: Math.round(takeLarge.ms),
      take60MbMemoryMb: Math.round(takeLarge.mb)
    };
  });
}

/** Writes a vintage as a bulk file of the World Bank, with `padding` zeros after each number. */
async function writeBulkTable(
  path: string,
  { economies, aggregates, indicatorCode, title }: Vintage,
  names: ReadonlyMap<string, string>,
  release: string,
  padding: number
): Promise<void> {
  const out = createWriteStream(path);
  const write = async (line: string) => {
    if (!out.write(line)) await once(out, 'drain');
  };
  const values = new Map(
    [...economies, ...aggregates].map(({ iso3, year, value }) => [`${iso3} ${year}`, value])
  );
  const years = [...new Set([...economies, ...aggregates].map(({ year }) => year))].sort(
    (one, other) => one - other
  );
  const zeros = '0'.repeat(padding);
  const cell = (text: string) => `"${text}",`;
  const number = (value: number | undefined) => {
    const text = value === undefined ? '' : plainDecimal(value);
    return text === '' || padding === 0
      ? text
      : `${text.includes('.') ? text : `${text}.`}${zeros}`;
  };
  await write(
    `"Data Source","World Development Indicators",\n\n"Last Updated Date","${release}",\n\n`
  );
  await write(
    `${['Country Name', 'Country Code', 'Indicator Name', 'Indicator Code', ...years.map(String)].map(cell).join('')}\n`
  );
  const codes = new Set([
    ...names.keys(),
    ...economies.map(({ iso3 }) => iso3),
    ...aggregates.map(({ iso3 }) => iso3)
  ]);
  for (const code of codes) {
    const row = [
      names.get(code) ?? code,
      code,
      title,
      indicatorCode,
      ...years.map((year) => number(values.get(`${code} ${year}`)))
    ];
    await write(`${row.map(cell).join('')}\n`);
  }
  out.end();
  await once(out, 'close');
}

async function run(root: string, ...argv: string[]): Promise<{ ms: number; mb: number }> {
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

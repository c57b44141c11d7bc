import { readProject } from '../../src/site/story/read-project.ts';
import { readPublisherList } from '../../src/sources/publisher-list.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { folderOf } from '../../src/vintages/vintage.ts';
import { asWorldBankBulk, plainly } from '../sources/write-layout.ts';
import type { ProjectCopy } from './project-copy.ts';

const lastRelease = '2026-07-13';
export const [source, newRelease] = ['wb-internet-users', '2026-11-20'];

export async function writeDelivery(
  project: ProjectCopy,
  revised: { iso3: string; year: number; value: number }
) {
  const files = await readProject(project.root);
  const { economies, aggregates, indicatorCode } = openVintage(
    files,
    folderOf({ source, release: lastRelease })
  );
  const list = readPublisherList(
    await project.read('data/publishers/world-bank.json'),
    'data/publishers/world-bank.json'
  );
  const names = [...list.economies, ...list.groups].map(([code, [name = '']]) => [code, name]);
  const rows = [...economies, ...aggregates].map((row) =>
    row.iso3 === revised.iso3 && row.year === revised.year ? { ...row, ...revised } : row
  );
  const saving = { ...plainly, preamble: 'plain' } as const;
  const of = { indicatorCode, release: newRelease, names: new Map(names as [string, string][]) };
  const { bytes } = asWorldBankBulk(rows, saving, of);
  await project.write('delivery.csv', new TextDecoder().decode(bytes));
}

/** The publisher has corrected two values that the project repairs: the repairs end. */
export async function endRepairs(project: ProjectCopy) {
  const repairs = `data/repairs/${source}.json`;
  const entries = JSON.parse(await project.read(repairs)) as { since: string }[];
  const ended = entries.map((entry) =>
    entry.since === lastRelease ? { ...entry, until: lastRelease } : entry
  );
  await project.write(repairs, JSON.stringify(ended));
}

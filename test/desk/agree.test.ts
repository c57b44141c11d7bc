import { beforeEach, describe, expect, it } from 'vitest';
import { readAgreement, writeAgreement } from '../../src/copy/agreement.ts';
import { agree, type AgreeReport } from '../../src/desk/review/agree.ts';
import type { SmallProject } from './memory-project.ts';
import { releasableProject } from './releasable-project.ts';

const file = 'data/copy/agreed.json';
let project: SmallProject;
beforeEach(async () => (project = await releasableProject()));

const run = (...argv: string[]) => project.run<AgreeReport>(agree, ...argv);
const agreed = () => readAgreement(project.read(file));
const change = (language: string) =>
  project.edit(`data/copy/${language}/world.md`, (text) =>
    text.replace('Indonesia', 'Indonesia too')
  );

describe('agree', () => {
  it('records who has read each part of the copy, and when', () => {
    const all = agreed();
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining([
        'world/title',
        'world/lead',
        'world/world-2018',
        'demand/demand-2018'
      ])
    );
    expect(all['world/world-2018']).toMatchObject({ by: 'Made Up', on: '2026-01-02' });
  });

  it('writes nothing when nothing changed', async () => {
    const before = project.read(file);
    expect(await run('--by', 'Another')).toMatchObject({ exit: 0, report: { read: [], gone: [] } });
    expect(project.read(file)).toBe(before);
  });

  it('forgets a part that the copy no longer has', async () => {
    const before = project.read(file);
    project.write(
      file,
      writeAgreement({ ...agreed(), 'world/was-here': agreed()['world/title']! })
    );
    const { report } = await run('--by', 'Another');
    expect(report).toMatchObject({ read: [], gone: ['world/was-here'] });
    expect(project.read(file)).toBe(before);
  });

  it('records only the parts that changed', async () => {
    change('en');
    expect((await run('--by', 'Another')).report.read).toEqual(['world/world-2018']);
    const by = Object.entries(agreed()).filter(([, entry]) => entry.by === 'Another');
    expect(by.map(([id]) => id)).toEqual(['world/world-2018']);
  });

  it('leaves alone what was not asked for', async () => {
    change('en');
    const before = project.read(file);
    expect((await run('demand', '--by', 'Another')).exit).toBe(0);
    expect(project.read(file)).toBe(before);
    expect((await run('world/world-2018', '--by', 'Another')).exit).toBe(0);
    expect(agreed()['world/world-2018']?.by).toBe('Another');
  });

  it.each([
    [[], 'usage'],
    [['--by', ' '], 'usage'],
    [['nowhere', '--by', 'A'], 'unknown-part'],
    [['world/nowhere', '--by', 'A'], 'unknown-part'],
    [['--who', 'A'], 'usage']
  ])('refuses %j', async (argv, refused) => {
    const before = project.read(file);
    expect(await run(...argv)).toMatchObject({ exit: 2, refused });
    expect(project.read(file)).toBe(before);
  });

  it('refuses a part that one language lacks', async () => {
    project.edit('data/copy/en/world.md', (text) => `${text}\n{% after %}\nMore.\n{% /after %}\n`);
    expect(await run('--by', 'A')).toMatchObject({ exit: 2, refused: 'untranslated' });
  });

  it('prints', async () => {
    const said = [await project.says(agree, '--by', 'Another')];
    change('en');
    said.push(await project.says(agree, '--by', 'Another'));
    for (const argv of [[], ['world/nowhere', '--by', 'A']])
      said.push(await project.says(agree, ...argv));
    project.edit('data/copy/en/world.md', (text) => `${text}\n{% after %}\nMore.\n{% /after %}\n`);
    said.push(await project.says(agree, '--by', 'A'));
    expect(said.join('\n\n')).toMatchSnapshot();
  });
});

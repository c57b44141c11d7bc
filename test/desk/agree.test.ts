import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAgreement, writeAgreement } from '../../src/copy/agreement.ts';
import { agree } from '../../src/desk/review/agree.ts';
import { releasableProject } from './releasable-project.ts';
import type { SmallProject } from './small-project.ts';

const file = 'data/copy/agreed.json';
let project: SmallProject;
beforeEach(async () => (project = await releasableProject()));
afterEach(() => project.remove());

const agreed = async () => readAgreement(await project.read(file));
const change = (language: string) =>
  project.edit(`data/copy/${language}/world.md`, (text) =>
    text.replace('Indonesia', 'Indonesia too')
  );

describe('agree', () => {
  it('records who has read each part of the copy, when', async () => {
    const all = await agreed();
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
    const before = await project.read(file);
    expect(await agree(['--by', 'Another'], project.desk)).toBe(0);
    expect(project.printed()).toContain('up to date');
    expect(await project.read(file)).toBe(before);
  });

  it('forgets a part that the copy no longer has, also where nothing else changed', async () => {
    const before = await project.read(file);
    const all = await agreed();
    await project.write(file, writeAgreement({ ...all, 'world/was-here': all['world/title']! }));
    expect(await agree(['--by', 'Another'], project.desk)).toBe(0);
    expect(project.printed()).toContain('world/was-here: no longer in the copy');
    expect(await project.read(file)).toBe(before);
  });

  it('takes over only the parts that changed, from whom that was named', async () => {
    await change('en');
    expect(await agree(['--by', 'Another'], project.desk)).toBe(0);
    expect(project.printed()).toContain('world/world-2018: read by Another');
    const by = Object.entries(await agreed()).filter(([, entry]) => entry.by === 'Another');
    expect(by.map(([id]) => id)).toEqual(['world/world-2018']);
  });

  it('leaves alone what was not asked for', async () => {
    await change('en');
    const before = await project.read(file);
    expect(await agree(['demand', '--by', 'Another'], project.desk)).toBe(0);
    expect(await project.read(file)).toBe(before);
    expect(await agree(['world/world-2018', '--by', 'Another'], project.desk)).toBe(0);
    expect((await agreed())['world/world-2018']?.by).toBe('Another');
  });

  it.each([
    [[], 'found no --by'],
    [['--by', ' '], 'found no --by'],
    [['nowhere', '--by', 'A'], 'found "nowhere", expected one of'],
    [['world/nowhere', '--by', 'A'], 'found "world/nowhere", expected one of world/title'],
    [['--who', 'A'], 'cannot be read']
  ])('refuses %j', async (argv, said) => {
    const before = await project.read(file);
    expect(await agree(argv, project.desk)).toBe(2);
    expect(project.complained()).toContain(said);
    expect(await project.read(file)).toBe(before);
  });

  it('refuses a part that one language lacks', async () => {
    await project.edit(
      'data/copy/en/world.md',
      (text) => `${text}\n{% after %}\nMore.\n{% /after %}\n`
    );
    expect(await agree(['--by', 'A'], project.desk)).toBe(2);
    expect(project.complained()).toContain('found “world/after” in en only');
  });
});

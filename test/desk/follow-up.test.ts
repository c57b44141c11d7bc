import { beforeEach, describe, expect, it } from 'vitest';
import { edition } from './edition-verbs.ts';
import { followUp } from '../../src/desk/review/follow-up.ts';
import type { StoryChange } from '../../src/site/story/story-change.ts';
import { languages } from '../../src/locale/languages.ts';
import { lockFirst } from './locked-project.ts';
import { copiesOf, type SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

const lock = 'data/edition.lock.json';
const [reviewed, older] = ['wb-internet-users/2024-11', 'wb-internet-users/2018-08-28'];
let project: SmallProject;
const march = () => new Date('2026-03-04T00:00:00Z');
const givenProject = copiesOf(async () => {
  const project = await smallProject();
  for (const language of languages) {
    const keys = 'title lead sources source sentences claim figures none nothing draft'.split(' ');
    const labels: Record<string, string> = Object.fromEntries(
      keys.map((key) => [`followup.${key}`, key.toUpperCase()])
    );
    labels['followup.claim'] = '{before} > {after}';
    labels['followup.source'] = '{title}, {after} for {before}';
    labels['followup.title'] = `Since {date} (${language})`;
    project.write(
      `data/copy/${language}/words.json`,
      JSON.stringify({ 'site.name': 'Terhubung', ...labels })
    );
  }
  await lockFirst(project);
  project.write('before.json', project.read(lock));
  project.commit();
  project.desk.now = march;
  await edition(['lock', '--pin', `internet-use=${older}`], project.desk);
  return project;
});
beforeEach(async () => {
  project = await givenProject();
  project.desk.now = march;
});

interface FollowUpReport extends StoryChange {
  before: string;
  after: string;
}

const run = (...argv: string[]) => project.run<FollowUpReport>(followUp, ...argv);

describe('a draft of what changed', () => {
  it('is written in each language, every figure as the later edition prints it, with what it was beside it', async () => {
    expect((await run('before.json', '--out', 'drafts')).exit).toBe(0);
    const english = project.read('drafts/follow-up.en.md');
    expect(english).toContain('title: Since 2 January 2026 (en)');
    expect(english).toContain(
      'About half of the world was online: 52%.\n<!-- $world-2018: 49% > 52% -->'
    );
    const indonesian = project.read('drafts/follow-up.id.md');
    expect(indonesian).toContain('title: Since 2 Januari 2026 (id)');
    expect(indonesian).toContain(
      'Di Indonesia 44%, dan angka dunia kini 52%.\n<!-- $idn-2018: 40% > 44% -->'
    );
  });

  it('says of an earlier edition what that one said, of figures too that changed only since', async () => {
    const { claims, ...rest } = JSON.parse(project.read('before.json')) as {
      claims: Record<string, object>;
    };
    const moved = { ...claims, 'world-2018': { value: 50, id: '50%', en: '50%' } };
    project.write('after.json', JSON.stringify({ ...rest, claims: moved }));
    const { report } = await run('before.json', 'after.json', '--out', 'drafts');
    expect(report.claims).toHaveLength(1);
    expect(project.read('drafts/follow-up.en.md')).toContain(
      'In Indonesia 40%, and the world is at 50%.'
    );
  });

  it('says no number for a year, of which older locks say none', async () => {
    project.edit('data/copy/en/world.md', (text) =>
      text.replace('In Indonesia {', 'In {% year "gbr-2018" /%} in Indonesia {')
    );
    const { claims, ...rest } = JSON.parse(project.read(lock)) as {
      claims: Record<string, { year?: number }>;
    };
    for (const claim of Object.values(claims)) delete claim.year;
    project.write('after.json', JSON.stringify({ ...rest, claims }));
    expect((await run('before.json', 'after.json', '--out', 'drafts')).exit).toBe(0);
    expect(project.read('drafts/follow-up.en.md')).toContain('In 2018 in Indonesia 44%');
  });

  it('leaves nothing for whoever posts it to fill in', async () => {
    await run('before.json', '--out', 'drafts');
    for (const language of languages)
      expect(project.read(`drafts/follow-up.${language}.md`)).not.toMatch(/\{%/);
    expect(project.read('drafts/follow-up.en.md')).toContain('28 August 2018 for November 2024');
  });

  it('names the figures that no sentence states, and none that the later edition does not have', async () => {
    await run('before.json', '--out', 'drafts');
    const english = project.read('drafts/follow-up.en.md');
    expect(english).toMatch(/^- \$gbr-2018: 91% \\> 95%$/m);
    expect(english).not.toContain('idn-2023');
    project.edit('data/copy/en/world.md', (text) =>
      text.replace('In Indonesia {', 'By {% year "tenth-idn" /%} in Indonesia {')
    );
    project.edit('before.json', (text) =>
      text.replace(/("tenth-idn": \{\s*"value": )\d+/, '$12021')
    );
    await run('before.json', '--out', 'again');
    expect(project.read('drafts/follow-up.id.md')).not.toContain('tenth-idn');
    expect(project.read('again/follow-up.id.md')).toMatch(/^- \$tenth-idn: /m);
    expect(project.read('again/follow-up.en.md')).not.toMatch(/^- \$tenth-idn: /m);
  });

  it('says so when no figure changed', async () => {
    await run('now', '--out', 'drafts');
    expect(project.read('drafts/follow-up.en.md')).toMatch(/NOTHING\n$/);
  });
});

describe('the list of what changed', () => {
  const saved = 'before.json';

  it('lists the releases, figures and texts that changed', async () => {
    const { exit, report } = await run(saved);
    expect(exit).toBe(0);
    expect([report.before, report.after]).toEqual(['2026-01-02', '2026-03-04']);
    expect(report.pins).toEqual([{ indicator: 'internet-use', before: reviewed, after: older }]);
    expect(report.claims.find(({ id }) => id === 'world-2018')).toMatchObject({
      before: { en: '49%' },
      after: { en: '52%' }
    });
    expect(report.claims.find(({ id }) => id === 'idn-2023')?.after).toBeUndefined();
    expect(report.texts).toMatchObject([
      {
        id: 'world/world-2018',
        line: expect.any(Number),
        before: { said: { en: expect.stringContaining('online: 49% [world-2018].') } },
        after: { said: { en: expect.stringContaining('online: 52% [world-2018].') } }
      }
    ]);
  });

  it('names a release whose bytes changed and whose name did not', async () => {
    project.write(
      saved,
      project
        .read(lock)
        .replace(/("release": "2018-08-28",\s+"sha256": ")[^"]+/, `$1${'0'.repeat(64)}`)
    );
    const { exit, report } = await run(saved);
    expect(exit).toBe(0);
    expect(report.pins).toEqual([{ indicator: 'internet-use', before: older, after: older }]);
  });

  it.each(['HEAD~1', '2026-01-02'])('reads the edition “%s” from the history', async (name) => {
    project.commit();
    const { exit, report } = await run(name);
    expect(exit).toBe(0);
    expect([report.before, report.after]).toEqual(['2026-01-02', '2026-03-04']);
  });

  it.each([
    [['HEAD~99'], 'unknown-edition'],
    [['--output=x'], 'usage'],
    [['data/estimates.csv'], 'not-json'],
    [[], 'usage']
  ])('%j is refused with 2', async (argv, refused) => {
    expect(await run(...argv)).toMatchObject({ exit: 2, refused });
  });
});

const refusals: [string[], string][] = [
  [['--out', 'drafts'], 'usage'],
  [['none.json', '--out', 'drafts'], 'unknown-edition'],
  [['before.json', '--out', 'data'], 'existing-folder']
];

it.each(refusals)('%j is refused with 2 and nothing is written', async (argv, refused) => {
  const before = [...project.files.keys()];
  expect(await run(...argv)).toMatchObject({ exit: 2, refused });
  expect([...project.files.keys()]).toEqual(before);
});

it('prints', async () => {
  const said: string[] = [];
  for (const argv of [['before.json', '--out', 'drafts'], ['now'], ['2026-01-09'], []])
    said.push(await project.says(followUp, ...argv));
  expect(said.join('\n\n')).toMatchSnapshot();
});

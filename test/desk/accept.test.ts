import { beforeEach, describe, expect, it } from 'vitest';
import {
  accept,
  recordedBefore,
  textsToReview,
  type AcceptReport
} from '../../src/desk/review/accept.ts';
import { openStory } from '../../src/site/story/open-story.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { lockFile, type Lock } from '../../src/story/lock.ts';
import { readTexts, textsFile, writeTexts } from '../../src/story/texts-lock.ts';
import { namedWithCodes } from './accept-read.ts';
import type { SmallProject } from './memory-project.ts';
import { releasableProject } from './releasable-project.ts';

let project: SmallProject;
beforeEach(async () => (project = await releasableProject()));

const run = (...argv: string[]) => project.run<AcceptReport>(accept, ...argv);
const shown = (...asked: string[]) => namedWithCodes(project, asked);
const checked = async () => (await project.run<CheckReport>(check)).report;
const lock = () => readTexts(project.read(textsFile));
const step = 'world/world-2018';
const change = (language: string) =>
  project.edit(`data/copy/${language}/world.md`, (text) =>
    text.replace('Indonesia', 'Indonesia too')
  );

describe('accept', () => {
  it('records each text whole, with its figures, its promises and who read it', () => {
    expect(lock().texts[step]).toMatchObject({
      by: 'Made Up',
      on: '2026-01-02',
      said: {
        en: expect.stringContaining(
          '## Judul ¶ About half of the world was online: 49% [world-2018]. In Indonesia 40% [idn-2018],'
        )
      },
      promises: { 'world-2018': 'value between 45 to 53 @ share(WLD, 2018)' }
    });
    const ids = Object.keys(lock().texts);
    const wanted = [
      ...['world/title', 'world/lead', 'demand/demand-2018', 'outline/world-2018'],
      ...['words/site.name', 'countries/IDN', 'estimates/nca-2018', 'helplines/one'],
      ...['newsroom/checked_by', 'sources/wb-internet-users', 'methods/title']
    ];
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([]);
    expect(ids.some((id) => id.startsWith('links/https://'))).toBe(true);
  });

  it('is asked for when the file of accepted texts is gone', async () => {
    project.delete(textsFile);
    const { problems } = await checked();
    expect(problems).toContainEqual(
      expect.objectContaining({ kind: 'text-changed', severity: 'error', file: textsFile })
    );
  });

  it('makes a text acceptable again, of that text only, until it changes once more', async () => {
    change('en');
    expect((await checked()).problems).toMatchObject([
      {
        kind: 'text-changed',
        severity: 'error',
        file: 'data/copy/en/world.md',
        line: expect.any(Number)
      }
    ]);
    const named = await shown();
    const { exit, report } = await run(...named, '--by', 'Another');
    expect([exit, report.accepted, report.left]).toEqual([0, [step], []]);
    expect((await checked()).problems).toEqual([]);
    const by = Object.entries(lock().texts).filter(([, text]) => text.by === 'Another');
    expect(by.map(([id]) => id)).toEqual([step]);
    change('id');
    expect((await checked()).texts.map(({ id }) => id)).toEqual([step]);
    expect(await run(...named, '--by', 'Another')).toMatchObject({ refused: 'other-wording' });
  });

  it('takes no text without the code of a wording that it has shown, nor false words', async () => {
    change('en');
    const [named = ''] = await shown();
    const before = project.read(textsFile);
    for (const word of [step, 'world', `${step}@000000`])
      expect((await run(word, '--by', 'A')).exit, word).toBe(2);
    project.edit('data/story/claims.csv', (text) => text.replace('between 45', 'between 50'));
    const [now = ''] = await shown();
    expect(now).not.toBe(named);
    expect(await run(now, '--by', 'A')).toMatchObject({ refused: 'not-true' });
    expect(project.read(textsFile)).toBe(before);
    expect(await run(now, '--by', 'A', '--not-yet', 'Not half.')).toMatchObject({ exit: 0 });
    expect(lock().held[step]).toMatchObject({ by: 'A', on: '2026-01-02', why: 'Not half.' });
    project.edit('data/story/claims.csv', (text) => text.replace('between 50', 'between 45'));
    await run(named, '--by', 'A');
    expect(lock().held).toEqual({});
  });

  it('takes texts together of which only figures changed, once it has shown them all', async () => {
    const { edition: _day, ...locked } = JSON.parse(project.read(lockFile)) as Lock;
    const was = { ...locked.claims['world-2018']!, id: '48%', en: '48%' };
    const claims = { ...locked.claims, 'world-2018': was };
    project.write(lockFile, JSON.stringify({ edition: _day, ...locked, claims }));
    project.edit(textsFile, (text) => text.replaceAll('49% [', '48% ['));
    const [, code = ''] = /figures@(\w+)/.exec(await project.says(check)) ?? [];
    expect((await run(`figures@${code}`, '--by', 'A')).report.accepted).toEqual([step]);
  });

  it('keeps the reader of a text that reads again as a commit has it', async () => {
    const copy = project.read('data/copy/en/world.md');
    project.commit();
    change('en');
    await run(...(await shown()), '--by', 'B');
    project.write('data/copy/en/world.md', copy);
    const { named } = await recordedBefore(textsToReview(openStory(project.files)), project.desk);
    expect((await run(named, '--by', 'C')).report).toMatchObject({ accepted: [], again: [step] });
    expect(lock().texts[step]?.by).toBe('Made Up');
    expect(await run(named, '--by', 'C')).toMatchObject({ refused: 'unknown-text' });
  });

  it('writes nothing when nothing changed', async () => {
    const before = project.read(textsFile);
    expect(await shown()).toEqual([]);
    expect((await run('--draft')).report).toMatchObject({ accepted: [], gone: [] });
    expect(project.read(textsFile)).toBe(before);
  });

  it('records a draft without a name; a release waits until somebody has read it', async () => {
    change('en');
    expect((await run('--draft')).report).toMatchObject({ accepted: [step], unread: 1 });
    expect(lock().texts[step]?.by).toBeNull();
    expect((await checked()).problems).toEqual([]);
    expect(await project.run(check, '--release')).toMatchObject({ exit: 1 });
    expect((await run(...(await shown(step)), '--by', 'B')).report).toMatchObject({ unread: 0 });
    expect(await project.run(check, '--release')).toMatchObject({ exit: 0 });
  });

  it('sees two claims that print the same change places', async () => {
    project.edit('data/copy/en/world.md', (text) =>
      text.replace('is at {% $world-2018 %}', 'is at {% $idn-2018 %}')
    );
    const { before, after } = (await checked()).texts[0]!;
    expect(before?.said.en).toContain('is at 49% [world-2018]');
    expect(after?.said.en).toContain('is at 40% [idn-2018]');
  });

  it('asks again for a text that is gone, and removes it when told so', async () => {
    const { texts, ...rest } = lock();
    const extra = { 'world/was-here': texts['world/title']! };
    project.write(textsFile, writeTexts({ ...rest, texts: { ...texts, ...extra } }));
    expect((await checked()).problems).toMatchObject([
      { kind: 'text-changed', file: 'data/copy/id/world.md' }
    ]);
    const named = await shown('world');
    expect((await run(...named, '--by', 'Another')).report.gone).toEqual(['world/was-here']);
    expect((await checked()).problems).toEqual([]);
  });

  it('remembers the day on which the story last changed, not that of a help line', async () => {
    project.desk.now = () => new Date('2026-01-03T00:00:00Z');
    project.edit('data/care/helplines.json', (text) => text.replace('"one"', '"new"'));
    await run('--draft');
    expect(lock().changed).toBe('2026-01-02');
    change('en');
    await run('--draft');
    expect(lock().changed).toBe('2026-01-03');
  });

  it.each([
    [[], 'usage'],
    [['--by', 'A'], 'usage'],
    [['--not-yet', 'No'], 'usage'],
    [['world', '--by', ' '], 'usage'],
    [['--draft', '--by', 'A'], 'usage'],
    [['world', '--draft'], 'usage'],
    [['world/nowhere@123456', '--by', 'A'], 'unknown-text'],
    [['--who', 'A'], 'usage']
  ])('refuses %j', async (argv, refused) => {
    const before = project.read(textsFile);
    expect(await run(...argv)).toMatchObject({ exit: 2, refused });
    expect(project.read(textsFile)).toBe(before);
  });

  it('prints', async () => {
    change('en');
    const said = [await project.says(check)];
    said.push(await project.says(accept, ...(await shown()), '--by', 'Another'));
    for (const argv of [
      ['world/world-2019', '--draft'],
      [step, '--by', 'A'],
      ['--draft', '--by', 'A']
    ])
      said.push(await project.says(accept, ...argv));
    expect(said.join('\n\n')).toMatchSnapshot();
  });
});

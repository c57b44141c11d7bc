import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesPage } from '../../src/desk/review/change-pages.ts';
import { preview, writePreview } from '../../src/desk/review/preview.ts';
import { serveFolder } from '../../src/desk/dev/serve-folder.ts';
import type { DraftChange } from '../../src/site/story/mark-draft.ts';
import { makeProblem } from '../../src/story/problem.ts';
import { numberSite } from './preview-site.ts';
import { inFolder, removeFolders } from './memory-project.ts';
import { smallProject } from './small-project.ts';

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'terhubung-preview-'));
  await numberSite(join(root, 'seen'), '49%');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const problem = makeProblem({
  kind: 'promise',
  file: 'data/copy/en/world.md',
  line: 24,
  column: 1,
  wrong: '“<61%>” is not about half.',
  fix: 'Rewrite it.'
});
const write = (value: string, more: Record<string, string> = {}, problems = [problem]) =>
  writePreview(join(root, 'preview'), {
    now: { site: join(root, 'seen'), name: '2026-01-02' },
    fillDraft: (folder) => numberSite(folder, value, more),
    problems,
    texts: []
  });
/** The words of a page, a line for each element that holds some. */
const printed = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]*>/g, '\n')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
const read = (path: string) => readFile(join(root, 'preview', path), 'utf8');

describe('writePreview', () => {
  it('lays the draft beside what readers see, with the changes of both languages in reading order', async () => {
    const pages = await write('61%');
    expect(pages.map(({ path, changes }) => [path, changes.length])).toEqual([
      ['en/index.html', 2],
      ['id/index.html', 2]
    ]);
    expect(await read('now/en/index.html')).toBe(
      await readFile(join(root, 'seen/en/index.html'), 'utf8')
    );
    const draft = await read('draft/en/index.html');
    expect(draft).toMatch(/class="claim changed" title="[^"]*49%"/);
    expect(draft).toContain('<a href="#change-1">');
    const methods = await read('draft/en/methods/index.html');
    expect(methods).toContain('<a href="/changes/">');
    expect(methods).not.toContain('<a href="#');
  });

  it('opens each change with both pages at that place', async () => {
    await write('61%');
    const list = await read('changes/index.html');
    expect(list.match(/<details>/g)).toHaveLength(4);
    expect(list).toContain('<del>About half: 49%.</del><br><ins>About half: 61%.</ins>');
    expect(list).toContain('src="/now/en/#world-2018"');
    expect(list).toContain('sandbox="allow-same-origin" src="/draft/en/#change-1"');
  });

  it('lists what keeps the draft from being published, and every change, as text', async () => {
    await numberSite(join(root, 'seen'), '&lt;49%');
    await write('&lt;61%');
    const list = await read('changes/index.html');
    expect(list).toContain('<del>About half: &lt;49%.</del><br><ins>About half: &lt;61%.</ins>');
    expect(list).toContain('data/copy/en/world.md:24:1: “&lt;61%&gt;”');
  });

  it('prints', async () => {
    await write('61%');
    const bars = [await read('draft/en/index.html'), await read('draft/en/methods/index.html')];
    const table: DraftChange = {
      kind: 'table',
      anchor: 'c',
      near: 'b',
      after: 'By year',
      claims: [],
      rows: { changed: 2, all: 30 }
    };
    const list = changesPage(
      '2026-01-02',
      [
        { path: 'en/index.html', changes: [table, { ...table, kind: 'figure' }] },
        { path: 'en/safety/index.html', changes: [], isNew: true }
      ],
      {
        problems: [problem],
        texts: [
          {
            id: 'world/world-2018',
            before: { said: { id: 'Separuh.', en: 'Half.' }, promises: {} },
            after: { said: { id: 'Separuh.', en: 'Most.' }, promises: {} }
          }
        ]
      }
    );
    const none = changesPage('2026-01-02', [], { problems: [], texts: [] });
    expect([...bars, list, none].map(printed).join('\n\n')).toMatchSnapshot();
  });

  it('names a page that readers do not have yet, except the error page', async () => {
    const missing = '<html><head></head><body><p>Not here</p></body></html>';
    expect(await write('49%', { '404.html': missing }, [])).toEqual([]);
    expect(
      await write('49%', {
        'en/safety/index.html': '<html><head></head><body><p>New</p></body></html>'
      })
    ).toEqual([{ path: 'en/safety/index.html', changes: [], isNew: true }]);
  });

  it('runs no script of its own, and every link of it leads somewhere', async () => {
    await write('61%');
    const server = await serveFolder(join(root, 'preview'), { port: 0 });
    try {
      const seen = new Set<string>();
      const follow = async (path: string): Promise<void> => {
        if (seen.has(path)) return;
        seen.add(path);
        const answer = await fetch(`${server.url}${path.slice(1)}`);
        expect([path, answer.status]).toEqual([path, 200]);
        const html = await answer.text();
        expect(html).not.toContain('<script');
        for (const [, to = ''] of html.matchAll(/(?:href|src)="(\/[^"#]*)/g)) await follow(to);
      };
      await follow('/');
      expect([...seen]).toEqual(expect.arrayContaining(['/changes/', '/now/id/', '/draft/id/']));
    } finally {
      await server.close();
    }
  });

  it('sends the marked page, not a packed copy of the page before it was marked', async () => {
    await write('61%');
    await expect(read('draft/en/index.html.br')).rejects.toThrow('ENOENT');
  });
});

describe('preview refuses', () => {
  it.each([
    [['--published'], 'usage'],
    [['--published', 'nowhere'], 'nothing-published'],
    [['extra'], 'usage'],
    [['--pin', 'x'], 'unknown-indicator']
  ])('%j', async (argv, refused) => {
    const project = inFolder(await smallProject());
    expect(await project.run(preview, ...argv)).toMatchObject({ exit: 2, refused });
    removeFolders();
  });

  it('prints', async () => {
    const project = inFolder(await smallProject());
    const said = await project.says(preview, '--published', 'nowhere');
    removeFolders();
    expect(said).toMatchSnapshot();
  });
});

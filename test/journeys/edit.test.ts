import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { desk } from '../../src/desk/cli/desk.ts';
import { openDevServer } from '../../src/desk/dev/dev-server.ts';
import { serveFolder } from '../../src/desk/dev/serve-folder.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { headersFor } from '../../src/site/headers.ts';
import { onPage, useChromium } from '../browser/chromium.ts';
import { watchDevSocket } from '../browser/dev-socket.ts';
import { recordingDesk } from '../desk/recording-desk.ts';
import { endRepairs, newRelease, source, writeDelivery } from './delivery.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

useChromium();

const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');

/** A copy of the story’s own project: its edition of that release is what readers see. */
let project: ProjectCopy;
beforeAll(async () => {
  project = await copyProject();
});
afterAll(() => project.remove());

async function run(...argv: string[]) {
  const io = recordingDesk(project.root, '2026-12-02T10:00:00Z');
  const code = await desk(argv, io);
  return { code, said: [...io.printed, ...io.complained].join('\n') };
}

describe('an editor', () => {
  const english = 'data/copy/en/world.md';
  const mended = {
    [english]: ['in the UK, {%', 'in the UK only {%'],
    'data/copy/id/world.md': ['Di Inggris Raya, {%', 'Di Inggris Raya hanya {%'],
    // It states the claim too, so that another promise asks for other words here.
    'data/copy/en/words.share.json': ['in 2018, {idn_2018}', 'by 2018, {idn_2018}'],
    'data/copy/id/words.share.json': ['pada 2018, {idn_2018}', 'lalu pada 2018, {idn_2018}'],
    'data/story/claims.csv': [
      'nearly everyone in the UK,value >= 85',
      'most people in the UK,value >= 80'
    ]
  } as const;

  it('takes a new file, reads what it changes, mends a sentence, locks, publishes and rolls back', async () => {
    const folder = join(project.root, 'public');
    const published = await serveFolder(join(folder, 'current'), { port: 0, headers: headersFor });
    const readersSee = (sentence: string) =>
      onPage({}, async (page) => {
        await page.goto(`${published.url}en/#world-2018`);
        await page.locator('#world-2018').getByText(sentence).waitFor();
      });
    // The first edition is the one that `dist/` holds.
    const io = recordingDesk(project.root, '2026-12-01T10:00:00Z');
    const fill = (_root: string, into: string) => cp(dist, into, { recursive: true });
    expect(await publish([folder], io, fill), io.complained.join('\n')).toBe(0);
    await readersSee('in the UK, 91%');

    await writeDelivery(project, { iso3: 'GBR', year: 2018, value: 84.2 });
    expect(await run('take', 'delivery.csv')).toMatchObject({ code: 2 });
    await endRepairs(project);
    const doubted = await run('take', 'delivery.csv');
    expect(doubted.code).toBe(1);
    expect(doubted.said).toContain('these are the values of 2026-07-13, 6,893 of 6,894');
    expect(await run('take', 'delivery.csv', '--yes')).toMatchObject({ code: 0 });

    const pin = `internet-use=${source}/${newRelease}`;
    const line = (await project.read(english))
      .split('\n')
      .findIndex((it) => it.includes('$gbr-2018'));
    const place = `${english}:${line + 1}:`;
    expect(await run('check', '--pin', pin)).toEqual({
      code: 1,
      said: expect.stringContaining(place)
    });
    expect(await run('edition', 'pin', pin)).toMatchObject({ code: 1 });
    expect(await run('publish', folder)).toMatchObject({ code: 1 });
    for (const [path, [before, after]] of Object.entries(mended))
      await project.replace(path, before, after);
    for (const step of [
      ['edition', 'lock'],
      ['accept', '--draft'],
      ['publish', folder]
    ] as const) {
      const { code, said } = await run(...step);
      expect(code, said).toBe(0);
    }
    await readersSee('in the UK only 84%');

    expect(await run('rollback', folder)).toMatchObject({ code: 0 });
    await readersSee('in the UK, 91%');
    await published.close();
  });

  it('sees a fault over the page as it is typed, and the page again once it is mended', async () => {
    const server = await openDevServer({ root, project: project.root, port: 4400 });
    try {
      await onPage({ viewport: { width: 1280, height: 800 } }, async (page) => {
        const listening = watchDevSocket(page);
        await page.goto(`${server.url}en/`);
        await listening();
        const fault = page.getByRole('alert');
        const text = await project.read(english);
        await project.replace(english, '{% $gbr-2018 %}', '{% $gbr-2081 %}');
        await fault.getByText('gbr-2081').first().waitFor();
        expect(await fault.innerText()).toContain(`${english}:`);
        // The page stays readable beneath it.
        expect((await page.getByRole('main').innerText()).length).toBeGreaterThan(5000);
        await listening();
        await project.write(english, text);
        await fault.waitFor({ state: 'detached' });
        await listening();
        await project.replace(
          english,
          'In 2010 the world stood',
          'In 2010, says an editor, the world stood'
        );
        await page.locator('#world-2010').getByText('says an editor').waitFor();
      });
    } finally {
      await server.close();
    }
  });
});

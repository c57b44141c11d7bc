import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { check } from '../../src/desk/review/check.ts';
import { languages, languageNames } from '../../src/locale/languages.ts';
import { onPage, useChromium } from './chromium.ts';
import { recordingDesk } from '../desk/recording-desk.ts';
import { openWindow, type OpenWindow } from '../journeys/open-window.ts';
import { copyProject, type ProjectCopy } from '../journeys/project-copy.ts';
import { desktop } from '../journeys/walk.ts';

useChromium();

const root = join(import.meta.dirname, '..', '..');
const source = 'wb-internet-users';
/** Publishing draws every picture, on a busy machine too. */
const slow = 600_000;

/** What an editor writes for the older release, each after what stands there: Indonesian, English. */
const words: Readonly<Record<string, readonly (readonly [from: string, to: string])[][]>> = {
  'world/world-now': [
    [
      ['sudah menyalip dunia', 'masih di bawah dunia'],
      ['Indonesia memakai', 'Indonesia sudah memakai']
    ],
    [
      ['By {%', 'In {%'],
      ['had overtaken the world', 'was still below the world'],
      ['stood at', 'was at']
    ]
  ],
  'signal/signal-now': [
    [['dunia memakai', 'dunia sudah memakai']],
    [['used the internet', 'was using the internet']]
  ],
  'speed/lead': [
    [['dunia perlu', 'dunia butuh']],
    [['; the world took {%', '; the world needed {%']]
  ],
  'methods/after#data': [
    [
      ['Datanya', 'Data cerita ini'],
      ['terbitan lama ikut', 'terbitan lain ikut']
    ],
    [
      ['The data', 'Our data'],
      ['an older one', 'another one']
    ]
  ],
  'words.answers/answer.world-early': [
    [['; terbitan terbarunya tidak memuat angka untuk tahun seawal itu', '']],
    [['; its newest release gives none for so early a year', '']]
  ],
  'words.answers/answer.span-world': [
    [['; terbitan yang ditampilkan baru mulai setelah 10% terlewati', '']],
    [[': the one shown starts with a first tenth already passed', '']]
  ]
};

let project: ProjectCopy;
let url = '';
let desk: OpenWindow;

beforeAll(async () => {
  project = await copyProject();
  // One commit, of the edition that the editor leaves.
  desk = await openWindow(project, {
    text: (_revision, file) => readFile(join(root, file), 'utf8'),
    revisionsOf: () => Promise.resolve(['HEAD'])
  });
  url = desk.url;
});
afterAll(async () => {
  await desk.close();
  await project.remove();
});

/** A failure shows the whole page, with what it refused. */
const saysSoon = (page: Page, text: string, timeout = 60_000) =>
  expect.poll(() => page.getByRole('main').innerText(), { timeout }).toContain(text);

async function pin(page: Page, release: string) {
  await page.goto(`${url}en/changes`);
  await page.getByRole('combobox').selectOption(`${source}/${release}`);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByText('No longer true:').waitFor();
  await page.getByRole('button', { name: 'Pin this release' }).click();
  await saysSoon(page, `→ ${source}/${release}`);
}

const faultsOn = (page: Page) =>
  page.getByRole('region', { name: 'What does not hold' }).getByRole('listitem').getByRole('link');

async function mendAll(page: Page) {
  // Whole pages stand beside the words: another journey looks at them.
  await page.route('**/draft/**', (route) => route.abort());
  const keep = page.getByRole('button', { name: 'Keep these words' });
  for (const done = new Set<string>(); ;) {
    await page.goto(`${url}en/mend`);
    const link = faultsOn(page).first();
    if (!(await link.isVisible())) return;
    const text = await link.innerText();
    expect([...done]).not.toContain(text);
    done.add(text);
    await link.click();
    await keep.waitFor();
    for (const [at, language] of languages.entries()) {
      const box = page.getByRole('textbox', { name: languageNames[language] });
      let said = await box.inputValue();
      for (const [from, to] of words[text]![at]!) {
        expect(said).toContain(from);
        said = said.replace(from, to);
      }
      await box.fill(said);
    }
    // “Almost three quarters” becomes “more than half” with its promise.
    for (const value of ['over 50', 'yes'])
      for (const ready of await page.locator(`input[value="${value}"]`).all()) await ready.check();
    await keep.click();
    await saysSoon(page, 'Wrote data/');
  }
}

async function review(page: Page) {
  await page.goto(`${url}en/review`);
  for (const accept of await page.getByRole('radio', { name: 'accept' }).all())
    await accept.check();
  for (const group of await page.getByRole('checkbox').all()) await group.check();
  await page.getByRole('textbox', { name: 'Your name' }).fill('Ana');
  await page.getByRole('button', { name: 'Keep these decisions' }).click();
  await saysSoon(page, 'Every text is as it was accepted');
}

async function publish(page: Page) {
  await page.goto(`${url}en/publish`);
  const place = page.getByRole('textbox', { name: 'Folder' });
  await place.fill(join(project.root, 'site'));
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  await saysSoon(page, 'Readers now see', slow);
}

async function printed(release: string, place: string, year: number) {
  const folder = `data/vintages/${source}/${release}`;
  const tables = await Promise.all(
    ['data.csv', 'aggregates.csv'].map((file) => project.read(`${folder}/${file}`))
  );
  const [, value] = new RegExp(`^${place},${year},([\\d.]+)`, 'm').exec(tables.join('\n'))!;
  return `${Math.round(Number(value))}%`;
}

async function expectTrue(page: Page, release: string, now: number, latest: number) {
  for (const language of languages) {
    const file = join(project.root, 'site', 'current', language, 'index.html');
    await page.goto(`file://${file}`, { waitUntil: 'domcontentloaded' });
    const step = (id: string) => page.locator(`#${id} .words`).textContent();
    const [both, last] = [await step('world-now'), await step('signal-now')];
    expect(both).toContain(`${now}`);
    expect(both).toContain(await printed(release, 'IDN', now));
    expect(both).toContain(await printed(release, 'WLD', now));
    expect(last).toContain(`${latest}`);
    expect(last).toContain(await printed(release, 'WLD', latest));
  }
}

async function expectHolds() {
  const io = recordingDesk(project.root, '2026-12-02T10:00:00Z');
  expect(await check([], io)).toBe(0);
  expect(io.printed.join('\n')).toContain('The story holds');
}

it(
  'moves the story to another release, each text read, and publishes it',
  () =>
    onPage(desktop, async (page) => {
      await pin(page, '2024-05-30');
      await mendAll(page);
      await review(page);
      await publish(page);
      await expectTrue(page, '2024-05-30', 2021, 2021);
      await expectHolds();
    }),
  slow
);

it(
  'moves it back, publishes it, and takes it back',
  () =>
    onPage(desktop, async (page) => {
      await pin(page, '2026-07-13');
      await saysSoon(page, 'Compared with the published 2026-12-02, another release is shown');
      await page.goto(`${url}en/mend`);
      await page.getByRole('button', { name: 'Bring back these words' }).click();
      await expect.poll(() => faultsOn(page).count()).toBe(0);
      await review(page);
      await publish(page);
      await expectTrue(page, '2026-07-13', 2024, 2025);
      await expectHolds();
      await page.goto(`${url}en/publish`);
      await page.getByRole('button', { name: 'Take it back' }).click();
      await saysSoon(page, 'Readers now see');
      await expectTrue(page, '2024-05-30', 2021, 2021);
    }),
  slow
);

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { rm } from 'node:fs/promises';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FillSite } from '../../src/desk/output/build.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { releases, rollback } from '../../src/desk/release/releases.ts';
import { languages } from '../../src/locale/languages.ts';
import { lockFile } from '../../src/story/lock.ts';
import { lockFirst } from './locked-project.ts';
import { copiesOf, inFolder, removeFolders, type SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

let project: SmallProject;
let folder = '';
let hour = 0;
/** The labels of what cards and feeds say: every publication reads all that there are. */
const said = /^(card|changes|corrections|embed\.card|figure|help|site|upkeep|withdrawn)\./;
const givenProject = copiesOf(async () => {
  const project = await smallProject();
  for (const language of languages) {
    const from = join('data/copy', language);
    const labels: Record<string, string> = {};
    for (const name of (await readdir(from)).filter((one) =>
      /^words(\.(cards|help|pages|partners))?\.json$/.test(one)
    ))
      Object.assign(labels, JSON.parse(await readFile(join(from, name), 'utf8')));
    const needed = Object.entries(labels).filter(([label]) => said.test(label));
    project.write(join(from, 'words.json'), JSON.stringify(Object.fromEntries(needed), null, 1));
  }
  return lockFirst(project);
});
beforeEach(async () => {
  project = inFolder(await givenProject());
  folder = `${project.root}-public`;
  hour = 10;
  project.desk.now = () => new Date(Date.UTC(2026, 0, 2, hour++));
});
afterEach(async () => {
  removeFolders();
  await rm(folder, { recursive: true, force: true });
});

const none = { id: 'Belum ada ralat.', en: 'No corrections so far.' };
const cardIn = (language: 'id' | 'en', says: string) =>
  `<main>${says}<!--correction--><p>${none[language]}</p><!--/correction--></main>`;

/**
 * A build of one edition: a live card and a pinned one in each language, the list and the feeds.
 */
const site =
  (day: string, says: string): FillSite =>
  async (_root, into) => {
    const place = `embed/v1/editions/${day}`;
    const files: Record<string, string> = {
      'index.html': says,
      'embed/v1/embeds.json': JSON.stringify({
        edition: day,
        editions: [{ edition: day, list: `../../${place}/embeds.json` }],
        embeds: []
      }),
      [`${place}/oembed/en/world.json`]: '{"version":"1.0"}',
      [`${place}/pictures/world.bin`]: '\u0000\u0001'
    };
    for (const language of languages) {
      files[`embed/v1/${language}/world.html`] = cardIn(language, says);
      files[`${place}/${language}/world.html`] = cardIn(language, says);
      files[`embed/v1/changes.${language}.atom`] = '<feed/>';
    }
    for (const [path, contents] of Object.entries(files)) {
      await mkdir(dirname(join(into, path)), { recursive: true });
      await writeFile(join(into, path), contents);
    }
  };
const put = (day: string, says: string) => publish([folder], project.desk, site(day, says));
const nextEdition = (day: string) =>
  project.edit(lockFile, (text) => text.replace(/"edition": "[^"]+"/, `"edition": "${day}"`));
const shown = (path: string) => readFile(join(folder, 'current', path), 'utf8');
const pinned = (day: string, language = 'en') =>
  shown(`embed/v1/editions/${day}/${language}/world.html`);
/** A pinned card without the notice in it, which a later edition renews. */
const asDrawn = async (day: string, language = 'en') =>
  (await pinned(day, language)).replace(/<!--correction-->.*<!--\/correction-->/, '');
const drawn = (says: string) => `<main>${says}</main>`;
const sound = async () => {
  project.forget();
  expect(await releases([folder], project.desk)).toBe(0);
};

describe('publish', () => {
  beforeEach(async () => {
    expect(await put('2026-01-02', 'first')).toBe(0);
    nextEdition('2026-02-01');
    project.forget();
  });

  it('keeps every pinned card of earlier editions as it was drawn, in release after release, and says that there is a newer one', async () => {
    expect(await put('2026-02-01', 'second')).toBe(0);
    expect(project.printed()).toContain('Kept the cards pinned to 2026-01-02');
    nextEdition('2026-03-01');
    expect(await publish([folder, '--keep', '2'], project.desk, site('2026-03-01', 'third'))).toBe(
      0
    );
    expect(await readdir(join(folder, 'releases'))).toEqual(['2026-02-01', '2026-03-01']);
    expect(await asDrawn('2026-01-02')).toBe(drawn('first'));
    expect(await pinned('2026-01-02')).toContain(
      'edition of 2 January 2026. There is a newer one, of 1 March 2026.'
    );
    expect(await asDrawn('2026-02-01', 'id')).toBe(drawn('second'));
    expect(await pinned('2026-02-01', 'id')).toContain('lebih baru, 1 Maret 2026.');
    expect(await pinned('2026-03-01')).toBe(cardIn('en', 'third'));
    expect(await shown('embed/v1/en/world.html')).toBe(cardIn('en', 'third'));
    expect(await shown('embed/v1/editions/2026-01-02/oembed/en/world.json')).toBe(
      '{"version":"1.0"}'
    );
    expect(await shown('embed/v1/editions/2026-01-02/pictures/world.bin')).toBe('\u0000\u0001');
    await sound();
  });

  it('shows a later correction in them, and its packed copies are those of the page', async () => {
    for (const [day, said] of [
      ['2026-02-01', 'The figure was wrong. '],
      ['2026-03-01', 'The figure was wrong twice. ']
    ] as const) {
      const text = { id: 'Angka dunia salah.'.repeat(9), en: said.repeat(9) };
      project.write(
        'data/corrections.json',
        JSON.stringify([
          { id: '2026-01-20-world', posted: '2026-01-20T09:00:00Z', place: 'world', text }
        ])
      );
      nextEdition(day);
      expect(await put(day, 'later')).toBe(0);
      const page = await pinned('2026-01-02');
      expect(page).toContain(said);
      const packed = (extension: string) =>
        readFile(join(folder, `current/embed/v1/editions/2026-01-02/en/world.html${extension}`));
      expect(brotliDecompressSync(await packed('.br')).toString()).toBe(page);
      expect(gunzipSync(await packed('.gz')).toString()).toBe(page);
    }
    await sound();
  });

  it('puts an explanation in the place of a withdrawn one, and ends its oEmbed answer', async () => {
    const reason = { id: 'Alasannya.', en: 'The reason.' };
    project.write(
      'data/withdrawals.json',
      JSON.stringify([
        { card: 'world', editions: ['2026-01-02', '2026-02-01'], date: '2026-01-20', reason }
      ])
    );
    expect(await put('2026-02-01', 'second')).toBe(0);
    expect(project.printed()).toContain('Withdrawn: world of 2026-01-02, world of 2026-02-01.');
    expect(await pinned('2026-01-02')).toContain('The reason.');
    expect(await pinned('2026-01-02')).not.toContain('first');
    await expect(shown('embed/v1/editions/2026-01-02/oembed/en/world.json')).rejects.toThrow(
      'ENOENT'
    );
    expect(await shown('embed/v1/changes.en.atom')).toContain('Withdrawn on 20 January 2026');
    project.write('data/withdrawals.json', '[]');
    nextEdition('2026-03-01');
    project.forget();
    expect(await put('2026-03-01', 'third')).toBe(2);
    expect(project.complained()).toContain('data/withdrawals.json');
  });

  it('names every edition in the list and in the feed', async () => {
    await put('2026-02-01', 'second');
    expect(
      (JSON.parse(await shown('embed/v1/embeds.json')) as { editions: unknown }).editions
    ).toEqual([
      { edition: '2026-02-01', list: '../../embed/v1/editions/2026-02-01/embeds.json' },
      { edition: '2026-01-02', list: '../../embed/v1/editions/2026-01-02/embeds.json' }
    ]);
    expect(
      [
        ...(await shown('embed/v1/changes.id.atom')).matchAll(/urn:terhubung:edition:([\d-]+)/g)
      ].map(([, day]) => day)
    ).toEqual(['2026-02-01', '2026-01-02']);
  });

  it('finds nothing to do when asked twice', async () => {
    await put('2026-02-01', 'second');
    project.forget();
    expect(await put('2026-02-01', 'second')).toBe(0);
    expect(project.printed()).toContain('Readers already see 2026-02-01');
  });

  it('lets the edition that is shown be set right under its own day', async () => {
    nextEdition('2026-01-02');
    expect(await put('2026-01-02', 'first, set right')).toBe(0);
    expect(await pinned('2026-01-02')).toBe(cardIn('en', 'first, set right'));
  });

  it('takes a harmed card from an older release, and says which it lost', async () => {
    await put('2026-02-01', 'second');
    nextEdition('2026-03-01');
    const card = 'embed/v1/editions/2026-01-02/en/world.html';
    await writeFile(join(folder, 'current', card), 'harmed');
    expect(await put('2026-03-01', 'third')).toBe(0);
    expect(await asDrawn('2026-01-02')).toBe(drawn('first'));
    for (const release of await readdir(join(folder, 'releases')))
      await writeFile(join(folder, 'releases', release, card), 'harmed');
    nextEdition('2026-04-01');
    project.forget();
    expect(await put('2026-04-01', 'fourth')).toBe(0);
    expect(project.complained()).toContain(`copy of ${card}`);
  });

  it('has pinned cards back after a rollback and the next release, and says what is missing until then', async () => {
    await put('2026-02-01', 'second');
    project.forget();
    expect(await rollback([folder], project.desk)).toBe(0);
    expect(project.complained()).toContain('2026-01-02 has no cards pinned to 2026-02-01');
    nextEdition('2026-03-01');
    expect(await put('2026-03-01', 'third')).toBe(0);
    expect(await asDrawn('2026-02-01')).toBe(drawn('second'));
  });
});

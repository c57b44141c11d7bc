import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { folderPlace } from '../../src/desk/release/folder-place.ts';
import { releaseEdition } from '../../src/desk/release/publish.ts';
import { openPublished, releaseFaults } from '../../src/desk/release/release-place.ts';
import { rollback } from '../../src/desk/release/releases.ts';
import { languages } from '../../src/locale/languages.ts';
import { lockFirst } from './locked-project.ts';
import type { SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

let project: SmallProject;
/** Holds the releases of 2 January and 1 February, and is copied for each test. */
let template = '';
let folder = '';
let hour = 10;
const needed = /^(card|changes|corrections|embed\.card|figure|help|site|upkeep|withdrawn)\./;
const ledgers = ['data/corrections.json', 'data/withdrawals.json'];

async function projectWithLabels() {
  const made = await smallProject();
  for (const language of languages) {
    const from = join('data/copy', language);
    const labels: Record<string, string> = {};
    for (const name of (await readdir(from)).filter((one) =>
      /^words(\.(cards|help|pages|partners))?\.json$/.test(one)
    ))
      Object.assign(labels, JSON.parse(await readFile(join(from, name), 'utf8')));
    // A label that states a claim is true of the whole story's figures only.
    const own = Object.entries(labels).filter(
      ([label, text]) => needed.test(label) && !text.includes('{% states')
    );
    made.write(join(from, 'words.json'), JSON.stringify(Object.fromEntries(own), null, 1));
  }
  return lockFirst(made);
}

const notice = { id: 'Belum ada ralat.', en: 'No corrections so far.' };
const cardIn = (language: 'id' | 'en', text: string) =>
  `<main>${text}<!--correction--><p>${notice[language]}</p><!--/correction--></main>`;

async function writeSite(into: string, day: string, text: string) {
  const place = `embed/v1/editions/${day}`;
  const files: Record<string, string> = {
    'index.html': text,
    'embed/v1/embeds.json': JSON.stringify({
      edition: day,
      editions: [{ edition: day, list: `../../${place}/embeds.json` }],
      embeds: []
    }),
    [`${place}/oembed/en/world.json`]: '{"version":"1.0"}',
    [`${place}/pictures/world.bin`]: '\u0000\u0001'
  };
  for (const language of languages) {
    files[`embed/v1/${language}/world.html`] = cardIn(language, text);
    files[`${place}/${language}/world.html`] = cardIn(language, text);
    files[`embed/v1/changes.${language}.atom`] = '<feed/>';
  }
  for (const [path, contents] of Object.entries(files)) {
    await mkdir(dirname(join(into, path)), { recursive: true });
    await writeFile(join(into, path), contents);
  }
}

async function put(day: string, text: string, keep = 9) {
  const site = await mkdtemp(join(template, '..', 'terhubung-carry-'));
  await writeSite(site, day, text);
  const edition = {
    site,
    now: new Date(Date.UTC(2026, 0, 2, hour++)),
    edition: day,
    claims: { count: 1, sha256: 'a'.repeat(64) },
    vintages: []
  };
  const report = await releaseEdition(project.files, folderPlace(folder), edition, keep);
  await rm(site, { recursive: true });
  return report;
}
beforeAll(async () => {
  project = await projectWithLabels();
  template = await mkdtemp(join(tmpdir(), 'terhubung-carried-'));
  folder = template;
  await put('2026-01-02', 'first');
  await put('2026-02-01', 'second');
});
beforeEach(async () => {
  folder = `${template}-public`;
  await cp(template, folder, { recursive: true, verbatimSymlinks: true });
});
afterEach(async () => {
  for (const ledger of ledgers) project.write(ledger, '[]');
  await rm(folder, { recursive: true });
});
afterAll(async () => {
  await rm(template, { recursive: true });
});

const shown = (path: string) => readFile(join(folder, 'current', path), 'utf8');
const pinned = (day: string, language = 'en') =>
  shown(`embed/v1/editions/${day}/${language}/world.html`);
/** A pinned card without its notice, which later editions renew. */
const asDrawn = async (day: string, language = 'en') =>
  (await pinned(day, language)).replace(/<!--correction-->.*<!--\/correction-->/, '');
const drawn = (text: string) => `<main>${text}</main>`;

describe('a release', () => {
  it('keeps the pinned cards of every earlier edition, with a notice of the newer one', async () => {
    expect(await put('2026-03-01', 'third', 2)).toMatchObject({
      pinned: ['2026-02-01', '2026-01-02'],
      lost: []
    });
    expect(await readdir(join(folder, 'releases'))).toEqual(['2026-02-01', '2026-03-01']);
    expect(await asDrawn('2026-01-02')).toBe(drawn('first'));
    expect(await pinned('2026-01-02')).toContain(
      'edition of 2 January 2026. There is a newer one, of 1 March 2026.'
    );
    expect(await asDrawn('2026-02-01', 'id')).toBe(drawn('second'));
    expect(await pinned('2026-02-01', 'id')).toContain('lebih baru, 1 Maret 2026.');
    expect(await pinned('2026-03-01')).toBe(cardIn('en', 'third'));
    expect(await shown('embed/v1/en/world.html')).toBe(cardIn('en', 'third'));
    const first = 'embed/v1/editions/2026-01-02';
    expect(await shown(`${first}/oembed/en/world.json`)).toBe('{"version":"1.0"}');
    expect(await shown(`${first}/pictures/world.bin`)).toBe('\u0000\u0001');
    const place = folderPlace(folder);
    for (const release of (await openPublished(place)).releases)
      expect(await releaseFaults(place, release)).toEqual([]);
  });

  it('lists every edition in the list of embeds and in the feeds', async () => {
    const { editions } = JSON.parse(await shown('embed/v1/embeds.json')) as { editions: unknown };
    expect(editions).toEqual([
      { edition: '2026-02-01', list: '../../embed/v1/editions/2026-02-01/embeds.json' },
      { edition: '2026-01-02', list: '../../embed/v1/editions/2026-01-02/embeds.json' }
    ]);
    const feed = await shown('embed/v1/changes.id.atom');
    expect([...feed.matchAll(/urn:terhubung:edition:([\d-]+)/g)].map(([, day]) => day)).toEqual([
      '2026-02-01',
      '2026-01-02'
    ]);
  });

  it('shows a later correction in them, also in their compressed copies', async () => {
    const text = { id: 'Angka dunia salah.'.repeat(9), en: 'The figure was wrong. '.repeat(9) };
    project.write(
      'data/corrections.json',
      JSON.stringify([
        { id: '2026-01-20-world', posted: '2026-01-20T09:00:00Z', place: 'world', text }
      ])
    );
    await put('2026-03-01', 'later');
    const page = await pinned('2026-01-02');
    expect(page).toContain('The figure was wrong. ');
    const packed = (extension: string) =>
      readFile(join(folder, `current/embed/v1/editions/2026-01-02/en/world.html${extension}`));
    expect(brotliDecompressSync(await packed('.br')).toString()).toBe(page);
    expect(gunzipSync(await packed('.gz')).toString()).toBe(page);
  });

  it('replaces a withdrawn card by the reason and drops its oEmbed answer, for ever', async () => {
    const reason = { id: 'Alasannya.', en: 'The reason.' };
    project.write(
      'data/withdrawals.json',
      JSON.stringify([
        { card: 'world', editions: ['2026-01-02', '2026-03-01'], date: '2026-01-20', reason }
      ])
    );
    expect(await put('2026-03-01', 'third')).toMatchObject({
      withdrawn: ['world of 2026-01-02', 'world of 2026-03-01'],
      notThere: []
    });
    expect(await pinned('2026-01-02')).toContain('The reason.');
    expect(await pinned('2026-01-02')).not.toContain('first');
    await expect(shown('embed/v1/editions/2026-01-02/oembed/en/world.json')).rejects.toThrow(
      'ENOENT'
    );
    expect(await shown('embed/v1/changes.en.atom')).toContain('Withdrawn on 20 January 2026');
    project.write('data/withdrawals.json', '[]');
    await expect(put('2026-04-01', 'fourth')).rejects.toMatchObject({ kind: 'pinned-card' });
  });

  it('is the same when its edition is published again', async () => {
    expect(await put('2026-02-01', 'second')).toMatchObject({ outcome: 'same' });
  });

  it('replaces the pinned cards of its own edition', async () => {
    await put('2026-02-01', 'second, corrected');
    expect(await pinned('2026-02-01')).toBe(cardIn('en', 'second, corrected'));
  });

  it('takes a damaged card from an older release, and names one that is lost', async () => {
    const card = 'embed/v1/editions/2026-01-02/en/world.html';
    await writeFile(join(folder, 'current', card), 'damaged');
    expect(await put('2026-03-01', 'third')).toMatchObject({ lost: [] });
    expect(await asDrawn('2026-01-02')).toBe(drawn('first'));
    for (const release of await readdir(join(folder, 'releases')))
      await writeFile(join(folder, 'releases', release, card), 'damaged');
    expect(await put('2026-04-01', 'fourth')).toMatchObject({ lost: [card] });
  });

  it('has the pinned cards again after a rollback, which warns that they are missing', async () => {
    project.forget();
    expect(await rollback([folder], project.desk)).toBe(0);
    expect(project.complained()).toContain('2026-02-01');
    await put('2026-03-01', 'third');
    expect(await asDrawn('2026-02-01')).toBe(drawn('second'));
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { correctionSlot } from '../../src/cards/page/correction-slot.ts';
import { readWithdrawals, withdrawalOf } from '../../src/cards/withdrawal.ts';
import { readHelplines } from '../../src/pages/helpline.ts';
import { pinnedFile, type CurrentState } from '../../src/site/pages/pinned-file.ts';
import { storyWords } from '../charts/story-data.ts';

const words = { id: storyWords('id'), en: storyWords('en') };
const correction = {
  id: '2027-01-15-world-2023',
  posted: '2027-01-15T09:30:00+07:00',
  place: 'world-2023',
  text: { id: 'Angka <dunia>', en: 'The world figure' }
};
const withdrawal = {
  card: 'world' as const,
  editions: ['2026-11-25'],
  date: '2027-02-01',
  reason: { id: 'Gambar ini dapat membahayakan anak.', en: 'This figure could harm a child.' }
};
const helplines = readHelplines(readFileSync('data/care/helplines.json', 'utf8'));
const today: CurrentState = {
  corrections: [],
  withdrawals: [],
  helplines,
  words,
  reviewBy: null,
  edition: '2026-11-25',
  address: ''
};
const place = 'embed/v1/editions/2026-11-25';
const card = `<!doctype html><main id="card">Secret message ${correctionSlot([], words.id, { reviewBy: null })}</main>`;

const cardAt = (path: string, state: CurrentState, from = card) =>
  pinnedFile(`${place}/${path}.html`, from, state)!;
const taken = { ...today, withdrawals: [withdrawal] };

describe('pinnedFile', () => {
  it('changes nothing without news', () => {
    expect(cardAt('id/world', today)).toBe(card);
  });

  it('adds later corrections of its figure only', () => {
    const corrected = { ...today, corrections: [correction] };
    const html = cardAt('id/world', corrected);
    expect(html).toContain('Diralat pada 15 Januari 2027:');
    expect(html).toContain('Angka &lt;dunia&gt;');
    expect(html).not.toContain(words.id.labels['corrections.none']);
    expect(cardAt('id/coverage', corrected)).toBe(html);
    expect(cardAt('id/speed', corrected)).toBe(card);
    expect(cardAt('id/story', corrected)).toBe(html);
    expect(cardAt('id/world', today, html)).toBe(card);
  });

  it('says that a newer edition exists', () => {
    const later = { ...today, edition: '2027-03-01' };
    const html = cardAt('id/speed', later);
    expect(html).toContain(
      'edisi 25 November 2026. Sudah ada edisi yang lebih baru, 1 Maret 2027.'
    );
    expect(html).not.toContain(words.id.labels['corrections.none']);
    expect(cardAt('id/speed', today, html)).toBe(card);
    expect(pinnedFile('embed/v1/editions/2027-03-01/id/speed.html', card, later)).toBe(card);
    const both = cardAt('en/world', {
      ...later,
      corrections: [correction]
    });
    expect(both).toMatch(
      /Corrected on 15 January 2027:.*The world figure.*newer one, of 1 March 2027\./
    );
  });

  it('says until when it is maintained, by today’s ledger', () => {
    const promised = { ...today, reviewBy: '2027-02-28' };
    const html = cardAt('id/speed', promised);
    expect(html).toContain(
      'Angka diperiksa sampai 28 Februari 2027. <b hidden data-from="2027-03-01T00:00">Sejak itu tidak diperbarui lagi.</b>'
    );
    expect(html).toContain(words.id.labels['corrections.none']);
    expect(cardAt('id/speed', { ...today, reviewBy: '2028-02-28' }, html)).toContain(
      'data-from="2028-02-29T00:00"'
    );
    expect(cardAt('id/speed', today, html)).toBe(card);
    const all = cardAt('en/world', {
      ...promised,
      edition: '2027-03-01',
      corrections: [correction]
    });
    expect(all).toMatch(
      /until 28 February 2027\. .*Not updated since then\..*Corrected on 15 January 2027:.*newer one, of 1 March 2027\./
    );
    expect(all).not.toContain(words.en.labels['corrections.none']);
  });

  it('replaces a withdrawn card by reason, table, help and story', () => {
    const html = cardAt('en/world', taken);
    expect(html).toContain('This figure was withdrawn on 1 February 2027');
    expect(html).toContain(withdrawal.reason.en);
    expect(html).toContain('href="../../../../../en/#world-about"');
    expect(html).toContain('href="../../../../../en/#world"');
    expect(html).toContain('0800 1111');
    expect(html).not.toContain('<script');
    expect(html).not.toContain('Secret message');
    expect(html).toContain(`<meta name="robots" content="noindex">`);
    const addressed = cardAt('en/world', { ...taken, address: 'https://news.example/' });
    expect(addressed).toContain('href="https://news.example/en/#world"');
  });

  it('removes the other files of a withdrawn card, and keeps other editions', () => {
    expect(pinnedFile('embed/v1/editions/2027-03-01/id/world.html', card, taken)).toBe(card);
    expect(pinnedFile(`${place}/oembed/en/world.480.json`, '', taken)).toBeUndefined();
    expect(pinnedFile(`${place}/oembed/en/speed.json`, '{}', taken)).toBe('{}');
  });

  it('withdraws the whole story with any of its figures', () => {
    expect(cardAt('id/story', taken)).toContain(withdrawal.reason.id);
    expect(pinnedFile('embed/v1/editions/2027-03-01/id/story.html', card, taken)).toBe(card);
  });

  it('refuses to restore a card whose withdrawal was deleted', () => {
    const html = cardAt('en/world', taken);
    expect(() => cardAt('en/world', today, html)).toThrow('data/withdrawals.json');
  });

  it('updates corrections in the list, and drops withdrawn cards', () => {
    const list = JSON.stringify({
      edition: '2026-11-25',
      withdrawn: [],
      embeds: [{ id: 'world', language: 'id', corrections: [] }]
    });
    const at = `${place}/embeds.json`;
    expect(
      JSON.parse(pinnedFile(at, list, { ...today, corrections: [correction] })!)
    ).toMatchObject({
      embeds: [{ id: 'world', corrections: [{ id: correction.id, text: correction.text.id }] }]
    });
    expect(JSON.parse(pinnedFile(at, list, taken)!)).toMatchObject({
      embeds: [],
      withdrawn: [withdrawal]
    });
  });
});

describe('the ledger of withdrawals', () => {
  it('withdraws a card in all editions or in some', () => {
    const all = [{ ...withdrawal, editions: 'all' as const }];
    expect(withdrawalOf(all, 'world', '2030-01-01')).toBe(all[0]);
    expect(withdrawalOf([withdrawal], 'world', '2030-01-01')).toBeUndefined();
    expect(withdrawalOf([withdrawal], 'world', '2026-11-25')).toBe(withdrawal);
  });

  it.each([
    ['a card that is none', { card: 'map' }],
    ['no reason in one language', { reason: { en: 'x' } }],
    ['no edition', { editions: [] }],
    ['an edition that is no day', { editions: ['latest'] }],
    ['an unknown field', { by: 'x' }]
  ])('refuses %s', (_, change) => {
    expect(() => readWithdrawals(JSON.stringify([{ ...withdrawal, ...change }]))).toThrow();
  });
});

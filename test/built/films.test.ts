import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { filmForms } from '../../src/cards/embed/film-names.ts';
import { filmLimits } from '../../src/site/films/film.ts';
import { filmShapes } from '../../src/site/films/film-sheet.ts';
import { attributes, built, builtFiles, dist } from './dist.ts';

const { embeds } = JSON.parse(built('embed/v1/embeds.json')) as { embeds: Embed[] };
const pathOf = (address: string) => address.replace(/^(\.\.\/)+/, '');
const raw = (path: string) => readFileSync(join(dist, path));
const filmed = embeds.filter(({ files }) => files?.films);

describe('the films that partners are handed', () => {
  it('are in the list and on the page, or nowhere', () => {
    const named = filmed.flatMap(({ files }) => files!.films!.map(({ mp4 }) => pathOf(mp4)));
    expect(builtFiles().filter((path) => path.endsWith('.mp4'))).toEqual(named.sort());
    for (const language of ['id', 'en']) {
      const links = attributes(built(`${language}/partners/index.html`), 'a', 'href').filter(
        (href) => href.endsWith('.mp4')
      );
      expect(links.map(pathOf).sort()).toEqual(
        named.filter((path) => path.includes(`/${language}/`))
      );
    }
  });

  it.each(filmed.map((embed) => [`${embed.language}/${embed.id}`, embed] as const))(
    '%s are MP4 of at most 3 MB, each with a still of its size, captions and words',
    (_name, { files }) => {
      expect(files!.films!.map(({ form }) => form)).toEqual([...filmForms]);
      for (const { form, mp4, still } of files!.films!) {
        const bytes = raw(pathOf(mp4));
        expect(bytes.subarray(4, 8).toString('latin1')).toBe('ftyp');
        expect(bytes.length).toBeLessThanOrEqual(filmLimits.bytes);
        const picture = raw(pathOf(still));
        expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
          filmShapes[form].width,
          filmShapes[form].height
        ]);
      }
      expect(built(pathOf(files!.captions!))).toMatch(/^WEBVTT\n/);
      expect(built(pathOf(files!.transcript!))).toMatch(/\S/);
    }
  );
});

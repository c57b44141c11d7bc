import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { filmForms } from '../../src/cards/embed/film-names.ts';
import { filmLimits } from '../../src/site/films/film.ts';
import { filmShapes } from '../../src/site/films/film-sheet.ts';
import { attributes, built, builtFiles, dist } from './dist.ts';

const list = JSON.parse(built('embed/v1/embeds.json')) as { kit: { zip: string }; embeds: Embed[] };
const pathOf = (address: string) => address.replace(/^(\.\.\/)+/, '');
const raw = (path: string) => readFileSync(join(dist, path));
const filmed = list.embeds.filter(({ pack }) => pack?.films);

describe('the films that partners are handed', () => {
  it('are in the list, on the page and in the pack, or nowhere; never in the kit', () => {
    const named = filmed.flatMap(({ pack }) => pack!.films!.map(({ mp4 }) => pathOf(mp4)));
    expect(builtFiles().filter((path) => path.endsWith('.mp4'))).toEqual(named.sort());
    for (const language of ['id', 'en']) {
      const links = attributes(built(`${language}/partners/index.html`), 'a', 'href').filter(
        (href) => href.endsWith('.mp4')
      );
      expect(links.map(pathOf).sort()).toEqual(
        named.filter((path) => path.includes(`/${language}/`))
      );
    }
    expect(
      Object.keys(
        unzipSync(raw(pathOf(list.kit.zip)), { filter: ({ name }) => name.endsWith('.mp4') })
      )
    ).toEqual([]);
  });

  it.each(filmed.map((embed) => [`${embed.language}/${embed.id}`, embed] as const))(
    '%s are MP4 of at most 3 MB, each with a still of its size, captions and words',
    (_name, { pack }) => {
      const zipped = unzipSync(raw(pathOf(pack!.zip)));
      const inPack = (address: string) =>
        Object.entries(zipped).find(([name]) =>
          name.endsWith(`/${address.split('/').at(-1)}`)
        )?.[1];
      expect(pack!.films!.map(({ form }) => form)).toEqual([...filmForms]);
      for (const { form, mp4, still } of pack!.films!) {
        const bytes = raw(pathOf(mp4));
        expect(bytes.subarray(4, 8).toString('latin1')).toBe('ftyp');
        expect(bytes.length).toBeLessThanOrEqual(filmLimits.bytes);
        expect(Buffer.compare(bytes, inPack(mp4)!)).toBe(0);
        const picture = raw(pathOf(still));
        expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([
          filmShapes[form].width,
          filmShapes[form].height
        ]);
      }
      expect(built(pathOf(pack!.captions!))).toMatch(/^WEBVTT\n/);
      expect(new TextDecoder().decode(inPack(pack!.transcript!))).toBe(
        built(pathOf(pack!.transcript!))
      );
    }
  );
});

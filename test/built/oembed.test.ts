import { extract } from '@extractus/oembed-extractor';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CardHeights } from '../../src/cards/embed/card-heights.ts';
import { serveFolder, type FolderServer } from '../../src/desk/dev/serve-folder.ts';
import { share } from '../slice.ts';
import { built, builtFiles, dist } from './dist.ts';

const cards = builtFiles().filter((path) =>
  /^embed\/v1\/(editions\/[^/]+\/)?(id|en)\/\w+\.html$/.test(path)
);
interface Listed {
  live: string;
  pinned: string;
  title: string;
  heights: CardHeights;
}
const { embeds } = JSON.parse(built('embed/v1/embeds.json')) as { embeds: Listed[] };

let server: FolderServer;
beforeAll(async () => {
  server = await serveFolder(dist, { port: 0 });
});
afterAll(() => server.close());

async function read(path: string) {
  const url = server.url + path;
  const answer = (await extract(url)) as Record<string, string | number>;
  const src = / src="([^"]+)"/.exec(String(answer['html']))?.[1] ?? '';
  const home = path.includes('/editions/')
    ? 'embed/v1/editions/x/oembed/en/x.json'
    : 'embed/v1/oembed/en/x.json';
  return { answer, frame: new URL(src, server.url + home).href, url };
}

describe('an oEmbed client', () => {
  it('finds the answer of a card on its page', async () => {
    expect(cards.length).toBe(embeds.length * 2);
    for (const path of share(cards, 4)) {
      const listed = embeds.find(({ live, pinned }) =>
        [live, pinned].some((address) => address.endsWith(`/${path}`))
      )!;
      const { answer, frame, url } = await read(path);
      expect(answer).toMatchObject({
        version: '1.0',
        type: 'rich',
        title: listed.title,
        width: 640,
        height: listed.heights[640],
        method: 'auto-discovery'
      });
      expect(frame).toBe(url);
    }
  });
});

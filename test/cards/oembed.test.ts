import { describe, expect, it } from 'vitest';
import { cardWidths } from '../../src/cards/embed/card-heights.ts';
import { oembedAnswer, oembedLink, oembedPath } from '../../src/cards/embed/oembed.ts';
import { english, worldRecord } from './record-of.ts';
import { wordpressFilter } from '../hosts/wordpress-filter.ts';

const base = 'https://news.example/';
const answer = oembedAnswer(worldRecord, english, base);

describe('an oEmbed answer', () => {
  it('has the fields of type rich and no others', () => {
    expect(answer).toMatchObject({ version: '1.0', type: 'rich', width: 640, height: 700 });
    const known = [
      'version',
      'type',
      'title',
      'author_name',
      'author_url',
      'provider_name',
      'provider_url',
      'cache_age'
    ];
    expect(Object.keys(answer)).toEqual([...known, 'width', 'height', 'html']);
    expect(answer.author_url).toBe('https://news.example/en/');
  });

  it.each(cardWidths)('respects maxwidth=%i and has the known height', (width) => {
    const narrow = oembedAnswer(worldRecord, english, base, width);
    expect([narrow.width, narrow.height]).toEqual([width, worldRecord.heights[width]]);
    expect(narrow.html).toContain(` width="${width}" height="${worldRecord.heights[width]}" `);
    expect(narrow.html).toContain(`max-width:${width}px`);
  });

  it('has the known heights of narrower columns in its style', () => {
    expect(answer.html).toContain('+ clamp(0px,(480px - 100cqw)*1000000,100px)');
    expect(oembedAnswer(worldRecord, english, base, 320).html).toContain('height:900px;');
  });

  it('frames the pinned card of an edition', () => {
    const pinned = oembedAnswer(worldRecord, english, base, 640, '2026-11-25');
    expect(pinned.html).toContain(
      'src="https://news.example/embed/v1/editions/2026-11-25/en/world.html"'
    );
  });
});

describe('WordPress’s filter (E17)', () => {
  const left = wordpressFilter(answer.html, 'abc123') || '';

  it('keeps the quotation and the frame', () => {
    expect(left).toMatch(
      /^<blockquote [^>]*>[^<]*(<a href="[^"]+">[^<]+<\/a>[^<]*)+<\/blockquote><iframe [^>]+><\/iframe>$/
    );
    expect(left).toContain(' src="https://news.example/embed/v1/en/world.html#?secret=abc123"');
    expect(left).toContain(
      ' title="Figure: Most of the world &amp; more" width="640" height="700"'
    );
    expect(left.match(/ sandbox=/g)).toHaveLength(1);
  });

  it('keeps message, limits, source, licence, help and the link to the story', () => {
    const text = left
      .replace(/<[^>]*>/g, '')
      .replaceAll('&amp;', '&')
      .trim();
    expect(text).toBe(
      'Most of the world & more. This map counts people. It does not show how many children are harmed, where, or by whom. Source: The World Bank. CC BY 4.0. Changed: rounded. Licence: words Terhubung, CC BY-ND 4.0; data as credited. Help: Childline: 0800 1111. Directory: example.org. Read the whole story at Terhubung.'
    );
    expect(left).toContain('<a href="https://news.example/en/#world">');
    expect(
      oembedAnswer({ ...worldRecord, headline: 'Who is safe?' }, english, base).html
    ).toContain('>Who is safe?</a> This map');
  });
});

describe('discovery', () => {
  it('links the answer with its type', () => {
    expect(oembedLink(worldRecord, base)).toBe(
      '<link rel="alternate" type="application/json+oembed" href="https://news.example/embed/v1/oembed/en/world.json" title="Most of the world &amp; more">'
    );
  });

  it('gives a pinned card its own answers', () => {
    expect(oembedPath('en', 'world', { width: 480, edition: '2026-11-25' })).toBe(
      'embed/v1/editions/2026-11-25/oembed/en/world.480.json'
    );
  });
});

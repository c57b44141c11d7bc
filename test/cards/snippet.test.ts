import { describe, expect, it } from 'vitest';
import { helpText } from '../../src/cards/card-caption.ts';
import { snippet, type SnippetParts } from '../../src/cards/embed/snippet.ts';

const parts: SnippetParts = {
  language: 'en',
  frameTitle: 'Figure: “Online” & <more>',
  heights: { 320: 900, 480: 800, 640: 700 },
  caption: {
    title: 'Most of the world & more',
    limits: 'This map counts people. It does not show where.',
    source: 'Source',
    credits: [
      { credit: 'The World Bank <CC BY>', shown: 'Changed: <rounded>.' },
      { credit: 'ITU' }
    ],
    licence: 'Licence: words CC BY-ND 4.0.',
    story: { href: 'https://news.example/en/#world', text: 'Read the whole story' },
    help: {
      label: 'Help:',
      lines: [
        { country: 'GBR', text: 'Childline: 0800 1111.', confirmed: true, shown: true },
        { country: 'IDN', text: 'SAPA: 129*.', confirmed: false, shown: false },
        { country: 'WLD', text: 'Directory: example.org.', confirmed: true, shown: true }
      ],
      unconfirmed: '* Not yet called.'
    },
    picture: { label: 'As a picture', src: 'https://news.example/figure.png', alt: 'Map & “more”' }
  }
};
const src = 'https://news.example/embed/v1/en/world.html?theme=dark&paper=fff';
const html = snippet(parts, src);
const frame = /<iframe ([^>]*)><\/iframe>/.exec(html)?.[1] ?? '';
const given = Object.fromEntries(
  [...frame.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value])
);
const caption = /<figcaption>([\s\S]*)<\/figcaption>/.exec(html)?.[1] ?? '';

describe('the snippet (standards E06)', () => {
  it('is a figure with a frame and a caption', () => {
    expect(html).toMatch(
      /^<figure [^>]*>\n<iframe [^>]*><\/iframe>\n<details>[^\n]*<\/details>\n<figcaption>[\s\S]*<\/figcaption>\n<\/figure>$/
    );
    expect(html).not.toContain('<script');
  });

  it('sets exactly these attributes', () => {
    expect(Object.keys(given)).toEqual([
      'src',
      'title',
      'width',
      'height',
      'loading',
      'referrerpolicy',
      'sandbox',
      'data-terhubung-max',
      'style'
    ]);
    expect(given).toMatchObject({
      src: src.replace('&', '&amp;'),
      title: 'Figure: “Online” &amp; &lt;more&gt;',
      width: '100%',
      loading: 'lazy',
      referrerpolicy: 'no-referrer',
      sandbox: 'allow-scripts allow-popups allow-popups-to-escape-sandbox'
    });
  });

  it('has the tallest height as an attribute, and the known height as a minimum', () => {
    expect(given['height']).toBe('900');
    // If all heights are thousands of pixels, the smallest: a story can be scrolled.
    expect(
      snippet({ ...parts, heights: { 320: 9000, 480: 7000, 640: 5000, 720: 4800 } }, src)
    ).toContain(' height="4800" ');
    const [, height, least] =
      /;height:([^;]+);.*;min-height:([^;]+);/.exec(given['style'] ?? '') ?? [];
    expect(height).toMatch(/^calc\(700px/);
    expect(least).toBe(height);
    // Only a browser that sizes frames by their content drops the height; never above the limit.
    expect(given['style']).toContain(
      ';height:if(supports(frame-sizing:content-height):auto);frame-sizing:content-height;'
    );
    expect(given['style']).toContain(
      ';max-height:if(supports(frame-sizing:content-height):calc(calc(700px'
    );
  });

  it('has the picture, which loads only when it is opened, and none for a pinned card', () => {
    expect(html).toContain(
      '<details><summary>As a picture</summary><img src="https://news.example/figure.png" alt="Map &amp; “more”" width="600" loading="lazy" style="max-width:100%;height:auto"></details>'
    );
    const pinned = { ...parts, caption: { ...parts.caption, picture: undefined } };
    expect(snippet(pinned, src)).not.toContain('<img');
  });

  it('grants the height of doubled text if it exceeds the usual limit', () => {
    expect(given['data-terhubung-max']).toBe('4050');
    expect(snippet({ ...parts, heights: { 320: 600, 480: 500, 640: 400 } }, src)).not.toContain(
      'data-terhubung-max'
    );
  });

  it('has message, limits, sources, licence, story and help as text outside the frame (E05)', () => {
    const lines = caption.split('<br>\n');
    expect(lines).toEqual([
      '<strong>Most of the world &amp; more</strong>',
      'This map counts people. It does not show where.',
      'Source: <span lang="en">The World Bank &lt;CC BY&gt;</span> Changed: &lt;rounded&gt;.',
      'Source: <span lang="en">ITU</span>',
      'Licence: words CC BY-ND 4.0. <a href="https://news.example/en/#world">Read the whole story</a>',
      'Help: Childline: 0800 1111. Directory: example.org.'
    ]);
  });

  it('prints the help of the partner’s country, or of the language', () => {
    expect(helpText(parts.caption.help, 'IDN')).toBe(
      'Help: SAPA: 129*. Directory: example.org. * Not yet called.'
    );
    expect(helpText(parts.caption.help, 'FRA')).toBe(
      'Help: Childline: 0800 1111. Directory: example.org.'
    );
    expect(snippet(parts, src, 'IDN')).toContain('Help: SAPA: 129*.');
  });

  it('narrows the frame with the card', () => {
    expect(snippet(parts, src)).toContain('max-width:720px');
  });

  it('has its language and direction', () => {
    expect(html).toMatch(/^<figure class="terhubung" lang="en" dir="ltr" /);
  });
});

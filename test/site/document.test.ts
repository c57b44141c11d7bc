import { describe, expect, it } from 'vitest';
import { htmlDocument, type PageParts } from '../../src/site/pages/document.ts';

const parts: PageParts = {
  language: 'id',
  title: 'Judul "pertama" & lain',
  description: 'Isi',
  body: '<main></main>',
  home: '../',
  assets: { script: 'assets/story.js', styles: ['assets/story.css'] },
  boot: 'document.title',
  slug: '',
  address: ''
};

describe('the HTML document', () => {
  it('escapes attributes', () => {
    expect(htmlDocument(parts)).toContain('content="Judul &quot;pertama&quot; &amp; lain"');
  });

  it('has a preview picture, with a full address if the site has one', () => {
    const image = { path: 'share/id/story.png', alt: 'Judul "pertama". Isi' };
    const html = htmlDocument({ ...parts, image });
    expect(html).toContain('<meta property="og:image" content="../share/id/story.png">');
    expect(html).toContain(
      '<meta property="og:image:alt" content="Judul &quot;pertama&quot;. Isi">'
    );
    expect(html).toContain('<meta name="twitter:card" content="summary_large_image">');
    expect(htmlDocument({ ...parts, image, address: 'https://cerita.example/' })).toContain(
      '<meta property="og:image" content="https://cerita.example/share/id/story.png">'
    );
    expect(htmlDocument(parts)).not.toContain('og:image');
    // Allows search engines a large preview; a draft is not indexed.
    const robots = (noindex: boolean) =>
      /<meta name="robots" content="([^"]*)">/.exec(
        htmlDocument({ ...parts, image, noindex })
      )?.[1];
    expect([robots(false), robots(true)]).toEqual(['max-image-preview:large', 'noindex']);
  });

  it('has the story as canonical page, and the section as og:url', () => {
    const shared = { path: 'share/id/world-2018/', canonical: 'id/' };
    const html = htmlDocument({ ...parts, slug: null, shared, address: 'https://cerita.example/' });
    expect(html).toContain('<link rel="canonical" href="https://cerita.example/id/">');
    expect(html).toContain(
      '<meta property="og:url" content="https://cerita.example/share/id/world-2018/">'
    );
    expect(html).not.toContain('hreflang');
  });
});

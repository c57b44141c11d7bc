import { describe, expect, it } from 'vitest';
import { plainPage } from '../../src/site/packs/archive-entries.ts';

describe('plainPage', () => {
  it.each([
    ['a script', '<p>a</p><script>go()</script>', '<p>a</p>'],
    [
      'a script with attributes',
      '<head>\n<script type="module" src="a.js"></script>\n</head>',
      '<head>\n</head>'
    ],
    ['scripts one after the other', '<script>1</script>a<SCRIPT>2</SCRIPT >b', 'ab'],
    [
      'what asks for files early',
      '<link rel="preload" as="font" href="a.woff2" crossorigin>\n<p>',
      '<p>'
    ]
  ])('takes out %s', (_, html, plain) => expect(plainPage(html)).toBe(plain));

  it.each([
    ['../en/', '../en/index.html'],
    ['../', '../index.html'],
    ['en/', 'en/index.html'],
    ['//example.org/', '//example.org/'],
    ['./', './index.html'],
    ['../en/#demand', '../en/index.html#demand'],
    ['../en/methods/', '../en/methods/index.html'],
    ['#help', '#help'],
    ['?plain', '?plain'],
    ['../?whole', '../index.html'],
    ['../data/tables/a.csv', '../data/tables/a.csv'],
    ['https://example.org/', 'https://example.org/'],
    ['tel:129', 'tel:129']
  ])('leads from %s to %s', (href, to) =>
    expect(plainPage(`<a class="x" href="${href}" lang="id">a</a>`)).toBe(
      `<a class="x" href="${to}" lang="id">a</a>`
    )
  );

  it('allows no script at all, and nothing else of the policy that a server sends', () =>
    expect(
      plainPage(`<meta http-equiv="Content-Security-Policy" content="default-src 'self'">`)
    ).toBe(`<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`));

  it.each([
    '<script>never closed',
    '<p onclick="go()">',
    '<a href="javascript:go()">',
    '<img src=javascript:go()>'
  ])('refuses %s', (html) => expect(() => plainPage(html)).toThrow('still runs'));

  it('leaves words about scripts alone', () => {
    const words = '<p>Nothing on=1 needs a script; javascript: is a word.</p>';
    expect(plainPage(words)).toBe(words);
  });
});

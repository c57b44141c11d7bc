import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { attributes, built, bytesSent } from './dist.ts';

describe.each(languages)('the lite edition in %s', (language) => {
  const path = `${language}/lite/index.html`;
  const html = built(path);
  const whole = built(`${language}/index.html`);

  it('is one file of at most 48 KB, without scripts', () => {
    expect(bytesSent(path)).toBeLessThanOrEqual(48_000);
    const asked = [...html.matchAll(/<link\b[^>]*>/g)].filter(([link]) =>
      /rel="(?:stylesheet|preload|icon|modulepreload|manifest)"/.test(link)
    );
    expect(asked.map(([link]) => attributes(link, 'link', 'href')[0])).toEqual(['data:,']);
    expect(html).not.toMatch(
      /<(?:script|img|iframe|object|embed|video|audio|source)\b|\son[a-z]+=|@import|url\((?!#)/
    );
  });

  it('is the article of the story, with all its words, numbers, pictures and addresses', () => {
    const articleOf = (page: string) => {
      const { document } = parseHTML(page);
      for (const own of document.querySelectorAll(
        'script, noscript, .lite, .overdue, #opening > .small, .rising, .rising-words, .calm'
      ))
        own.remove();
      // The sheets in it are the same.
      for (const ground of document.querySelectorAll('.ground[data-over]'))
        ground.replaceWith(...ground.childNodes);
      return document
        .querySelector('article')!
        .innerHTML.replaceAll(/(href="|data-folder=")(?:\.\.\/)+/g, '$1')
        .replaceAll(/\s+/g, ' ')
        .replaceAll(/(<section[^>]*>) | (?=<\/section>)/g, '$1');
    };
    const article = articleOf(html);
    expect(article.length).toBeGreaterThan(100_000);
    expect(article).toBe(articleOf(whole));
  });

  it('hides pictures from browsers that cannot place their labels, but no word or exit', () => {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const [old = '', now = ''] = style.split('@supports selector(:is(a))');
    expect(old).toContain('svg,.go,.short{display:none}');
    expect(old).toContain('.leave{position:fixed');
    expect(old).not.toMatch(/var\(|grid|flex/);
    expect(now.length).toBeGreaterThan(10_000);
  });

  it('names the story as canonical, and links to it and back', () => {
    expect(html).toContain(`<link rel="canonical" href="../../${language}/">`);
    const other = languages.find((one) => one !== language);
    expect(attributes(html, 'a', 'href')).toEqual(
      expect.arrayContaining(['../?whole', `../../${other}/lite/`])
    );
    expect(attributes(whole, 'a', 'href').filter((href) => href === 'lite/')).toHaveLength(1);
  });
});

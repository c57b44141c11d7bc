import { describe, expect, it } from 'vitest';
import { cardPolicy } from '../../src/cards/page/card-document.ts';
import { contentSecurityPolicy, headersFor } from '../../src/site/headers.ts';

const edition = 'embed/v1/editions/2026-11-25';
const pages = [
  'index.html',
  '404.html',
  'id/index.html',
  'id/',
  'en/methods/index.html',
  'share/id/world/index.html'
];
const cards = [
  'embed/v1/id/world.html',
  'embed/v1/en/story.html',
  `${edition}/id/world.html`,
  `${edition}/en/speed.html`
];
const partners = [
  'embed/v1/embed.js',
  'embed/v1/embeds.json',
  'embed/v1/changes.id.atom',
  'embed/v1/terhubung-id-2026-11-25.zip',
  'embed/v1/oembed/en/world.json',
  'embed/v1/oembed/id/world.480.json',
  'embed/v1/packs/en/world/figure.png',
  `${edition}/embeds.json`,
  `${edition}/oembed/id/world.json`
];
const data = [
  'data/tables/map-internet-use.id.csv',
  'data/countries/IDN.json',
  'data/vintages/wb-internet-users/2024-11/datapackage.json'
];
const others = [
  'assets/story-1a2b3c4d.js',
  'fonts/public-sans.woff2',
  'icons/favicon.svg',
  'robots.txt',
  'sitemap.xml',
  'share/en/world.png'
];
const all = [...pages, ...cards, ...partners, ...data, ...others];

const directives = (policy: string | undefined) =>
  new Map(
    (policy ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources] as const;
    })
  );

describe('headersFor', () => {
  it.each(all)('%s: has nosniff and no-referrer, and no X-Frame-Options', (path) => {
    expect(headersFor(path)).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer'
    });
    expect(headersFor(path)).not.toHaveProperty('X-Frame-Options');
    expect(headersFor(path)).not.toHaveProperty('Strict-Transport-Security');
  });

  it.each(pages)('%s may be framed only by our own pages (E10)', (path) => {
    expect(directives(headersFor(path)['Content-Security-Policy']).get('frame-ancestors')).toEqual([
      "'self'"
    ]);
    expect(headersFor(path)).toMatchObject({
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-cache'
    });
    expect(headersFor(path)).not.toHaveProperty('Access-Control-Allow-Origin');
  });

  it('sends pages their own policy, without hashes', () => {
    const sent = directives(headersFor('id/index.html')['Content-Security-Policy']);
    sent.delete('frame-ancestors');
    const carried = directives(contentSecurityPolicy(['sha256-x']));
    expect(carried.get('script-src')).toEqual(["'self'", "'sha256-x'"]);
    expect([...sent.keys()]).toEqual([...carried.keys()]);
    for (const [name, sources] of sent)
      expect(sources).toEqual(
        name === 'script-src' ? ["'self'", "'unsafe-inline'"] : carried.get(name)
      );
  });

  it.each(cards)(
    '%s may be framed by anybody, loads nothing, delegates nothing, is not indexed and expires soon',
    (path) => {
      const sent = headersFor(path);
      const policy = directives(sent['Content-Security-Policy']);
      expect(policy.get('frame-ancestors')).toContain('*');
      expect(policy.get('default-src')).toEqual(["'none'"]);
      for (const [name, sources] of policy)
        if (name !== 'frame-ancestors') expect(sources.join()).not.toMatch(/http|\*|self/);
      expect(sent).toMatchObject({ 'X-Robots-Tag': 'noindex', 'Access-Control-Allow-Origin': '*' });
      expect(
        sent['Permissions-Policy']!.split(', ').every((feature) => feature.endsWith('=()'))
      ).toBe(true);
      for (const feature of 'camera geolocation microphone payment fullscreen usb'.split(' '))
        expect(sent['Permissions-Policy']).toContain(`${feature}=()`);
      expect(
        Number(/max-age=(\d+), must-revalidate$/.exec(sent['Cache-Control']!)?.[1])
      ).toBeLessThanOrEqual(300);
      expect(sent).not.toHaveProperty('Cross-Origin-Opener-Policy');
    }
  );

  it('allows a card everything that its own policy allows', () => {
    const sent = directives(headersFor(cards[0]!)['Content-Security-Policy']);
    for (const [name, sources] of directives(cardPolicy('p{}', 'run()'))) {
      if (sources.join() === "'none'") continue;
      for (const source of sources)
        expect(sent.get(name)).toContain(
          source.startsWith("'sha256-") ? "'unsafe-inline'" : source
        );
    }
  });

  it.each([...data, ...partners])('%s may be read by scripts of any origin', (path) => {
    expect(headersFor(path)).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin'
    });
  });

  it('caches only checksummed names for ever', () => {
    const forEver = all.filter((path) => headersFor(path)['Cache-Control']?.includes('immutable'));
    expect(forEver).toEqual(['assets/story-1a2b3c4d.js']);
  });

  it('hides shared sections and partners’ files from search, not the story and its data', () => {
    const hidden = all.filter((path) => headersFor(path)['X-Robots-Tag'] === 'noindex');
    expect(hidden).toEqual([
      'share/id/world/index.html',
      ...cards,
      ...partners,
      'share/en/world.png'
    ]);
  });

  it('has the language of the folder', () => {
    for (const path of all)
      expect([path, headersFor(path)['Content-Language']]).toEqual([
        path,
        /\/(id|en)\//.exec(`/${path}`)?.[1]
      ]);
  });

  it('sends unknown paths as a page', () => {
    for (const path of [
      'nowhere',
      'embed/v2/id/world.html',
      `${edition}/notes/index.html`,
      'identity/index.html'
    ]) {
      expect(headersFor(path)).toEqual(headersFor('404.html'));
    }
  });
});

import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { built, builtFiles } from './dist.ts';

const { embeds } = JSON.parse(built('embed/v1/embeds.json')) as { embeds: Embed[] };
const figures = embeds.filter(({ id }) => id !== 'story');

interface Rules {
  /** Dropped with what is in them. */
  drops: string;
  /** Other elements than these are replaced by what is in them. */
  keeps?: string;
  attributes: string;
}

const images = 'src alt title width height';
const readers: Readonly<Record<string, Rules>> = {
  // https://github.com/miniflux/v2/blob/main/internal/reader/sanitizer/sanitizer.go
  Miniflux: {
    drops: 'iframe, noscript, script, style',
    keeps:
      'a abbr acronym aside audio blockquote b br caption cite code dd del dfn dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p picture pre q s small source strong sub sup table tbody td tfoot th thead time tr u ul video',
    attributes: `${images} srcset sizes href id`
  },
  // SimplePie’s lists, which FreshRSS uses (src/SimplePie.php).
  FreshRSS: {
    drops:
      'base, blink, body, embed, font, form, frame, frameset, iframe, input, marquee, meta, noscript, object, param, script, style',
    attributes: `${images} href lang dir loading open`
  },
  // https://developers.google.com/workspace/gmail/design/css, https://www.caniemail.com
  Gmail: {
    drops: 'embed, form, iframe, object, script, style, svg, video',
    keeps:
      'a b blockquote br center code div em font h1 h2 h3 hr i img li ol p pre small span strong sub sup table tbody td th thead tr u ul',
    attributes: `${images} href lang dir style`
  }
};

function sanitized(html: string, { drops, keeps, attributes }: Rules): Element {
  const { document } = parseHTML(`<main>${html}</main>`);
  const main = document.querySelector('main')!;
  for (const node of main.querySelectorAll(drops)) node.remove();
  for (const node of [...main.querySelectorAll('*')].reverse()) {
    for (const { name } of [...node.attributes])
      if (!attributes.split(' ').includes(name)) node.removeAttribute(name);
    if (keeps && !keeps.split(' ').includes(node.localName)) node.replaceWith(...node.childNodes);
  }
  return main;
}

const bare = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim() ?? '';

function expectKept(left: Element, { caption, language, id }: Embed) {
  const images = [...left.querySelectorAll('img')];
  expect(images.map((image) => image.getAttribute('alt'))).toEqual([caption.picture!.alt]);
  const path = `embed/v1/packs/${language}/${id}/figure.png`;
  expect(images[0]!.getAttribute('src')!.endsWith(path)).toBe(true);
  expect(builtFiles()).toContain(path);
  const text = bare(left.textContent);
  for (const line of [
    caption.title,
    caption.limits,
    ...caption.credits.map(({ credit }) => credit)
  ])
    expect(text).toContain(bare(line));
}

const story = `<p>${'The town had waited ten years for a cable, and it came on a Tuesday. '.repeat(12)}</p>`;

describe.each(figures.map((embed) => [`${embed.language}/${embed.id}`, embed] as const))(
  '%s where frames are dropped',
  (_, embed) => {
    it('keeps picture and sentence in reader mode', () => {
      const page = `<!doctype html><html><head><title>Slow lines</title></head><body><article><h1>Slow lines</h1>${story}${embed.snippet.live}${story}</article></body></html>`;
      const { document } = parseHTML(page);
      const { content } = new Readability(document as unknown as Document).parse() ?? {};
      const left = parseHTML(`<main>${content}</main>`).document.querySelector('main')!;
      expect(left.querySelector('iframe')).toBeNull();
      expectKept(left, embed);
    });

    it.each(Object.entries(readers))('keeps picture and sentence in %s', (_name, rules) => {
      expectKept(sanitized(embed.snippet.live, rules), embed);
      const path = `embed/v1/oembed/${embed.language}/${embed.id}.json`;
      const { html } = JSON.parse(built(path)) as { html: string };
      expectKept(sanitized(html, rules), embed);
    });
  }
);

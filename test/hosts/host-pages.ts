import { readFileSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { embedFolder } from '../../src/cards/card.ts';
import type { Embed } from '../../src/cards/embed/embed.ts';
import { snippet } from '../../src/cards/embed/snippet.ts';
import { headersFor } from '../../src/site/headers.ts';
import { serveFolder } from '../../src/desk/dev/serve-folder.ts';
import { wordpressFilter } from './wordpress-filter.ts';

const libraries: Readonly<Record<string, string>> = {
  'pym.js': 'pym.js/dist/pym.v1.min.js',
  'frames.js': '@newswire/frames/dist/frames.umd.js',
  'iframe-resizer.js': 'iframe-resizer/js/iframeResizer.min.js',
  'open-iframe-resizer.js': '@open-iframe-resizer/core/dist/index.umd.cjs'
};

export type HostBench = Awaited<ReturnType<typeof openHostBench>>;

type Fill = (card: string, language: string, query: string) => string;

function fills(
  site: string,
  dist: string,
  embeds: readonly Embed[]
): Readonly<Record<string, Fill>> {
  const here = (path: string) => new URL(path, `${site}${embedFolder}`).href;
  const embedded = (id: string, language: string) => {
    const found = embeds.find((embed) => embed.id === id && embed.language === language);
    if (!found)
      throw new Error(
        `{{… ${id} ${language}}} in test/hosts/pages names no card. Use one of embeds.json.`
      );
    return found;
  };
  return {
    site: () => site,
    card: (id, language, query) => here(embedded(id, language).live) + query,
    title: (id, language) => embedded(id, language).frameTitle,
    snippet(id, language, query) {
      const { live, caption, heights, frameTitle } = embedded(id, language);
      const story = { ...caption.story, href: here(caption.story.href) };
      const picture = caption.picture && { ...caption.picture, src: here(caption.picture.src) };
      return snippet(
        {
          language: language === 'id' ? 'id' : 'en',
          frameTitle,
          heights,
          caption: { ...caption, story, picture }
        },
        here(live) + query
      );
    },
    wordpress(id, language) {
      const path = `${embedFolder}oembed/${language}/${id}.json`;
      const { html } = JSON.parse(readFileSync(join(dist, path), 'utf8')) as { html: string };
      const answer = new URL(path, site);
      const absolute = html.replace(
        /(href|src)="([^"]*)"/g,
        (_, name: string, to: string) => `${name}="${new URL(to, answer).href}"`
      );
      return wordpressFilter(absolute, 'aB3dE6gH90') || '';
    }
  };
}

export async function openHostBench(root: string, folder: string) {
  const dist = join(root, 'dist');
  const { embeds } = JSON.parse(await readFile(join(dist, embedFolder, 'embeds.json'), 'utf8')) as {
    embeds: Embed[];
  };
  await mkdir(join(folder, 'lib'), { recursive: true });
  for (const [name, path] of Object.entries(libraries))
    await cp(join(root, 'node_modules', path), join(folder, 'lib', name));

  const site = await serveFolder(dist, { port: 0, headers: headersFor });
  const marks = fills(site.url, dist, embeds);
  const source = join(root, 'test', 'hosts', 'pages');
  const pages: { name: string; title: string }[] = [];
  for (const name of (await readdir(source)).sort()) {
    const text = (await readFile(join(source, name), 'utf8')).replace(
      /\{\{(\w+) ?(\w*) ?(\w*) ?([^}]*)\}\}/g,
      (_, mark: string, card: string, language: string, query: string) => {
        const fill = marks[mark];
        if (!fill)
          throw new Error(
            `test/hosts/pages/${name}: {{${mark}}} is unknown. Use ${Object.keys(marks).join(', ')}.`
          );
        return fill(card, language, query);
      }
    );
    await writeFile(join(folder, name), text);
    if (name.endsWith('.html'))
      pages.push({ name, title: /<title>(.*)<\/title>/.exec(text)?.[1] ?? name });
  }
  const partner = await serveFolder(folder, { port: 0 });
  return {
    site,
    partner,
    pages,
    async close() {
      await Promise.all([site.close(), partner.close()]);
    }
  };
}

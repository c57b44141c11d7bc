import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { articleAssets } from '#site/assets/site-assets.ts';
import * as pages from '#site/build-pages.ts';
import { bareDevPage } from '#site/dev/dev-page.ts';
import { contentTypeOf } from '#site/output/content-types.ts';
import type { TypeFaces } from '#site/pictures/type-faces.ts';
import type { Contents } from '#site/route.ts';
import { DevRoutes } from '../../dev/dev-routes.ts';
import { orElse } from '../../files/or-else.ts';
import type { Seen } from '../view.ts';

/** A draft stands in a frame of the desk's page, and runs no script. */
export const draftHeaders = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'"
  ].join('; ')
};

/**
 * Removes scripts, which the frame would report as refused, and hides all but one text. A fragment
 * in the address would also scroll the desk's page.
 */
function textAlone(html: string, id: string) {
  const rest = html.includes(`id="${id}"`)
    ? `body :not(:has(#${id}),#${id},#${id} *,h2#${id}~*,h2#${id}~* *)`
    : ':is(.skip,.bar,.thumb)';
  return html
    .replace(/<script\b[^>]*>.*?<\/script>/gs, '')
    .replace(
      '</head>',
      `<style>${rest}{display:none!important}body{padding:0!important}</style></head>`
    );
}

export class DraftSite {
  #routes: Promise<DevRoutes> | undefined;

  constructor(
    private readonly root: string,
    private readonly typeFaces: () => Promise<TypeFaces>
  ) {}

  async #open() {
    const { root } = this;
    const options = { root, project: root, assets: articleAssets() };
    return new DevRoutes(options, await this.typeFaces(), () => Promise.resolve(pages));
  }

  async answer(
    path: string,
    { once, query }: Seen
  ): Promise<{ type: string; contents: Contents } | undefined> {
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const type = contentTypeOf(file);
    if (/^(?:fonts|icons)\/[\w.-]+$/.test(file)) {
      const contents = await orElse(readFile(join(this.root, 'static', file)), undefined);
      return contents && { type, contents };
    }
    const routes = await (this.#routes ??= this.#open());
    once('draft', () => routes.forget(''));
    const found = await routes.answer(file);
    if (!found) return undefined;
    const contents = found.contents ?? bareDevPage(found.faults);
    return {
      type,
      contents:
        typeof contents === 'string' ? textAlone(contents, query.get('only') ?? '') : contents
    };
  }
}

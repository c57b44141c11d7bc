import { builtAssets } from '../../src/site/assets/site-assets.ts';
import { siteRoutes, type SiteTools } from '../../src/site/build-pages.ts';
import { noCache } from '../../src/site/output/build-cache.ts';
import type { TypeFaces } from '../../src/site/pictures/type-faces.ts';
import type { RouteTable } from '../../src/site/route.ts';
import type { OpenedStory } from '../../src/site/story/open-story.ts';

const manifest = { entry: { file: 'assets/story.js', css: ['assets/story.css'], isEntry: true } };
const scripts = { partners: '' };
/** In place of every PNG: no test here reads one. */
const blank = new Uint8Array(1);

export const siteOf = (
  root: string,
  story: OpenedStory,
  type: TypeFaces,
  tools: Partial<SiteTools> = {}
) =>
  siteRoutes(root, story, {
    assets: builtAssets(manifest, scripts),
    script: () => '',
    address: '',
    type,
    draw: () => Promise.resolve(blank),
    cache: noCache,
    ...tools
  });

export async function textOf(routes: RouteTable, path: string) {
  const contents = await routes.get(path)?.();
  if (contents === undefined) throw new Error(`found no ${path} among the paths of the site`);
  return typeof contents === 'string' ? contents : new TextDecoder().decode(contents);
}

import type { Manifest } from 'vite';
import partnerStyles from '#cards/embed/partners.css?inline';
import side from '#pages/styles/side.css?inline';
import rest from '#pages/styles/rest.css?inline';
import first from '#pages/styles/first.css?inline';
import { styleLink, type Assets } from '../pages/document.ts';
import { minifyScript } from './bundle-script.ts';
import { assetFile, type SiteFile } from '../output/site-file.ts';

export interface SiteAssets {
  story: Assets;
  /** With style sheets that readers of the story never load. */
  side: Assets;
  /** Head elements of the partners' page. `home` is the relative path to the site's root. */
  partnerLinks: (home: string) => string[];
  minify: (script: string) => string;
  files: SiteFile[];
}

function storyAssets(manifest: Manifest) {
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
  if (!entry?.css?.length)
    throw new Error('The client build has no entry with a style. Run `npm run build` again.');
  const later = (entry.dynamicImports ?? []).flatMap((name) => manifest[name]?.file ?? []);
  return { script: entry.file, styles: entry.css, later };
}

export function sourceAssets(): SiteAssets {
  const styles = 'src/pages/styles';
  const story = { script: 'src/pages/client/story-client.ts', styles: [`${styles}/rest.css`] };
  const partners = 'src/cards/embed/partners';
  return {
    story,
    side: { ...story, styles: [`${styles}/first.css`, ...story.styles, `${styles}/side.css`] },
    partnerLinks: (home) => [
      styleLink(home, `${partners}.css`),
      `<script type="module" src="${home}${partners}-client.ts"></script>`
    ],
    minify: (script) => script,
    files: []
  };
}

/** Styles without scripts: the article of a draft, as its reader without scripts sees it. */
export function articleAssets(): SiteAssets {
  const [story, beside] = [
    { path: 'draft.css', text: rest },
    { path: 'draft-side.css', text: [first, rest, side].join('\n') }
  ];
  return {
    story: { script: 'draft.js', styles: [story.path] },
    side: { script: 'draft.js', styles: [beside.path] },
    partnerLinks: () => [],
    minify: (script) => script,
    files: [story, beside]
  };
}

export function builtAssets(manifest: Manifest, { partners }: { partners: string }): SiteAssets {
  const story = storyAssets(manifest);
  // Inline in the story's page, a file for the pages beside it.
  const [before, after] = [assetFile('first', 'css', first), assetFile('side', 'css', side)];
  const [style, script] = [
    assetFile('partners', 'css', partnerStyles),
    assetFile('partners', 'js', partners)
  ];
  return {
    story,
    side: { ...story, styles: [before.path, ...story.styles, after.path] },
    partnerLinks: (home) => [
      styleLink(home, style.path),
      `<script defer src="${home}${script.path}"></script>`
    ],
    minify: minifyScript,
    files: [before, after, style, script]
  };
}

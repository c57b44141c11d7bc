import type { Manifest } from 'vite';
import partnerStyles from '../../cards/embed/partners.css?inline';
import side from '../../pages/styles/side.css?inline';
import first from '../../pages/styles/first.css?inline';
import { styleLink, type Assets } from '../pages/document.ts';
import type { InlineScripts } from './bundle-script.ts';
import { assetFile, type SiteFile } from '../output/site-file.ts';

export interface SiteAssets {
  story: Assets;
  /**
   * Of the pages beside the story: the story's, and style sheets of their own, which no reader of
   * the story is sent.
   */
  side: Assets;
  /**
   * Returns the lines of the partner page's head that ask for its own script and style sheet.
   * `home` leads from it to the site's root.
   */
  partnerLinks: (home: string) => string[];
  /** The files of them that are not in the client build. */
  files: SiteFile[];
}

/**
 * Returns the story's script and styles from Vite's manifest.
 * @throws Error when the client has no entry, or that has no style.
 */
function storyAssets(manifest: Manifest): Assets {
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
  if (!entry?.css?.length)
    throw new Error('the client build has no entry with a style; run `npm run build` again');
  const later = (entry.dynamicImports ?? []).flatMap((name) => manifest[name]?.file ?? []);
  return { script: entry.file, styles: entry.css, later };
}

/**
 * Returns the assets as they stand in the project, for a server that makes of each what a browser
 * runs. Their paths are the project's.
 */
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
    files: []
  };
}

/**
 * Returns the assets as the client build made them. What it did not make has a name that carries
 * its checksum.
 */
export function builtAssets(
  manifest: Manifest,
  { partners }: Pick<InlineScripts, 'partners'>
): SiteAssets {
  const story = storyAssets(manifest);
  // What stands in the story's own page is a file for the pages beside it.
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
    files: [before, after, style, script]
  };
}

import partnerStyles from '../../cards/embed/partners.css?inline';
import side from '../../pages/styles/side.css?inline';
import first from '../../pages/styles/first.css?inline';
import type { Assets } from '../pages/document.ts';
import type { InlineScripts } from './bundle-script.ts';
import { assetFile, type SiteFile } from '../output/site-file.ts';

/** The entry of Vite's client manifest that names one built file and what it needs. */
export type ClientManifest = Record<
  string,
  { file: string; css?: string[]; assets?: string[]; dynamicImports?: string[]; isEntry?: boolean }
>;

/** The partner page's own script and style sheet, which no reader of the story is sent. */
export interface PartnerAssets {
  files: SiteFile[];
  /** The lines of the page's head that ask for them. `home` leads from the page to the site's root. */
  head: (home: string) => string;
}

/** The scripts and styles of every kind of page. */
export interface SiteAssets {
  story: Assets;
  /** Of the pages beside the story: the story's, and style sheets of their own, which no reader of the story is sent. */
  side: Assets;
  partners: PartnerAssets;
  /** The files of them that are not in the client build. */
  files: SiteFile[];
}

/** Returns the story's script and styles from Vite's manifest. @throws Error when the client has no entry, or that has no style. */
export function storyAssets(manifest: ClientManifest): Assets {
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
  if (!entry?.css?.length) throw new Error('the client build has no entry with a style; run `npm run build` again');
  const later = (entry.dynamicImports ?? []).flatMap((name) => manifest[name]?.file ?? []);
  return { script: entry.file, styles: entry.css, later };
}

/** Returns the assets as they stand in the project, for a server that makes of each what a browser runs. Their paths are the project's. */
export function sourceAssets(): SiteAssets {
  const styles = 'src/pages/styles';
  const story = { script: 'src/pages/client/story-client.ts', styles: [`${styles}/rest.css`] };
  return {
    story,
    side: { ...story, styles: [`${styles}/first.css`, ...story.styles, `${styles}/side.css`] },
    partners: {
      files: [],
      head: (home) =>
        `<link rel="stylesheet" href="${home}src/cards/embed/partners.css">\n<script type="module" src="${home}src/cards/embed/partners-client.ts"></script>`
    },
    files: []
  };
}

/** Returns the partner page's script and style sheet under names that carry their checksum: they are kept for ever where they are read. */
function partnerAssets({ partners }: Pick<InlineScripts, 'partners'>): PartnerAssets {
  const [style, script] = [assetFile('partners', 'css', partnerStyles), assetFile('partners', 'js', partners)];
  return {
    files: [style, script],
    head: (home) => `<link rel="stylesheet" href="${home}${style.path}">\n<script defer src="${home}${script.path}"></script>`
  };
}

/** Returns the assets as the client build made them. What it did not make has a name that carries its checksum. */
export function builtAssets(manifest: ClientManifest, scripts: Pick<InlineScripts, 'partners'>): SiteAssets {
  const story = storyAssets(manifest);
  // What stands in the story's own page is a file for the pages beside it.
  const files = [assetFile('first', 'css', first), assetFile('side', 'css', side)] as const;
  return {
    story,
    side: { ...story, styles: [files[0].path, ...story.styles, files[1].path] },
    partners: partnerAssets(scripts),
    files: [...files]
  };
}

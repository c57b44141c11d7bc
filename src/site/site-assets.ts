import beside from '../pages/styles/beside.css?inline';
import { sha256 } from '../vintages/sha256.ts';
import type { Assets } from './document.ts';
import { partnerAssets, type PartnerAssets, type PartnerScripts } from './partner-assets.ts';
import type { SiteFile } from './site-file.ts';

/** The entry of Vite's client manifest that names one built file and what it needs. */
export type ClientManifest = Record<string, { file: string; css?: string[]; assets?: string[]; isEntry?: boolean }>;

/** The scripts, styles and fonts of every kind of page. */
export interface SiteAssets {
  story: Assets;
  /** Of the pages beside the story: the story's, and a style sheet of their own, which no reader of the story is sent. */
  beside: Assets;
  partners: PartnerAssets;
  /** The files of them that are not in the client build. */
  files: SiteFile[];
}

/** Fonts to ask for at once, in static/. */
export const fonts = ['fonts/public-sans.woff2', 'fonts/source-serif-4.woff2'];

/** Returns the story's script and styles from Vite's manifest, and its fonts. @throws Error when the client has no entry. */
export function storyAssets(manifest: ClientManifest): Assets {
  const entry = Object.values(manifest).find((chunk) => chunk.isEntry);
  if (!entry) throw new Error('the client build has no entry; run `npm run build` again');
  return { script: entry.file, styles: entry.css ?? [], fonts };
}

/** Returns the assets as they stand in the project, for a server that makes of each what a browser runs. Their paths are the project's. */
export function sourceAssets(): SiteAssets {
  const styles = 'src/pages/styles';
  const story = { script: 'src/pages/story-client.ts', styles: [`${styles}/story.css`], fonts };
  return {
    story,
    beside: { ...story, styles: [...story.styles, `${styles}/beside.css`] },
    partners: {
      files: [],
      head: (home) =>
        `<link rel="stylesheet" href="${home}${styles}/partners.css">\n<script type="module" src="${home}src/cards/partners-client.ts"></script>`
    },
    files: []
  };
}

/** Returns the assets as the client build made them. What it did not make has a name that carries its checksum. */
export function builtAssets(manifest: ClientManifest, scripts: PartnerScripts): SiteAssets {
  const story = storyAssets(manifest);
  const path = `assets/beside-${sha256(new TextEncoder().encode(beside)).slice(0, 8)}.css`;
  return {
    story,
    beside: { ...story, styles: [...story.styles, path] },
    partners: partnerAssets(scripts),
    files: [{ path, text: beside }]
  };
}

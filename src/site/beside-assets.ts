import styles from '../pages/styles/beside.css?inline';
import { sha256 } from '../vintages/sha256.ts';
import type { Assets } from './document.ts';
import type { SiteFile } from './site-file.ts';

/** What the pages beside the story ask for: the story's assets and a style sheet of their own, which no reader of the story is sent. */
export interface BesideAssets {
  file: SiteFile;
  assets: Assets;
}

/** Returns the style sheet of the pages beside the story under a name that carries its checksum, and the assets that name it. */
export function besideAssets(story: Assets): BesideAssets {
  const path = `assets/beside-${sha256(new TextEncoder().encode(styles)).slice(0, 8)}.css`;
  return { file: { path, text: styles }, assets: { ...story, styles: [...story.styles, path] } };
}

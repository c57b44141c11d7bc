import styles from '../../cards/embed/partners.css?inline';
import { assetFile, type SiteFile } from '../output/site-file.ts';
import type { InlineScripts } from './bundle-script.ts';

/** The partner page's own script and style sheet, which no reader of the story is sent. */
export interface PartnerAssets {
  files: SiteFile[];
  /** The lines of the page's head that ask for them. `home` leads from the page to the site's root. */
  head: (home: string) => string;
}

/** Returns the partner page's script and style sheet under names that carry their checksum: they are kept for ever where they are read. */
export function partnerAssets({ partners }: Pick<InlineScripts, 'partners'>): PartnerAssets {
  const [style, script] = [assetFile('partners', 'css', styles), assetFile('partners', 'js', partners)];
  return {
    files: [style, script],
    head: (home) => `<link rel="stylesheet" href="${home}${style.path}">\n<script defer src="${home}${script.path}"></script>`
  };
}

import type { CardRecord } from '../../cards/card-record.ts';
import { embedFolder } from '../../cards/card.ts';
import type { KnownCards } from '../../cards/host/figure-element.ts';
import type { FileSizes } from '../../cards/embed/embed.ts';
import { withdrawalOf } from '../../cards/withdrawal.ts';
import { byLanguage } from '../../locale/languages.ts';
import type { SiteFile } from '../output/site-file.ts';
import type { InlineScripts } from './bundle-script.ts';
import type { SiteInputs } from '../site-inputs.ts';

/** What the pages need to know of what partners are given. */
export interface HandedOut {
  /** Of every card that partners can embed, in every language. */
  records: readonly CardRecord[];
  /** Returns those of the packs, the pictures and the kit, which must be made for it. */
  sizes: () => Promise<FileSizes>;
}

/** Returns the cards that are handed out: those that were not taken back (standards E16). */
export function handedOut(records: readonly CardRecord[], { withdrawals }: Pick<SiteInputs, 'withdrawals'>): CardRecord[] {
  return records.filter(({ card, edition }) => !withdrawalOf(withdrawals, card, edition));
}

/**
 * Returns the scripts that a partner's page may load: `embed.js`, and `element.js` with every card's name and heights built in, so that
 * its frames have their height before anything is fetched (standards E04).
 * @param records those of the cards that are handed out.
 * @param address the site's; empty when it is not known.
 */
export function embedScripts(
  records: readonly CardRecord[],
  address: string,
  scripts: Pick<InlineScripts, 'embed' | 'element'>
): SiteFile[] {
  const cards: KnownCards = byLanguage((language) => {
    const own = records.filter((record) => record.language === language);
    return Object.fromEntries(own.map(({ card, frameTitle, heights }) => [card, { title: frameTitle, heights }]));
  });
  const site = { home: address && `${address}${embedFolder}`, cards };
  return [
    { path: `${embedFolder}embed.js`, text: `${scripts.embed}\n` },
    { path: `${embedFolder}element.js`, text: `(()=>{const site=${JSON.stringify(site)};${scripts.element}})();\n` }
  ];
}

import { homeCountry } from '../cards/card-help.ts';
import { cardWidths } from '../cards/card-heights.ts';
import type { CardRecord } from '../cards/card-record.ts';
import { embedFolder } from '../cards/card.ts';
import { consentDeclaration, embedOf } from '../cards/embed.ts';
import { lookWidths } from '../cards/look.ts';
import { speak, type Words } from '../copy/words.ts';
import type { PartnerPage } from '../pages/partner-page.ts';
import { changesPath, withdrawnEditions } from './changes-feed.ts';
import { embedsPath } from './embed-files.ts';
import type { SiteInputs } from './site-inputs.ts';

/**
 * Returns what the partner page of one language is made of.
 * @param records those of the cards that are handed out, in every language.
 * @param home the way from the page to the site's root.
 * @throws Error when a label is missing.
 */
export function partnerPageOf(
  records: readonly CardRecord[],
  words: Words,
  { address, withdrawals }: Pick<SiteInputs, 'address' | 'withdrawals'>,
  edition: string,
  home: string
): PartnerPage {
  const { language } = words;
  const base = address || home;
  const own = records.filter((record) => record.language === language);
  const known = new Set(own.flatMap(({ help }) => help.map(({ country }) => country)));
  const scriptTag = (name: string) => `<script async src="${base}${embedFolder}${name}.js"></script>`;
  return {
    edition,
    embeds: own.map((record) => embedOf(record, words, base)),
    withdrawn: withdrawals.map((withdrawal) => ({
      id: withdrawal.card,
      name: speak(words, `embed.card.${withdrawal.card}`),
      date: withdrawal.date,
      reason: withdrawal.reason[language],
      editions: withdrawnEditions(withdrawal, words)
    })),
    countries: [homeCountry[language], ...[...known].filter((country) => country !== homeCountry[language] && country !== 'WLD')],
    width: lookWidths,
    columns: cardWidths,
    list: home + embedsPath,
    changes: base + changesPath(language),
    script: scriptTag('embed'),
    element: `${scriptTag('element')}\n<terhubung-figure figure="${own[0]?.card ?? ''}" language="${language}"></terhubung-figure>`,
    consent: consentDeclaration(words),
    addressed: address !== ''
  };
}

import { embedFolder, kitPath, packFolder } from '../../cards/card.ts';
import { embedOf, type FileSizes } from '../../cards/embed/embed.ts';
import { filmName } from '../../cards/embed/film-names.ts';
import { homeCountry } from '../../locale/languages.ts';
import { formatSize } from '../../locale/numbers.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { PartnerPage } from '../../cards/embed/partner-page.ts';
import { changesPath, withdrawnEditions } from './feeds.ts';
import { embedsPath } from '../packs/embed-files.ts';
import type { HandedOut } from '../assets/handed-out.ts';
import { verifyCommand } from '../output/minisign.ts';
import type { SiteInputs } from '../site-inputs.ts';

/** Returns what the partner page of one language is made of. @param home the way from the page to the site's root. */
export function partnerPageOf(
  { records, sizes }: { records: HandedOut['records']; sizes: FileSizes },
  words: Words,
  { address, withdrawals, publicKey }: Pick<SiteInputs, 'address' | 'withdrawals' | 'publicKey'>,
  edition: string,
  home: string
): PartnerPage {
  const { language } = words;
  const base = address || home;
  const kit = sizes.get(kitPath(edition));
  const own = records.filter((record) => record.language === language);
  const known = new Set(own.flatMap(({ help }) => help.map(({ country }) => country)));
  const scriptTag = (name: string) => `<script async src="${base}${embedFolder}${name}.js"></script>`;
  return {
    embeds: own.map((record) => {
      const embed = embedOf(record, words, base, sizes);
      return {
        ...embed,
        size: embed.pack ? formatSize(embed.pack.bytes, language) : '',
        films: (embed.pack?.films ?? []).map(({ form, mp4, still }) => {
          const bytes = sizes.get(`${packFolder(language, record.card)}/${filmName(form)}`) ?? 0;
          return { name: speak(words, `partners.film.${form}`, { size: formatSize(bytes, language) }), href: mp4, still };
        })
      };
    }),
    withdrawn: withdrawals.map((withdrawal) => ({
      id: withdrawal.card,
      name: speak(words, `embed.card.${withdrawal.card}`),
      date: withdrawal.date,
      reason: withdrawal.reason[language],
      editions: withdrawnEditions(withdrawal, words)
    })),
    countries: [homeCountry[language], ...[...known].filter((country) => country !== homeCountry[language] && country !== 'WLD')],
    kit: kit === undefined ? undefined : { href: base + kitPath(edition), size: formatSize(kit, language) },
    list: home + embedsPath,
    changes: base + changesPath(language),
    script: scriptTag('embed'),
    element: `${scriptTag('element')}\n<terhubung-figure figure="${own[0]?.card ?? ''}" language="${language}"></terhubung-figure>`,
    verify: publicKey && verifyCommand(publicKey),
    addressed: address !== ''
  };
}

import { speak, type Words } from '#copy/words.ts';
import { homeCountry } from '#locale/languages.ts';
import { formatSize } from '#locale/numbers.ts';
import type { CardRecord } from '../card-record.ts';
import { changesPath, embedFolder, embedsPath, kitPath, downloadFolder } from '../card.ts';
import { withdrawnEditions, type Withdrawal } from '../withdrawal.ts';
import type { Assessment } from '#story/ledgers/accessibility.ts';
import { embedOf, type FileSizes } from './embed.ts';
import { filmName } from './film-names.ts';

export type PartnerPage = ReturnType<typeof partnerPageOf>;

interface PartnerParts {
  records: readonly CardRecord[];
  sizes: FileSizes;
  withdrawals: readonly Withdrawal[];
  address: string;
  /** Commands that verify this and earlier editions; undefined when editions are not signed. */
  verify: { files: string; earlier: string } | undefined;
  assessment: Assessment;
}

export function partnerPageOf(
  { records, sizes, withdrawals, address, verify, assessment }: PartnerParts,
  words: Words,
  edition: string,
  home: string
) {
  const { language } = words;
  const base = address || home;
  const kit = kitPath(language, edition);
  const own = records.filter((record) => record.language === language);
  const known = new Set(own.flatMap(({ help }) => help.map(({ country }) => country)));
  return {
    embeds: own.map((record) => {
      const embed = embedOf(record, words, base, sizes);
      return {
        ...embed,
        films: (embed.files?.films ?? []).map(({ form, mp4, still }) => {
          const bytes =
            sizes.get(`${downloadFolder(language, record.card)}/${filmName(form)}`) ?? 0;
          return {
            name: speak(words, `partners.film.${form}`, { size: formatSize(bytes, language) }),
            href: mp4,
            still
          };
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
    countries: [
      homeCountry[language],
      ...[...known].filter((country) => country !== homeCountry[language] && country !== 'WLD')
    ],
    kit: { href: base + kit, size: formatSize(sizes.get(kit) ?? 0, language) },
    list: home + embedsPath,
    changes: base + changesPath(language),
    script: `<script async src="${base}${embedFolder}embed.js"></script>`,
    verify,
    assessment,
    addressed: address !== ''
  };
}

import { cardWidths } from '#cards/embed/card-heights.ts';
import type { CardRecord } from '#cards/card-record.ts';
import {
  cardHome,
  changesPath,
  editionEmbedsPath,
  embedFolder,
  embedsPath,
  kitPath
} from '#cards/card.ts';
import { embedOf, type FileSizes } from '#cards/embed/embed.ts';
import { openAcr, reportPath } from '#cards/embed/statement.ts';
import { oembedAnswer, oembedPath } from '#cards/embed/oembed.ts';
import { speak, type Words } from '#copy/words.ts';
import { byLanguage, languages, type Language } from '#locale/languages.ts';
import { changesFeed } from '../pages/feeds.ts';
import type { Route, SiteInputs } from '../route.ts';

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

function answersTo(record: CardRecord, words: Words, address: string) {
  const { card, language } = record;
  return [undefined, record.edition].flatMap((edition) =>
    [undefined, ...cardWidths].map((width) => ({
      path: oembedPath(language, card, { width, edition }),
      make: () =>
        // The answer lies one folder deeper than the card.
        json(oembedAnswer(record, words, address || `../${cardHome(edition)}`, width, edition))
    }))
  );
}

export function embedFiles(
  records: readonly CardRecord[],
  words: Readonly<Record<Language, Words>>,
  { corrections, withdrawals, address, assessment, newsroom }: SiteInputs,
  edition: string,
  sizes: () => Promise<FileSizes>
): Route[] {
  const listOf = (base: string, from?: FileSizes) => {
    const kitOf = (language: Language) => {
      const path = kitPath(language, edition);
      return { zip: base + path, bytes: from?.get(path) };
    };
    const list = {
      edition,
      editions: [{ edition, list: base + editionEmbedsPath(edition) }],
      script: `${base}${embedFolder}embed.js`,
      ...(from && { kits: byLanguage(kitOf) }),
      consent: byLanguage((language) => speak(words[language], 'embed.consent')),
      terms: byLanguage((language) => `${base}${language}/partners/#terms`),
      changes: byLanguage((language) => base + changesPath(language)),
      withdrawn: withdrawals,
      embeds: records.map((record) => embedOf(record, words[record.language], base, from))
    };
    return json(list);
  };
  return [
    ...records.flatMap((record) => answersTo(record, words[record.language], address)),
    { path: embedsPath, make: async () => listOf(address || '../../', await sizes()) },
    { path: reportPath, make: () => openAcr(assessment, words.en, { edition, newsroom }) },
    { path: editionEmbedsPath(edition), make: () => listOf(address || '../../../../') },
    ...languages.map((language) => ({
      path: changesPath(language),
      make: () =>
        changesFeed({ editions: [edition], corrections, withdrawals }, words[language], address)
    }))
  ];
}

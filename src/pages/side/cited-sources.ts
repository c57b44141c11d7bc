import { uniqueBy } from '#charts/chart.ts';
import {
  factPublisher,
  factTitle,
  publishedPhrase,
  verificationPhrase
} from '#charts/phrases/ledger-phrases.ts';
import { figures, type FigureName } from '#charts/figures.ts';
import type { Words } from '#copy/words.ts';
import { capitalize } from '#locale/sentence.ts';
import type { Language } from '#locale/languages.ts';
import { formatDate } from '#locale/numbers.ts';
import { citeEstimate, ledgerDate, type Statement } from '#story/ledgers/estimate.ts';
import type { StoryData } from '#story/data.ts';
import type { Link } from '#story/ledgers/links.ts';

export interface CitedSource {
  publisher: string;
  publisherIn: Language;
  /** Null when the title itself leads to figures by country. */
  title: string | null;
  titleIn: Language;
  /** Undefined when the address would open a list of countries (S01, S02, S06). */
  link: Link | undefined;
  date: string;
  /** Our own source, if not the publisher (V01); otherwise empty. */
  seen: string;
}

const inProse: Partial<Record<FigureName, readonly string[]>> = {
  demand: ['nca-2022', 'europol-2015', 'iicsa-demand'],
  world: ['itu-2018'],
  protection: ['opsc-inforce', 'icmec-2006-base'],
  since: [
    ...[2018, 2026].flatMap((year) => [`ukresp-arrests-${year}`, `ukresp-safeguarded-${year}`]),
    'nca-e2ee-2026',
    'ohchr-2022'
  ],
  unknown: ['nca-statement-unknowable', 'vkpp-2022-family', 'csac-girls']
};

function proseRows(figure: FigureName, { estimates, statements, protection }: StoryData) {
  return (inProse[figure] ?? []).map((id) => {
    const [stated, fact] = [estimates[id] ?? statements[id], protection[id]];
    if (!stated && !fact)
      throw new Error(
        `The text cites “${id}”, which neither data/estimates.csv nor data/protection.csv has. Restore the row.`
      );
    return { stated, fact };
  });
}

/** Required beside content of the Independent Inquiry into Child Sexual Abuse (D11). */
export const openGovernmentCredit =
  'Contains public sector information licensed under the Open Government Licence v3.0.';

export const isOpenGovernment = ({ publisher }: Pick<Statement, 'publisher'>) =>
  publisher.startsWith('Independent Inquiry');

const seenOf = (verification: string, words: Words) =>
  verification === 'primary' ? '' : verificationPhrase(verification, words);

/** Publications of agencies and researchers, in the story's order; the Guardian is separate. */
export function citedEstimates(data: StoryData, words: Words): CitedSource[] {
  const rows = figures.flatMap((figure) => [
    ...(figure.estimates?.(data) ?? []),
    ...proseRows(figure.id, data).flatMap(({ stated }) => stated ?? [])
  ]);
  return uniqueBy(
    rows.map((estimate) => {
      const cited = citeEstimate(estimate)[0]!;
      const { publisher, title, link } = cited;
      const said = {
        date: publishedPhrase(cited, words),
        seen: seenOf(estimate.verification, words)
      };
      return { publisher, publisherIn: 'en', title, titleIn: 'en', link, ...said };
    })
  );
}

export function citedFacts(data: StoryData, words: Words): CitedSource[] {
  const facts = figures.flatMap((figure) => [
    ...(figure.facts?.(data, words) ?? []),
    ...proseRows(figure.id, data).flatMap(({ fact }) => fact ?? [])
  ]);
  return uniqueBy(
    facts.map((fact) => {
      const date = ledgerDate(fact.date);
      const title = factTitle(fact, words);
      const publisher = factPublisher(fact, words);
      return {
        publisher: capitalize(publisher),
        // Our own words, or an Indonesian name; but brackets in that are English.
        publisherIn:
          publisher === fact.publisher &&
          (fact.geography !== 'Indonesia' || publisher.includes('('))
            ? 'en'
            : words.language,
        title: title.text,
        titleIn: title.language,
        link: fact.link,
        date: date === '' ? '' : formatDate(date, words.language),
        seen: seenOf(fact.verification, words)
      };
    })
  );
}

import { factPublisher, factTitle, publishedPhrase } from '../../charts/phrases/fact-publisher.ts';
import { verificationSentence } from '../../charts/phrases/verification-phrase.ts';
import { releaseLines, type SourceLine } from '../../charts/source-line.ts';
import { uniqueBy } from '../../charts/unique-by.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import { citeEstimate, ledgerDate } from '../../story/ledgers/cite-estimate.ts';
import type { Estimate, Statement } from '../../story/ledgers/estimate.ts';
import type { ProtectionFact } from '../../story/ledgers/protection.ts';
import { isOpenGovernment, openGovernmentCredit } from '../side/cited-sources.ts';
import { claimSource } from './claim-source.ts';
import type { StoryPage } from './story-page.ts';

/** Rows that the words of a step cite without printing a number of theirs. */
const cited: Readonly<Record<string, readonly string[]>> = {
  'demand-later': ['nca-2022'],
  'told-unknown': ['nca-statement-unknowable'],
  'since-measures': ['id-tpks', 'id-pptunas-b', 'id-permen9', 'five-since-2018'],
  'since-encryption': ['nca-e2ee-2026', 'ohchr-2022']
};

/** One sentence per publication; a picture has space for publisher and date alone. */
export interface TextSource extends SourceLine {
  brief: string;
}

const sentence = (text: string) => text.replace(/\.?$/, '.');
const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');

export function statedSource(row: Estimate | Statement, words: Words): TextSource {
  const seen = verificationSentence([row], words).shown;
  const citations = citeEstimate(row);
  const credit = citations.map((one) => one.credit).join('; ');
  const { published } = citations[0]!;
  const isDated = credit.endsWith(formatDate(published, 'en'));
  return {
    credit: join(sentence(credit), isOpenGovernment(row) ? openGovernmentCredit : undefined),
    shown: join(isDated ? undefined : sentence(publishedPhrase(citations[0]!, words)), seen),
    brief: sentence(
      citations.map((one) => `${one.publisher}, ${publishedPhrase(one, words)}`).join('; ')
    )
  };
}

function factSource(row: ProtectionFact, words: Words): TextSource {
  const date = formatDate(ledgerDate(row.date), words.language);
  // Its publishers would name the countries (S41).
  if (row.id.startsWith('five-since')) {
    const credit = speak(words, 'share.measures', { date });
    return { credit, brief: credit, ownWords: true };
  }
  const publisher = factPublisher(row, words);
  const title = factTitle(row, words);
  return {
    credit: sentence(`${publisher}, ${title.text}`),
    shown: join(sentence(date), verificationSentence([row], words).shown),
    brief: sentence(`${publisher}, ${date}`),
    ...(title.language === 'en' ? {} : { ownWords: true as const })
  };
}

/** Of the claims that a text prints or states, then of the rows that the step cites. */
export function textSources(
  step: string,
  claims: readonly string[],
  page: StoryPage
): TextSource[] {
  const { data, words, origins } = page;
  // Only promises read the population: no text that is shared prints it.
  const read = new Set(claims.flatMap((id) => origins[id]?.source ?? []));
  read.delete('population');
  const found = [...read].map((source) => claimSource(source, page));
  const releases = found.flatMap((one) => (one.kind === 'release' ? [one.row] : []));
  const rows = (cited[step] ?? []).map((id) => {
    const stated = data.estimates[id] ?? data.statements[id];
    const fact = data.protection[id];
    if (!stated && !fact)
      throw new Error(`The step “${step}” cites “${id}”, which no ledger has. Restore the row.`);
    return stated ? statedSource(stated, words) : factSource(fact!, words);
  });
  return uniqueBy(
    [
      ...releaseLines(releases, 'text', words).map((line) => ({
        ...line,
        credit: sentence(line.credit),
        brief: join(sentence(line.credit), line.shown)
      })),
      ...found.flatMap((one) => {
        if (one.kind === 'estimate') return [statedSource(one.row, words)];
        return one.kind === 'fact' ? [factSource(one.row, words)] : [];
      }),
      ...rows
    ],
    ({ credit, shown = '' }) => `${credit} ${shown}`
  );
}

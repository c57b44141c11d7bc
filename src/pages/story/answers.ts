import { uniqueBy } from '#charts/chart.ts';
import { publishedPhrase } from '#charts/phrases/ledger-phrases.ts';
import { answerLabel } from '#copy/rules/check-words.ts';
import { labelError, speak } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import { citeEstimate, ledgerDate } from '#story/ledgers/estimate.ts';
import { vintageName } from '#vintages/vintage.ts';
import { claimSource } from './claim-source.ts';
import type { StoryPage } from './story-page.ts';

/** In the order of the text. @throws Error for a missing label. */
export function answersOf(page: StoryPage) {
  const { words, printed } = page;
  const stated = page.chapters.flatMap(({ id: chapter, steps, claims }) =>
    claims
      .filter(({ id }) => printed[id])
      .map(({ id, part }) => ({
        id,
        chapter,
        place: steps.some((step) => step.id === part) ? part : chapter
      }))
  );
  return uniqueBy(stated, ({ id }) => id).map(({ id, chapter, place }) => ({
    id,
    chapter,
    text: boundedText(id, printed[id]!, page),
    what: whatOf(id, page),
    sources: (page.origins[id]?.source ?? []).flatMap((source) => sourcesOf(source, page)),
    /** Earlier releases, oldest first: `28 August 2018: 49%`. */
    past: (page.history[id] ?? []).map(({ release, text }) =>
      speak(words, 'answer.release', {
        release: formatDate(release, words.language),
        value: text[words.language]
      })
    ),
    place
  }));
}

/** With the publisher's bound; each end of a range has its own label (V01). */
function boundedText(id: string, printed: string, { words, origins }: StoryPage) {
  const bound = origins[id]?.bound;
  return bound === undefined || bound === 'range'
    ? printed
    : speak(words, `bound.${bound}`, { value: printed });
}

function whatOf(id: string, page: StoryPage) {
  const { words, origins } = page;
  const { year, source = [] } = origins[id] ?? {};
  const key = answerLabel(id, words.labels);
  if (key === undefined)
    throw labelError(
      `words.answers.json (${words.language}) has no label “answer.${id}”. Add it for this number of the text.`,
      { language: words.language, key: `answer.${id}` }
    );
  const kept = source.find((one) => one.includes('/'))?.split('/')[1];
  return speak(words, key, {
    ...(year === undefined ? {} : { year: String(year) }),
    ...(kept === undefined ? {} : { release: formatDate(kept, words.language) })
  });
}

function sourcesOf(source: string, page: StoryPage) {
  const { words } = page;
  const { kind, row } = claimSource(source, page);
  if (kind === 'estimate')
    return citeEstimate(row).map((cited) => ({
      text: cited.text,
      title: cited.title,
      href: cited.link?.url ?? null,
      release: publishedPhrase(cited, words)
    }));
  if (kind === 'fact')
    return {
      text: `${row.publisher}, ${row.instrument}`,
      title: row.instrument,
      href: row.link?.url ?? null,
      release: formatDate(ledgerDate(row.date), words.language)
    };
  return {
    text: row.publisher,
    title: null,
    href: `${page.home}data/vintages/${vintageName(row)}/datapackage.json`,
    release: speak(words, 'sources.released', { release: formatDate(row.release, words.language) })
  };
}

import { eachOnce } from '../../charts/each-once.ts';
import { publishedPhrase } from '../../charts/phrases/published-phrase.ts';
import { answerLabel } from '../../copy/answer-labels.ts';
import { speak } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import { citeEstimate, ledgerDate } from '../../story/ledgers/cite-estimate.ts';
import { vintageName } from '../../vintages/vintage.ts';
import { vintageRead } from '../../story/lock.ts';
import type { StoryPage } from './story-page.ts';

/**
 * Returns an answer for each number that the story states, once, in the order of the text.
 * @throws Error naming one without a label.
 */
export function answersOf(page: StoryPage) {
  const { words, printed } = page;
  const stated = page.chapters.flatMap(({ id: chapter, steps, claims }) =>
    claims
      .filter(({ id }) => printed[id])
      .map(({ id, place }) => ({
        id,
        place: steps.some((step) => step.id === place) ? place : chapter
      }))
  );
  return eachOnce(stated, ({ id }) => id).map(({ id, place }) => ({
    id,
    /** As the text prints it, with its bound. */
    text: boundedText(id, printed[id]!, page),
    /** What it counts, how it was computed and what to beware of. */
    what: whatOf(id, page),
    sources: (page.origins[id]?.source ?? []).flatMap((source) => sourcesOf(source, page)),
    /** What it was in earlier releases, oldest first: `28 August 2018: 49%`. */
    past: (page.history[id] ?? []).map(({ release, text }) =>
      speak(words, 'answer.release', {
        release: formatDate(release, words.language),
        value: text[words.language]
      })
    ),
    /** The section or step in which it stands first. */
    place
  }));
}

/**
 * A number stands with its publisher's bound here too; the ends of a range say which end they are
 * (standards V01).
 */
function boundedText(id: string, printed: string, { words, origins }: StoryPage): string {
  const bound = origins[id]?.bound;
  return bound === undefined || bound === 'range'
    ? printed
    : speak(words, `bound.${bound}`, { value: printed });
}

/** What a claim counts, with its year and the older release that it reads put into its label. */
function whatOf(id: string, page: StoryPage): string {
  const { words, origins } = page;
  const { year, source = [] } = origins[id] ?? {};
  const key = answerLabel(id, words.labels);
  if (key === undefined)
    throw new Error(
      `words.answers.json (${words.language}) has no label "answer.${id}" for a number of the text`
    );
  const kept = source.find((one) => one.includes('/'))?.split('/')[1];
  return speak(words, key, {
    ...(year === undefined ? {} : { year: String(year) }),
    ...(kept === undefined ? {} : { release: formatDate(kept, words.language) })
  });
}

/**
 * Where a number comes from, in the words of its publisher: never translated. A claim's source is
 * an indicator that the edition pins, another kept release, or a row or a series of a ledger;
 * `release` is that shown, in words, or the ledger's date.
 */
function sourcesOf(source: string, page: StoryPage) {
  const { data, words } = page;
  const estimate =
    data.estimates[source] ??
    Object.values(data.estimates).find(({ series }) => series.split('/')[0] === source);
  if (estimate)
    return citeEstimate(estimate).map((cited) => ({
      text: cited.text,
      title: cited.title,
      href: cited.link?.url ?? null,
      release: publishedPhrase(cited, words)
    }));
  const fact = data.protection[source];
  if (fact)
    return {
      text: `${fact.publisher}, ${fact.instrument}`,
      title: fact.instrument,
      href: fact.link?.url ?? null,
      release: formatDate(ledgerDate(fact.date), words.language)
    };
  const name = vintageRead(source, page.pins);
  const kept = page.releases.find((release) => vintageName(release) === name);
  if (!kept) throw new Error(`a number of the text comes from "${name}", which is not kept`);
  return {
    text: kept.publisher,
    title: null,
    href: `${page.home}data/vintages/${name}/datapackage.json`,
    release: speak(words, 'sources.released', { release: formatDate(kept.release, words.language) })
  };
}

import { publishedPhrase } from '../../charts/phrases/published-phrase.ts';
import { answerLabel } from '../../copy/answer-labels.ts';
import { speak } from '../../copy/words.ts';
import { formatDate } from '../../locale/numbers.ts';
import { citeEstimate, ledgerDate } from '../../story/ledgers/cite-estimate.ts';
import { vintageName } from '../../vintages/vintage.ts';
import { vintageRead } from '../../story/lock.ts';
import type { StoryPage } from './story-page.ts';

/** Where a number comes from, in the words of its publisher: never translated. */
interface AnswerSource {
  text: string;
  href: string | null;
  /** The release shown, in words; empty for a ledger row. */
  release: string;
}

/** The answer to one number in the text. */
export interface Answer {
  /** The claim's id. */
  id: string;
  /** As the text prints it, with its bound. */
  text: string;
  /** What it counts, how it was computed and what to beware of. */
  what: string;
  sources: AnswerSource[];
  /** What it was in earlier releases, oldest first: `28 August 2018: 49%`. */
  past: string[];
  /** The section or step in which it stands first. */
  place: string;
}

/** Returns an answer for each number that the story states, once, in the order of the text. @throws Error naming one without a label. */
export function answersOf(page: StoryPage): Answer[] {
  const answers = new Map<string, Answer>();
  for (const chapter of page.chapters) {
    const steps = new Set(chapter.steps.map(({ id }) => id));
    for (const { id, place } of chapter.claims) {
      const printed = page.printed[id];
      if (answers.has(id) || !printed) continue;
      answers.set(id, {
        id,
        text: boundedText(id, printed, page),
        what: whatOf(id, page),
        sources: (page.origins[id]?.source ?? []).flatMap((source) => sourcesOf(source, page)),
        past: (page.history[id] ?? []).map(({ release, text }) =>
          speak(page.words, 'answer.release', { release: formatDate(release, page.words.language), value: text[page.words.language] })
        ),
        place: steps.has(place) ? place : chapter.id
      });
    }
  }
  return [...answers.values()];
}

/** A number stands with its publisher's bound here too; the ends of a range say which end they are (standards V01). */
function boundedText(id: string, printed: string, { words, origins }: StoryPage): string {
  const bound = origins[id]?.bound;
  return bound === undefined || bound === 'range' ? printed : speak(words, `bound.${bound}`, { value: printed });
}

/** What a claim counts, with its year and the older release that it reads put into its label. */
function whatOf(id: string, page: StoryPage): string {
  const { words, origins } = page;
  const { year, source = [] } = origins[id] ?? {};
  const key = answerLabel(id, words.labels);
  if (key === undefined) throw new Error(`words.answers.json (${words.language}) has no label "answer.${id}" for a number of the text`);
  const kept = source.find((one) => one.includes('/'))?.split('/')[1];
  return speak(words, key, {
    ...(year === undefined ? {} : { year: String(year) }),
    ...(kept === undefined ? {} : { release: formatDate(kept, words.language) })
  });
}

/** A claim's source is an indicator that the edition pins, another kept release, or a row or a series of a ledger. */
function sourcesOf(source: string, page: StoryPage): AnswerSource[] {
  const { data, words } = page;
  const estimate = data.estimates[source] ?? Object.values(data.estimates).find(({ series }) => series.split('/')[0] === source);
  if (estimate)
    return citeEstimate(estimate).map((cited) => ({
      text: cited.text,
      href: cited.link?.url ?? null,
      release: publishedPhrase(cited, words)
    }));
  const fact = data.protection[source];
  if (fact)
    return [
      {
        text: `${fact.publisher}, ${fact.instrument}`,
        href: fact.link?.url ?? null,
        release: formatDate(ledgerDate(fact.date), words.language)
      }
    ];
  const name = vintageRead(source, page.pins);
  const kept = page.releases.find((release) => vintageName(release) === name);
  if (!kept) throw new Error(`a number of the text comes from "${name}", which is not kept`);
  return [
    {
      text: kept.publisher,
      href: `${page.home}data/vintages/${name}/datapackage.json`,
      release: speak(words, 'sources.released', { release: formatDate(kept.release, words.language) })
    }
  ];
}

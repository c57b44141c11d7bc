import { type Scene, statesOf } from '#chapters/chapter.ts';
import {
  uniqueBy,
  checkedLine,
  type PictureRecord,
  sourceText,
  type SourceLine,
  releaseLines
} from '#charts/chart.ts';
import type { ShareCardWords } from '#charts/drawing/share-card.ts';
import {
  estimateIn,
  verificationSentence,
  factPublisher,
  factTitle,
  publishedPhrase
} from '#charts/phrases/ledger-phrases.ts';
import { shareSentence } from '#charts/level/record.ts';
import { signalRecord } from '#charts/level/signal.ts';
import { copyOf, findingOf } from '#copy/read-chapter.ts';
import { hasLabel, speak, type Words } from '#copy/words.ts';
import type { Language } from '#locale/languages.ts';
import { capitalize } from '#locale/sentence.ts';
import { formatDate } from '#locale/numbers.ts';
import type { StoryData } from '#story/data.ts';
import { claimSource } from './claim-source.ts';
import type { StoryPage } from './story-page.ts';
import {
  citeEstimate,
  ledgerDate,
  type Estimate,
  type Statement
} from '#story/ledgers/estimate.ts';
import type { ProtectionFact } from '#story/ledgers/protection.ts';
import { isOpenGovernment, openGovernmentCredit } from '../side/cited-sources.ts';

/** Rows that the words of a step cite without printing a number of theirs. */
const cited: Readonly<Record<string, readonly string[]>> = {
  'demand-later': ['nca-2022'],
  'told-unknown': ['nca-statement-unknowable'],
  'since-measures': ['id-tpks', 'id-pptunas-b', 'id-permen9', 'five-since-2018'],
  'since-encryption': ['nca-e2ee-2026', 'ohchr-2022']
};

/** One sentence per publication; a picture has space for publisher and date alone. */
interface TextSource extends SourceLine {
  brief: string;
}

const sentence = (text: string) => text.replace(/\.?$/, '.');
const join = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' ');

function statedSource(row: Estimate | Statement, words: Words): TextSource {
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
function textSources(step: string, claims: readonly string[], page: StoryPage): TextSource[] {
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

export const wholeStory = 'story';

export type SharedPart = ReturnType<typeof sharedPart>;

const stepOf = (scene: Scene, id: string) => scene.steps.find((step) => step.id === id);

export const sharePath = (language: Language, id: string) => `share/${language}/${id}`;

export function storyDescription(data: Pick<StoryData, 'estimates'>, words: Words) {
  const finding = shareSentence(estimateIn(data, 'dh-nottold'), words);
  return `${finding.replace(/\.$/, ` ${speak(words, 'share.surveyed')}.`)} ${speak(words, 'site.description')}`;
}

function coverRecord(data: StoryData, words: Words) {
  const large = signalRecord(data, words, { stage: 'then' }).large.slice(-1);
  return { numbers: [], large };
}

export function storyImage(data: StoryData, words: Words, title: string) {
  const shown = coverRecord(data, words).large.map(numberSentence).join(' ');
  return {
    path: `${sharePath(words.language, wholeStory)}.png`,
    alt: `${title.replace(/[^.?!]$/, '$&.')} ${shown}`
  };
}

/** A step beside a figure that moves needs a view or a statement. */
const isShared = (scene: Scene, id: string) =>
  (scene.form !== 'sticky' && stepOf(scene, id) !== undefined) ||
  stepOf(scene, id)?.statement !== undefined ||
  statesOf(scene).some((state) => state.id === id);

/** The reader's place stands after the scene of the signal. */
export const placeAfter = { id: 'place', scene: 'signal' } as const;

/** In reading order: a scene's own steps, then its still figure or the reader's place. */
export const sharedIds = (scene: Scene) => [
  ...[...scene.steps, ...(scene.form === 'still' ? [scene] : [])]
    .map(({ id }) => id)
    .filter((id) => isShared(scene, id)),
  ...(scene.id === placeAfter.scene ? [placeAfter.id] : [])
];

const noNumbers: PictureRecord = { numbers: [], large: [] };

/** A label that begins with its place keeps the place first. */
function numberSentence({ text, label, beside }: PictureRecord['large'][number]) {
  const [, place, counted] = /^(\p{Lu}[^:]*): (.+)$/u.exec(label) ?? [];
  const said = place === undefined ? `${text} ${label}` : `${place}: ${text}, ${counted}`;
  return `${capitalize(said)}.${beside ? ` ${beside}.` : ''}`;
}

type PartSource = SourceLine & Partial<Pick<TextSource, 'brief'>>;

/** Numbers, or a sentence instead of them. */
interface PartContents {
  /** The step's or scene's id, or `wholeStory`; also the last part of its address. */
  id: string;
  /** Former ids: their addresses still work. */
  was?: readonly string[];
  part: string;
  heading: string;
  record?: PictureRecord;
  lead?: string;
  /** Of the sentence; numbers have their own. */
  sources?: readonly PartSource[];
  limits?: string;
}

/** Each once, the credit as a sentence. */
const eachLine = (lines: readonly SourceLine[]) =>
  uniqueBy(
    lines.map((line) => ({ ...line, credit: sentence(line.credit) })),
    ({ credit }) => credit
  );

function sharedPart(
  { id, was = [], part, heading, record = noNumbers, lead, sources, limits }: PartContents,
  { data, words }: StoryPage
) {
  const { headline } = record;
  const said =
    lead === undefined
      ? [...(headline === undefined ? [] : [`${headline}.`]), ...record.large.map(numberSentence)]
      : [lead];
  const description = [...said, record.gathered, limits].filter(Boolean).join(' ');
  const shown: readonly PartSource[] =
    sources ?? eachLine(record.large.map((number) => number.source));
  const credits = shown.map((line) => line.brief ?? sourceText(line)).join(' ');
  return {
    id,
    was,
    heading,
    description,
    alt: headline === undefined ? `${heading}. ${description}` : description,
    /** Sources of every number; the picture names those of its own numbers. */
    sources: record.sources ? eachLine(record.sources) : shown,
    record,
    card: {
      language: words.language,
      site: speak(words, 'site.name'),
      part,
      heading: headline ?? heading,
      large: record.large,
      source: `${speak(words, 'figure.source')}: ${credits}`,
      checked: checkedLine(data.edition, words),
      name: headline ?? heading,
      description: [
        description,
        ...record.numbers.map(({ text, label }) => `${label}: ${text}.`)
      ].join(' '),
      lead,
      limits
    } satisfies ShareCardWords
  };
}

/**
 * A step whose heading is not about the number of its picture shares a sentence of its own. The
 * label states claims, and prints them as `{idn_2018}` or their release as `{idn_2018_release}`.
 */
function leadOf(id: string, page: StoryPage) {
  const { words, printed, origins } = page;
  const label = `share.lead.${id}` as const;
  const claims = words.states?.[label] ?? [];
  const slots = claims.flatMap((claim) => {
    const name = claim.replaceAll('-', '_');
    const releases = (origins[claim]?.source ?? []).flatMap((source) => {
      const { kind, row } = claimSource(source, page);
      return kind === 'release' ? [formatDate(row.release, words.language)] : [];
    });
    return [
      ...(printed[claim] === undefined ? [] : [[name, printed[claim]]]),
      ...(releases[0] === undefined ? [] : [[`${name}_release`, releases[0]]])
    ];
  });
  return {
    lead: speak(words, label, Object.fromEntries(slots) as Record<string, string>),
    sources: textSources(id, claims, page)
  };
}

/** In reading order, the whole story first. */
export function sharedParts(page: StoryPage): SharedPart[] {
  const { data, words } = page;
  const parts = page.scenes.flatMap((scene) => {
    const copy = copyOf(page.chapters, scene.id);
    const states = statesOf(scene);
    return sharedIds(scene).map((id) => {
      const step = stepOf(scene, id);
      const written = copy.steps.find((one) => one.id === id);
      const isPlace = id === placeAfter.id;
      const title = isPlace ? 'place.title' : (`share.title.${id}` as const);
      const heading = hasLabel(words.labels, title)
        ? speak(words, title)
        : (written?.heading ?? findingOf(copy));
      const statement = data.statements[step?.statement ?? ''];
      const record = states.find((state) => state.id === id)?.record(data, words);
      // The picture has no map, so it carries the map's sentence of limits (S05).
      const inBrief = isPlace ? speak(words, 'share.limits') : record?.inBrief;
      const limits = inBrief === undefined ? {} : { limits: inBrief };
      const part = { id, was: step?.was ?? [], part: copy.title, heading, ...limits };
      if (statement !== undefined) {
        const lead = speak(words, `share.lead.${statement.id}`);
        return { ...part, lead, sources: [statedSource(statement, words)] };
      }
      if (hasLabel(words.labels, `share.lead.${id}`)) return { ...part, ...leadOf(id, page) };
      if (record?.large.length) return { ...part, record };
      if (record?.lead) return { ...part, lead: record.lead.text, sources: [record.lead.source] };
      const claims = copy.claims.filter((claim) => claim.part === id).map((claim) => claim.id);
      return { ...part, lead: written!.text, sources: textSources(id, claims, page) };
    });
  });
  const whole = {
    id: wholeStory,
    part: speak(words, 'site.kicker'),
    heading: copyOf(page.chapters, 'opening').title,
    record: coverRecord(data, words)
  };
  return [whole, ...parts].map((part) => sharedPart(part, page));
}

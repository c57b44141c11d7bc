import { statesOf, type Scene } from '../../chapters/chapter.ts';
import { eachOnce } from '../../charts/each-once.ts';
import { figureOf } from '../../charts/figures.ts';
import type { ShareCardWords } from '../../charts/drawing/share-card.ts';
import type { PictureRecord } from '../../charts/picture-record.ts';
import { sourceText, type SourceLine } from '../../charts/source-line.ts';
import { shareSentence } from '../../charts/unknown/describe.ts';
import { plainText } from '../../copy/markup.ts';
import { copyOf } from '../../copy/read-chapter.ts';
import { speak, type Words } from '../../copy/words.ts';
import type { Language } from '../../locale/languages.ts';
import { asBeginning } from '../../locale/sentence.ts';
import { formatDate } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { estimateCredit } from '../../story/ledgers/cite-estimate.ts';
import { openGovernmentCredit } from '../side/cited-sources.ts';
import type { StoryPage } from './story-page.ts';

/** The part that stands for the whole story. */
export const wholeStory = 'story';

/**
 * A part of the story that can be shared by itself: a step, a figure that stands still, or the
 * whole story.
 */
export type SharedPart = ReturnType<typeof sharedPart>;

/** Returns a step of a scene; undefined where the scene has no such step. */
export const stepOf = (scene: Scene, id: string) =>
  scene.form === 'sticky' ? scene.steps.find((step) => step.id === id) : undefined;

/**
 * Where the page of a shared part is, from the root of the site; its picture is `….png` beside it.
 */
export const sharePath = (language: Language, id: string) => `share/${language}/${id}`;

/**
 * Returns what a link to the story says: its finding with its surveys and years, where the edition
 * has it, and what it is about.
 */
export function storyDescription(
  { estimates }: Pick<StoryData, 'estimates'>,
  words: Words
): string {
  const told = estimates['dh-nottold'];
  return [
    ...(told
      ? [shareSentence(told, words).replace(/\.$/, ` ${speak(words, 'share.surveyed')}.`)]
      : []),
    speak(words, 'site.description')
  ].join(' ');
}

/**
 * Returns the picture that stands for the whole story, from the root of the site, and its words.
 */
export function storyImage(
  data: StoryData,
  words: Words,
  title: string
): { path: string; alt: string } {
  return {
    path: `${sharePath(words.language, wholeStory)}.png`,
    alt: `${title.replace(/[^.?!]$/, '$&.')} ${storyDescription(data, words)}`
  };
}

/**
 * Whether the part can be shared in this edition: not where its figure says nothing, as of a day
 * before its data were out.
 */
export function isShared(data: StoryData, words: Words, scene: Scene, id: string): boolean {
  if (scene.form === 'text' || figureOf(scene.figure).isDrawable?.(data) === false) return false;
  const state = statesOf(scene).find((candidate) => candidate.id === id);
  if (state === undefined || state.record(data, words).large.length === 0) return false;
  const statement = stepOf(scene, id)?.statement;
  return statement === undefined || statement in data.statements;
}

const noNumbers: PictureRecord = { numbers: [], large: [] };

/**
 * A number with what it counts, as one sentence: a label that names its place first keeps the place
 * first.
 */
function sentence({ text, label, beside }: PictureRecord['large'][number]): string {
  const [, place, counted] = /^(\p{Lu}[^:]*): (.+)$/u.exec(label) ?? [];
  const said = place === undefined ? `${text} ${label}` : `${place}: ${text}, ${counted}`;
  return `${asBeginning(said)}.${beside ? ` ${beside}.` : ''}`;
}

/** What a part is of, before it is put into words: numbers, or one sentence in their place. */
interface PartContents {
  /** The step's or the scene's id, or `wholeStory`: also the last part of its address. */
  id: string;
  /** Ids that it had before: the same lies there still. */
  was?: readonly string[];
  /** What stands above its heading. */
  part: string;
  heading: string;
  record?: PictureRecord;
  lead?: string;
  /** Of the sentence; numbers bring their own. */
  source?: SourceLine;
}

/** Each source once, its credit a sentence. */
const eachLine = (lines: readonly SourceLine[]): SourceLine[] =>
  eachOnce(
    lines.map((line) => ({ ...line, credit: line.credit.replace(/\.?$/, '.') })),
    ({ credit }) => credit
  );

/** Returns a part in words, for those who read it and for its card. */
function sharedPart(
  { id, was = [], part, heading, record = noNumbers, lead, source }: PartContents,
  { data, words }: StoryPage
) {
  const { headline } = record;
  const said =
    lead === undefined
      ? [...(headline === undefined ? [] : [`${headline}.`]), ...record.large.map(sentence)]
      : [lead];
  // The picture of a part has no map: it says of its number what the map says of itself (standards
  // S05).
  const limits = record.inBrief;
  const description = [...said, ...(limits ? [limits] : [])].join(' ');
  const shown = source ? [source] : eachLine(record.large.map((number) => number.source));
  const credits = shown.map(sourceText).join(' ');
  return {
    id,
    was,
    heading,
    /** What the numbers are of, in words: what those read who are sent a link. */
    description,
    /** Replaces the picture in words. */
    alt: headline === undefined ? `${heading}. ${description}` : description,
    /** Of every number of the part; its picture names those of the numbers that it shows. */
    sources: record.sources ? eachLine(record.sources) : shown,
    record,
    card: {
      language: words.language,
      site: speak(words, 'site.name'),
      part,
      heading: headline ?? heading,
      large: record.large,
      source:
        credits === ''
          ? speak(words, 'share.sources')
          : `${speak(words, 'figure.source')}: ${credits}`,
      checked: speak(words, 'figure.checked', { date: formatDate(data.edition, words.language) }),
      name: headline ?? heading,
      description: [
        description,
        ...record.numbers.map(({ text, label }) => `${label}: ${text}.`)
      ].join(' '),
      ...(lead === undefined ? {} : { lead }),
      ...(limits === undefined ? {} : { limits })
    } satisfies ShareCardWords
  };
}

/** Returns every part of the story that can be shared, in reading order, the whole story first. */
export function sharedParts(page: StoryPage): SharedPart[] {
  const { data, words } = page;
  const parts = page.scenes.flatMap((scene) => {
    const copy = copyOf(page.chapters, scene.id);
    return statesOf(scene)
      .filter(({ id }) => isShared(data, words, scene, id))
      .map(({ id, record }): PartContents => {
        const heading =
          copy.steps.find((step) => step.id === id)?.heading ??
          plainText(copy.figure?.title ?? copy.title);
        const step = stepOf(scene, id);
        const statement = data.statements[step?.statement ?? ''];
        const part = { id, was: step?.was ?? [], part: copy.title, heading };
        if (statement === undefined) return { ...part, record: record(data, words) };
        const credit = `${estimateCredit(statement)}. ${openGovernmentCredit}`;
        const shown = `${formatDate(statement.published, words.language)}.`;
        return {
          ...part,
          lead: speak(words, `share.lead.${statement.id}`),
          source: { credit, shown }
        };
      });
  });
  const whole = {
    id: wholeStory,
    part: speak(words, 'site.kicker'),
    heading: copyOf(page.chapters, 'opening').title,
    lead: storyDescription(data, words)
  };
  return [whole, ...parts].map((part) => sharedPart(part, page));
}

import { languages } from '../../locale/languages.ts';
import { formatDate, formatList } from '../../locale/numbers.ts';
import { openStory } from '../../site/story/open-story.ts';
import { changeOfEditions, type StoryChange } from '../../site/story/story-change.ts';
import { differing } from '../../site/story/text-problems.ts';
import { changedLanguages } from '../../story/texts-lock.ts';
import { printBeside, printPromise, type ClaimChange, type Lock } from '../../story/lock.ts';
import { counted } from '../../locale/counted.ts';
import { command, nothingWritten, flag } from '../cli/command.ts';
import { projectOf } from '../files/disk-project.ts';
import { namesOfTwo, readEdition } from './read-edition.ts';

const subjects: Readonly<Record<string, string>> = {
  'internet-use': 'internet use',
  'coverage-4g': '4G coverage',
  'coverage-3g': '3G coverage',
  'coverage-2g': '2G coverage',
  population: 'population',
  'opsc-parties': 'the states that joined the Optional Protocol'
};

const releaseOf = (name: string) => formatDate(name.split('/')[1] ?? name, 'en');
const sourceOf = (name: string) => name.split('/')[0] ?? name;
const listed = (items: readonly string[]) => formatList(items, 'en');
const editionOf = ({ edition }: Pick<Lock, 'edition'>) =>
  `the edition of ${formatDate(edition, 'en')}`;

function pinSentence({
  indicator,
  before = 'other files',
  after
}: StoryChange['pins'][number]): string {
  const subject = subjects[indicator] ?? indicator;
  if (before === after)
    return `For ${subject} the files of ${after} are not the same bytes as before.`;
  if (sourceOf(before) !== sourceOf(after))
    return `For ${subject} it moves from ${before} to another source, ${after}.`;
  return `For ${subject} it shows what ${sourceOf(after)} released ${releaseOf(after)}, in place of ${releaseOf(before)}.`;
}

/** The printed figures of a change, once where every language prints the same. */
function printed(claim: ClaimChange['before'], other?: ClaimChange['before']): string {
  if (!claim) return 'nothing';
  const texts = languages.map((language) => printBeside(claim, other, language)!);
  return new Set(texts).size === 1
    ? texts[0]!
    : languages.map((language, at) => `${texts[at]} (${language})`).join(', ');
}

function claimSentences(claims: readonly ClaimChange[]): string[] {
  const moved = claims.filter(({ before, after }) => before && after);
  const fresh = claims
    .filter(({ before }) => !before)
    .map(({ id, after }) => `${id} (${printed(after)})`);
  const gone = claims
    .filter(({ after }) => !after)
    .map(({ id, before }) => `${id} (${printed(before)})`);
  return [
    ...(moved.length > 0 ? [`${counted(moved.length, 'figure')} in the text changed:`] : []),
    ...moved.map(
      ({ id, before, after }) =>
        `  ${id} was ${printed(before, after)} and is ${printed(after, before)}.`
    ),
    ...(fresh.length > 0 ? [`New ${fresh.length === 1 ? 'is' : 'are'} ${listed(fresh)}.`] : []),
    ...(gone.length > 0 ? [`Gone ${gone.length === 1 ? 'is' : 'are'} ${listed(gone)}.`] : [])
  ];
}

function textLines({ texts, claims }: StoryChange): string[] {
  if (texts.length === 0) return [];
  const fresh = new Set(claims.filter(({ before }) => !before).map(({ id }) => id));
  return [
    `${counted(texts.length, 'text')} changed in today's copy:`,
    ...texts.flatMap((change) => {
      const { id, file, line, before, after } = change;
      return [
        `  ${id} (${file}, line ${line})`,
        ...changedLanguages(change).flatMap((language) => {
          const [was, is] = differing(before?.said[language] ?? '', after?.said[language] ?? '');
          const isFresh = was.includes('–') && [...fresh].some((one) => is.includes(`[${one}]`));
          if (isFresh) return [`    ${language} states for the first time “${is}”`];
          return [`    ${language} said “${was}”`, `    and now says “${is}”`];
        })
      ];
    })
  ];
}

/**
 * Returns the difference of two editions as a note to a colleague: plain sentences, one paragraph
 * for each thing that changed.
 */
function editionNote(change: StoryChange, before: Lock, after: Lock): string[] {
  const { pins, kept, unkept, claims, promises } = change;
  const opening = `Since ${editionOf(before)}, this is what changed in ${editionOf(after)}.`;
  const rest = [
    pins.map(pinSentence),
    [
      ...(kept.length > 0 ? [`To compare with, it now also keeps ${listed(kept)}.`] : []),
      ...(unkept.length > 0 ? [`It no longer keeps ${listed(unkept)}.`] : [])
    ],
    claimSentences(claims),
    promises.map(
      ({ id, before, after }) =>
        `The words around ${id} promised ${printPromise(before)} and now promise “${after}”: judge whether they do.`
    ),
    textLines(change)
  ].filter((lines) => lines.length > 0);
  if (rest.length === 0)
    return [
      `Nothing: ${editionOf(before)} and ${editionOf(after)} show the same releases and print the same figures.`
    ];
  const quiet = claims.length === 0 ? [['No figure in the text changes.']] : [];
  return [
    ...[[opening], ...rest, ...quiet].flatMap((lines, index) =>
      index === 0 ? lines : ['', ...lines]
    )
  ];
}

const name = 'edition diff <edition> [<edition>] [--json]';

/**
 * `edition diff A B` says in sentences what B, or the edition now, shows otherwise than A.
 * @returns 1 when a figure or a promise of the text changes.
 */
export const diffEditions = command(name, { json: flag }, nothingWritten, async (given, desk) => {
  const [before, after] = namesOfTwo('edition diff', given);
  const files = await projectOf(desk).read();
  const was = await readEdition(before, files, desk);
  const is = await readEdition(after, files, desk);
  const change = changeOfEditions(openStory(files), was, is);
  return {
    exit: change.claims.length + change.promises.length > 0 ? 1 : 0,
    report: { before: { edition: was.edition }, after: { edition: is.edition }, ...change },
    print: ({ out }) => editionNote(change, was, is).forEach(out)
  };
});

import { indicators } from '#story/data.ts';
import { lockedClaimChanges, type ClaimChange, type Lock } from '#story/lock.ts';
import type { Problem } from '#story/problem.ts';
import { textChanges, type SaidText } from '#story/texts-lock.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { vintageName } from '#vintages/vintage.ts';
import type { MapChange } from './map-changes.ts';
import { openStory, type OpenedStory } from './open-story.ts';
import { vintageByFingerprint, type PinChange, type PinChoices } from './open-pins.ts';
import { gradeTexts, textFinder, type GradedText, placeChanges } from './text-changes.ts';

export interface StoryChange {
  pins: PinChange[];
  kept: string[];
  unkept: string[];
  claims: ClaimChange[];
  texts: GradedText[];
  /** Problems that are new, with the text that each is in: its words may be as they were. */
  broken: (Problem & { text?: string })[];
  maps: MapChange[];
}

interface StoryState {
  lock: Lock;
  said: ReadonlyMap<string, SaidText>;
  opened?: OpenedStory;
}

/** Words that are not true of the figures. */
export const isFalse = ({ kind }: Problem) => ['promise', 'part', 'silenced'].includes(kind);

const isBroken = (problem: Problem) =>
  isFalse(problem) || ['no-value', 'year', 'step-year', 'map-year'].includes(problem.kind);

const pinChanges = (before: Lock, after: Lock) =>
  indicators.flatMap((indicator) => {
    const [was, is] = [before.pins[indicator], after.pins[indicator]];
    if (was.sha256 === is.sha256) return [];
    return [{ indicator, before: vintageName(was), after: vintageName(is) }];
  });

function changeBetween(
  before: StoryState,
  after: StoryState,
  story: OpenedStory,
  maps: MapChange[] = []
) {
  const names = ({ kept }: Lock) => kept.map(vintageName);
  const [were, are] = [names(before.lock), names(after.lock)];
  const key = ({ kind, file, wrong }: Problem) => `${kind} ${file} ${wrong}`;
  const known = new Set(before.opened?.problems.map(key));
  const problems = after.opened?.problems ?? [];
  const textOf = textFinder(story.said);
  const claimOf = (id: string) => story.computed.get(id)?.claim;
  const texts = placeChanges(textChanges(before.said, after.said), story.said);
  return {
    pins: pinChanges(before.lock, after.lock),
    kept: are.filter((name) => !were.includes(name)),
    unkept: were.filter((name) => !are.includes(name)),
    claims: lockedClaimChanges(before.lock, after.lock),
    texts: gradeTexts(texts, { lock: after.lock, problems, claimOf, textOf }),
    broken: problems
      .filter((problem) => isBroken(problem) && !known.has(key(problem)))
      .map((problem) => {
        const text = textOf(problem);
        return text === undefined ? problem : { ...problem, text };
      }),
    maps
  };
}

/** The maps are drawn from charts, which are loaded only when two states may differ in them. */
async function mapsOf(before: OpenedStory, after: OpenedStory) {
  if (before === after) return [];
  const { mapChanges } = await import('./map-changes.ts');
  return mapChanges(before.data, after.data);
}

const stateOf = (opened: OpenedStory) => ({
  lock: opened.lock,
  said: opened.said,
  opened
});

/** Compares the story, with other pins where they are given, with what was locked and accepted. */
export async function changeSinceLock(
  files: ProjectFiles,
  choices: PinChoices = {},
  story = openStory(files, choices)
): Promise<{ story: OpenedStory; change: StoryChange }> {
  const { locked, accepted, pins } = story;
  const moved = pins.flatMap(({ indicator }) => {
    const reviewed = vintageByFingerprint(files, locked?.pins[indicator].sha256 ?? '');
    const [source = '', release = ''] = reviewed?.split('/') ?? [];
    return reviewed === undefined ? [] : [[indicator, { source, release }] as const];
  });
  const then =
    moved.length > 0 ? openStory(files, { ...choices, pins: Object.fromEntries(moved) }) : story;
  const before = {
    lock: locked ?? story.lock,
    said: accepted ? new Map(Object.entries(accepted.texts)) : story.said,
    // Without another pin every fault is new: the ledgers or the words were edited.
    ...(then !== story && { opened: then })
  };
  // The lock names a new pin before it is locked; only the opened vintages tell it from an old one.
  const maps = await mapsOf(then, story);
  const change = { ...changeBetween(before, stateOf(story), story, maps), pins };
  return { story, change };
}

export function changeOfEditions(story: OpenedStory, before: Lock, after: Lock): StoryChange {
  const state = (lock: Lock) => ({ lock, said: story.saidIn(lock) });
  return changeBetween(state(before), state(after), story);
}

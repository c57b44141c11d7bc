import { readdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { dayOf } from '../../sources/cells/calendar.ts';
import { openStory, type OpenedStory } from '../../site/story/open-story.ts';
import { indicators } from '../../story/data.ts';
import { vintageName, isDay } from '../../vintages/vintage.ts';
import { buildInto } from '../output/build.ts';
import { command, nothingWritten, flag, word } from '../cli/command.ts';
import { Refusal, type Desk } from '../cli/desk-io.ts';
import { codeOf, diskRefusal } from '../files/disk-refusal.ts';
import { fillWhole } from '../files/write-whole.ts';
import { lockedNow } from '../output/built-apart.ts';

const name = 'edition as-of YYYY-MM-DD [--out <folder>] [--json]';

/**
 * Fills a new folder with the story as it could have been told on a day, and throws when it cannot.
 */
export type FillAsOf = (root: string, folder: string, asOf: string) => Promise<void>;

/**
 * What is expected of a story told on an earlier day: its sentences differ from today's, and say
 * so.
 */
const expected: ReadonlySet<string> = new Set([
  'changed',
  'pin',
  'no-value',
  'promise',
  'year',
  'loose-year',
  'release',
  'unknown-name'
]);

const fillDraft: FillAsOf = (root, folder, asOf) =>
  buildInto(root, folder, { TERHUBUNG_DRAFT: JSON.stringify({ asOf }) });

/**
 * `edition as-of <day>` builds the story on what had been published that day into a folder, whole
 * or not at all; the lock and `dist/` stay.
 * @returns 0; 1 when the copy has other faults and nothing was written.
 * @throws Refusal when the day or the folder cannot be used; StoryRefused when too little was out
 * on that day.
 */
export const buildAsOf = command(
  name,
  { out: word, json: flag },
  nothingWritten,
  async (given, desk, fill: FillAsOf = fillDraft) => {
    const { values, positionals, usage } = given;
    const [asOf = '', ...more] = positionals;
    if (more.length > 0 || !isDay(asOf)) {
      throw new Refusal(
        `found "${positionals.join(' ')}", expected one day as YYYY-MM-DD: ${usage}`
      );
    }
    if (asOf > dayOf(desk.now()))
      throw new Refusal(`found ${asOf}, expected a day that is not in the future`);
    await lockedNow(desk.root);
    const own = join(desk.root, 'build', 'as-of', asOf);
    const folder = values.out === undefined ? own : resolve(desk.from ?? desk.root, values.out);
    if (folder !== own) await refuseFull(folder, values.out ?? '');
    const story = await openStory(desk.root, { asOf });
    const faults = story.problems.filter(
      ({ severity, kind }) => severity === 'error' && !expected.has(kind)
    );
    if (faults.length > 0) {
      const lines = [
        ...faults.map(({ message }) => message),
        `The edition as of ${asOf} was not built: put these right first.`
      ];
      return { exit: 1, print: ({ err }) => lines.forEach(err) };
    }
    await fillWhole(
      folder,
      (into) => fill(desk.root, into, asOf),
      folder === own ? undefined : neverReplaces
    );
    const report = reportOf(story, asOf, values.out ?? relative(desk.root, folder));
    return { report, print: ({ out }) => print(report, out) };
  }
);

const neverReplaces = '--out never writes over anything';

async function refuseFull(folder: string, asGiven: string): Promise<void> {
  try {
    const names = await readdir(folder);
    if (names.length > 0)
      throw new Refusal(
        `found ${asGiven} not empty, expected a new folder or an empty one: ${neverReplaces}`
      );
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    if (codeOf(error) === 'ENOTDIR')
      throw new Refusal(`found a file at ${asGiven}, expected a new folder or an empty one`);
    throw diskRefusal(error, `at ${asGiven}`, 'a folder that can be written to') ?? error;
  }
}

/** What `edition as-of --json` prints. */
export type AsOfReport = ReturnType<typeof reportOf>;

function reportOf(story: OpenedStory, asOf: string, folder: string) {
  const idsOf = (kind: string) => [
    ...new Set(
      story.problems
        .filter((problem) => problem.kind === kind)
        .flatMap(({ found }) => /“?\$([a-z0-9-]+)/.exec(found)?.[1] ?? [])
    )
  ];
  return {
    asOf,
    /** Where the edition was written: as given, else from the project's root. */
    folder,
    /** The vintage shown for each indicator; null where none was out. */
    pins: Object.fromEntries(
      indicators.map((one) => [
        one,
        story.lock.pins[one] ? vintageName(story.lock.pins[one]) : null
      ])
    ),
    /**
     * Claims that had no figure yet, and claims whose words the figures of that day do not bear
     * out.
     */
    later: idsOf('no-value').sort(),
    untrue: idsOf('promise').sort()
  };
}

function print({ asOf, folder, pins, later, untrue }: AsOfReport, out: Desk['out']): void {
  out(`The story on what had been published by ${asOf}: ${folder}`);
  const width = Math.max(...Object.keys(pins).map((indicator) => indicator.length));
  for (const [indicator, pin] of Object.entries(pins))
    out(`  ${indicator.padEnd(width)}  ${pin ?? 'nothing was out; left out'}`);
  if (later.length > 0)
    out(`Not yet published, and said so in their sentences: ${later.join(', ')}.`);
  if (untrue.length > 0)
    out(`Not what the figures of that day say, and said so: ${untrue.join(', ')}.`);
}

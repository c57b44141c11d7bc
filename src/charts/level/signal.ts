import { escapeMarkup } from '#copy/markup.ts';
import { speak, type Words } from '#copy/words.ts';
import { formatNumber, formatPercent } from '#locale/numbers.ts';
import { type StoryData, theWarning } from '#story/data.ts';
import {
  type Description,
  type Table,
  largeNumberOf,
  type PictureRecord,
  type ShownNumber,
  releaseLines
} from '../chart.ts';
import { element } from '../drawing/element.ts';
import type { DrawParts, Gauge, Part } from '../drawing/parts.ts';
import type { Sheet } from '../figure.ts';
import { endColumn, shareCell, startColumn, releaseSources } from '../table/table-parts.ts';
import { pillar, type Size } from './pillar.ts';

/** “then” is the year of the warning, “now” the last year with both figures and the newest. */
export interface SignalView {
  stage: 'then' | 'now';
}

type Data = Pick<StoryData, 'internetUse' | 'worldCoverage'>;

/** The world's figures of a year, in percent, as published. */
export interface SignalYear {
  year: number;
  use: number;
  coverage: number | undefined;
}

/** Every published year since the warning. @throws Error when one of its own figures is missing. */
export function signalYears({ internetUse, worldCoverage }: Data): SignalYear[] {
  const years = internetUse.years.flatMap((year, at) => {
    const use = year < theWarning.year ? null : internetUse.world[at];
    const coverage = worldCoverage.points.find((point) => point.year === year)?.value;
    return typeof use === 'number' ? [{ year, use, coverage }] : [];
  });
  if (years[0]?.year !== theWarning.year || years[0].coverage === undefined)
    throw new Error(
      `The releases of internet use and 3G coverage need a world figure for ${theWarning.year}. Choose others.`
    );
  return years;
}

function stagesOf(data: Data) {
  const years = signalYears(data);
  const both = years.findLast(({ coverage }) => coverage !== undefined)!;
  return { then: [years[0]!], now: [...new Set([both, years.at(-1)!])] };
}

export const signalReleases = ({ internetUse, worldCoverage }: Data) => [
  worldCoverage.vintage,
  internetUse.vintage
];

const printed = (value: number, { language }: Words) => formatPercent(value, language);

/** A level, and the line of the signal only where it has the same year. */
export function levelTexts({ year, use, coverage }: SignalYear, words: Words) {
  return {
    year: String(year),
    numeral: printed(use, words),
    finding: speak(words, 'signal.finding'),
    scale: speak(words, 'signal.scale', { all: formatNumber(100, words.language) }),
    line:
      coverage === undefined
        ? undefined
        : speak(words, 'signal.line', { share: printed(coverage, words) })
  };
}

export function level(at: SignalYear, words: Words, size?: Size): Gauge {
  const { year, use, coverage } = at;
  const said = levelTexts(at, words);
  return {
    beside: pillar([{ value: use, look: 'cool' }], { line: coverage, size }),
    parts: [
      { text: said.year, look: 'year' },
      { text: said.numeral, look: 'numeral', number: `use-${year}` },
      { text: said.finding, look: 'finding' },
      ...(said.line === undefined
        ? []
        : [{ text: said.line, look: 'line', number: `coverage-${year}` } as const]),
      { text: said.scale, look: 'scale' }
    ]
  };
}

export const sentenceOf = ({ year, use, coverage }: SignalYear, words: Words) =>
  speak(words, coverage === undefined ? 'signal.use' : 'signal.pair', {
    year: String(year),
    use: printed(use, words),
    coverage: coverage === undefined ? '' : printed(coverage, words)
  });

const allStages = (data: Data) => Object.values(stagesOf(data)).flat();

const stagesIn = (data: Data, stage: SignalView['stage'] | 'all') =>
  stage === 'all' ? allStages(data) : stagesOf(data)[stage];

export function describeSignal(
  data: Data,
  words: Words,
  stage: SignalView['stage'] | 'all' = 'all'
): Description {
  const said = stagesIn(data, stage).map((at) => sentenceOf(at, words));
  return { name: speak(words, 'signal.describe.name'), text: said.join(' ') };
}

export const signalSheet = (data: Data, words: Words, { stage }: SignalView): Sheet => ({
  id: stage,
  parts: stagesOf(data)[stage].map((at) => level(at, words)),
  description: describeSignal(data, words, stage)
});

export const drawSignal: DrawParts = (data, words) => {
  const [then, ...later] = allStages(data);
  return [
    level(then!, words),
    ...later.map((at): Part => ({ text: sentenceOf(at, words), look: 'plain' })),
    { text: speak(words, 'signal.differ'), look: 'hint' }
  ];
};

export function risingStage(data: Data, words: Words) {
  const years = signalYears(data);
  const [first] = years;
  const state = JSON.stringify(
    years.map((at) => {
      const { year, numeral, line = '' } = levelTexts(at, words);
      return [year, at.use.toFixed(1), numeral, at.coverage?.toFixed(1) ?? '', line];
    })
  );
  const said = levelTexts(first!, words);
  const texts = Object.entries(said).map(([look, text]) =>
    element('p', { class: look }, escapeMarkup(text!))
  );
  const at = `--at:${first!.use.toFixed(1)}`;
  const line = `${at};--line:${first!.coverage!.toFixed(1)}`;
  const born = `${said.year} · ${said.numeral} ${said.finding}`;
  return (
    element(
      'div',
      {
        class: 'rising',
        style: at,
        'data-years': state,
        'aria-hidden': 'true'
      },
      element('p', {}, escapeMarkup(born))
    ) +
    element('div', { class: 'rising-words', style: line, 'aria-hidden': 'true' }, texts.join(''))
  );
}

const numberOf = (kind: 'use' | 'coverage', year: number, value: number, words: Words) => ({
  id: `${kind}-${year}`,
  value,
  text: printed(value, words),
  label: speak(words, `share.world.${kind === 'use' ? 'internet-use' : 'coverage-3g'}`, {
    year: String(year)
  })
});

/** Of one year: the level, and the line if it has one. */
export const numbersOf = ({ year, use, coverage }: SignalYear, words: Words): ShownNumber[] => [
  numberOf('use', year, use, words),
  ...(coverage === undefined ? [] : [numberOf('coverage', year, coverage, words)])
];

export function signalRecord(
  data: Data,
  words: Words,
  { stage }: { stage: SignalView['stage'] | 'all' }
): PictureRecord {
  const shown = stagesIn(data, stage);
  const [coverageSource, useSource] = signalReleases(data).map(
    (release) => releaseLines([release], 'text', words)[0]!
  );
  const usedIn = ({ year, use }: SignalYear) =>
    largeNumberOf(numberOf('use', year, use, words), {
      mark: { form: 'share', filled: use, of: 100 },
      kind: 'connection',
      base: levelTexts({ year, use, coverage: undefined }, words).scale,
      source: useSource!
    });
  const coveredIn = ({ year, use, coverage }: SignalYear) =>
    coverage === undefined
      ? []
      : [
          largeNumberOf(numberOf('coverage', year, coverage, words), {
            mark: { form: 'share', filled: coverage, of: 100 },
            kind: 'connection',
            beside: speak(words, 'signal.differ').replace(/\.$/, ''),
            line: levelTexts({ year, use, coverage }, words).line!,
            source: coverageSource!
          })
        ];
  const large = stage === 'now' ? shown.at(-1)! : shown[0]!;
  return {
    numbers: shown.flatMap((at) => numbersOf(at, words)),
    large: [...coveredIn(large), usedIn(large)]
  };
}

export function signalTable(data: Data, words: Words): Table {
  return {
    id: 'signal-and-use',
    caption: speak(words, 'signal.table.caption'),
    columns: [
      startColumn(speak(words, 'signal.table.year')),
      endColumn(speak(words, 'signal.table.coverage')),
      endColumn(speak(words, 'signal.table.use'))
    ],
    rows: signalYears(data).map(({ year, use, coverage = null }) => ({
      header: String(year),
      cells: [shareCell(coverage, words), shareCell(use, words)]
    })),
    notes: [speak(words, 'signal.differ')],
    sources: releaseSources(signalReleases(data), 'text', words)
  };
}

import { extent, max, range, sort } from 'd3';
import { assertComparable } from '../../story/ledgers/comparability.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundEnd } from '../phrases/bound-phrase.ts';
import { decimalYear } from '../phrases/decimal-year.ts';

/** Different kinds of number: each has its own panel and axis (V07). */
const responseKinds = ['arrests', 'safeguarded'] as const;
export type ResponseKind = (typeof responseKinds)[number];

/**
 * The axis ends at the next multiple above the largest figure, so that no point touches the top.
 */
const axisStep = 250;
const tickStep = 500;

export type ResponsePanel = ReturnType<typeof responseFrame>[number];
/** `x` and `y` are shares of the panel's width and height, from its lower left corner. */
export type ResponsePoint = ResponsePanel['points'][number];

export function responseStatements({ estimates }: Pick<StoryData, 'estimates'>): Estimate[] {
  return Object.values(estimates).filter(({ id }) =>
    responseKinds.some((kind) => id.startsWith(`ukresp-${kind}-`))
  );
}

/** Oldest first. @throws Error when statements of a panel may not share an axis. */
export function responseFrame(data: StoryData) {
  const statements = responseStatements(data);
  // Both panels share the time axis, in whole years.
  const [from = 0, last = 0] = extent(statements, ({ published }) =>
    Math.floor(decimalYear(published))
  );
  return responseKinds.map((kind) => {
    const ofKind = statements.filter(({ id }) => id.startsWith(`ukresp-${kind}-`));
    const estimates = sort(ofKind, ({ published }) => decimalYear(published));
    assertComparable(estimates, 'axis');
    const largest = max(estimates, (estimate) => boundEnd(estimate, 'value')) ?? 0;
    const top = (Math.floor(largest / axisStep) + 1) * axisStep;
    return {
      kind,
      max: top,
      ticks: range(0, top + 1, tickStep).map((value) => ({ value, y: value / top })),
      points: estimates.map((estimate) => {
        const value = boundEnd(estimate, 'value');
        const at = decimalYear(estimate.published);
        return {
          estimate,
          value,
          year: Math.floor(at),
          x: (at - from) / (last + 1 - from),
          y: value / top,
          /** Not seen at its publisher: drawn hollow. */
          secondary: estimate.verification === 'secondary'
        };
      })
    };
  });
}

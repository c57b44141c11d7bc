import { assertComparable } from '../../story/ledgers/comparability.ts';
import type { StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundEnd } from '../phrases/bound-phrase.ts';
import { decimalYear } from '../phrases/decimal-year.ts';

/** Arrests and children safeguarded are different kinds of number: each has a panel and an axis of its own (standards V07). */
const responseKinds = ['arrests', 'safeguarded'] as const;
export type ResponseKind = (typeof responseKinds)[number];

/** Step of the axis: it ends at the next multiple above the largest figure, so that no point touches the top. */
const axisStep = 250;
const tickStep = 500;

/** One statement as a point. `x` and `y` are shares of the panel's width and height, from its lower left corner. */
export interface ResponsePoint {
  estimate: Estimate;
  value: number;
  year: number;
  x: number;
  y: number;
  /** True when the statement was not seen at its publisher: drawn hollow. */
  secondary: boolean;
}

/** One panel: points on a zero-based axis. There is nothing between the points to draw. */
export interface ResponsePanel {
  kind: ResponseKind;
  max: number;
  ticks: { value: number; y: number }[];
  points: ResponsePoint[];
}

/** Returns the monthly statements of UK policing that an edition knows. */
export function responseStatements({ estimates }: Pick<StoryData, 'estimates'>): Estimate[] {
  return Object.values(estimates).filter(({ id }) => responseKinds.some((kind) => id.startsWith(`ukresp-${kind}-`)));
}

/** Returns UK policing's monthly statements as two panels of points, oldest first. @throws Error when some may not share an axis. */
export function responseFrame(data: StoryData): ResponsePanel[] {
  const statements = responseStatements(data);
  const dates = statements.map(({ published }) => decimalYear(published));
  // Both panels share the time axis, in whole years around every statement.
  const years = { from: Math.floor(Math.min(...dates)), to: Math.floor(Math.max(...dates)) + 1 };
  return responseKinds.map((kind) => {
    const estimates = statements
      .filter((estimate) => estimate.id.startsWith(`ukresp-${kind}-`))
      .sort((one, other) => decimalYear(one.published) - decimalYear(other.published));
    assertComparable(estimates, 'axis');
    const values = estimates.map((estimate) => boundEnd(estimate, 'value'));
    const max = (Math.floor(Math.max(0, ...values) / axisStep) + 1) * axisStep;
    const ticks = Array.from({ length: Math.floor(max / tickStep) + 1 }, (_, index) => index * tickStep);
    return {
      kind,
      max,
      ticks: ticks.map((value) => ({ value, y: value / max })),
      points: estimates.map((estimate) => {
        const value = boundEnd(estimate, 'value');
        const at = decimalYear(estimate.published);
        return {
          estimate,
          value,
          year: Math.floor(at),
          x: (at - years.from) / (years.to - years.from),
          y: value / max,
          secondary: estimate.verification === 'secondary'
        };
      })
    };
  });
}

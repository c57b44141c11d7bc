import { unknownViews, type StoryData } from '../../story/data.ts';
import type { Estimate } from '../../story/ledgers/estimate.ts';
import { boundEnd, estimateIn } from '../phrases/bound-phrase.ts';

export interface UnknownView {
  told: (typeof unknownViews)[number] | 'all';
}

/** Of the surveys by country only the lowest and the highest are kept, as type (S42). */
const surveyEnds = ['survey-lowest', 'survey-highest'] as const;

/** Shares by the view that shows them. */
export const sharesByView = {
  known: ['dh-known'],
  nobody: ['dh-nottold', 'dh-where'],
  reached: ['dh-helpline', 'dh-police']
} as const;

export { unknownViews };

/** Published as "one in N", and printed so. */
export const isOneIn = ({ unit }: Pick<Estimate, 'unit'>): boolean => unit.startsWith('one in N');

/** @throws Error when the ledger lacks a row. */
export function unknownFrame(data: Pick<StoryData, 'estimates'>) {
  return {
    // Surveys in 13 countries, in percent. Each counts something else, so each bar is separate. The
    // source of `dh-where` does not say of whom it is a share, so it has no bar.
    shares: Object.values(sharesByView)
      .flat()
      .map((id) => {
        const estimate = estimateIn(data, id);
        const value = boundEnd(estimate, 'value');
        return {
          id,
          estimate,
          value: isOneIn(estimate) ? 100 / value : value,
          hasBar: id !== 'dh-where'
        };
      }),
    surveys: surveyEnds.map((id) => estimateIn(data, id))
  };
}

/** In the order of the drawing. */
export function unknownEstimates(data: Pick<StoryData, 'estimates'>): Estimate[] {
  const { shares, surveys } = unknownFrame(data);
  return [...surveys, ...shares.map(({ estimate }) => estimate)];
}

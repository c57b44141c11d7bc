import { cardFigures } from '../cards/card-figure.ts';
import type { HeightTable } from '../cards/embed/card-heights.ts';
import { cardRecord, type CardRecord } from '../cards/card-record.ts';
import { figureCards } from '../cards/card.ts';
import { storyRecord } from '../cards/story-record.ts';
import { languages, type Language } from '../locale/languages.ts';
import type { StoryPage } from '../pages/story/story-page.ts';
import type { SiteInputs } from './site-inputs.ts';

/** Returns what every card says of itself, in every language. @throws Error naming a label or height that is missing. */
export function cardRecords(
  pages: Readonly<Record<Language, StoryPage>>,
  { corrections }: Pick<SiteInputs, 'corrections'>,
  heights: HeightTable
): CardRecord[] {
  return languages.flatMap((language) => {
    const page = pages[language];
    const figures = figureCards
      .filter((card) => cardFigures[card].isDrawable(page.data))
      .map((card) => cardRecord(page, card, corrections, heights[language][card]));
    return [...figures, storyRecord(page, figures, corrections, heights[language].story)];
  });
}

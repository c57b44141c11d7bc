import { cardFigures } from '../cards/card-figure.ts';
import type { HeightTable } from '../cards/card-heights.ts';
import { cardRecord, type CardRecord } from '../cards/card-record.ts';
import { figureCards } from '../cards/card.ts';
import { languages, type Language } from '../locale/languages.ts';
import type { StoryPage } from '../pages/story-page.ts';
import type { SiteInputs } from './site-inputs.ts';

/** Returns what every card says of itself, in every language. @throws Error naming a label or height that is missing. */
export function cardRecords(
  pages: Readonly<Record<Language, StoryPage>>,
  { corrections }: Pick<SiteInputs, 'corrections'>,
  heights: HeightTable
): CardRecord[] {
  return languages.flatMap((language) =>
    figureCards
      .filter((card) => cardFigures[card].isDrawable(pages[language].data))
      .map((card) => cardRecord(pages[language], card, corrections, heights[language][card]))
  );
}

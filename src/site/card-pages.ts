import { render } from 'svelte/server';
import { cardDocument } from '../cards/card-document.ts';
import Card from '../cards/Card.svelte';
import { cardFigures } from '../cards/card-figure.ts';
import type { HeightTable } from '../cards/card-heights.ts';
import { cardRecord } from '../cards/card-record.ts';
import { cardStyles } from '../cards/card-styles.ts';
import { cardHome, figureCards } from '../cards/card.ts';
import { withoutInlineStyles } from '../cards/inline-styles.ts';
import { oembedLinks } from '../cards/oembed.ts';
import { withdrawalOf } from '../cards/withdrawal.ts';
import { withdrawnCard } from '../cards/withdrawn-card.ts';
import { languages, type Language } from '../locale/languages.ts';
import type { StoryPage } from '../pages/story-page.ts';
import type { SiteFile } from './site-file.ts';
import type { SiteInputs } from './site-inputs.ts';

/** What the build makes of the cards' scripts: one piece of text each, to stand inline. */
export interface CardScripts {
  guest: string;
  /** The same with the years of the map. */
  map: string;
}

/** What only the browser's copy of a chart needs, and Svelte's marks: a card is not hydrated. */
const unneeded = [/<script type="application\/json"[^>]*>.*?<\/script>/gs, /<!--(\[-?\d*!?|\]|)-->/g];

/** Returns every figure card, live and pinned to its edition, in every language. @throws Error naming a label or height that is missing. */
export function renderCards(
  pages: Readonly<Record<Language, StoryPage>>,
  inputs: SiteInputs,
  heights: HeightTable,
  scripts: CardScripts
): SiteFile[] {
  return languages.flatMap((language) =>
    figureCards
      .filter((card) => cardFigures[card].isDrawable(pages[language].data))
      .flatMap((card) => {
        const page = pages[language];
        const record = cardRecord(page, card, inputs.corrections, heights[language][card]);
        return [undefined, page.data.edition].map((edition) => {
          const home = inputs.address || cardHome(edition);
          const path = edition === undefined ? record.live : record.pinned;
          const withdrawal = withdrawalOf(inputs.withdrawals, card, record.edition);
          if (withdrawal) return { path, text: withdrawnCard(withdrawal, card, page.words, page.helplines, home) };
          const { body } = render(Card, { props: { page, record, card, home } });
          const { html, css } = withoutInlineStyles(unneeded.reduce((text, piece) => text.replace(piece, ''), body));
          return {
            path,
            text: cardDocument({
              language,
              title: record.frameTitle,
              body: html,
              styles: cardStyles(card, record.heights) + css,
              script: cardFigures[card].scene === 'world' ? scripts.map : scripts.guest,
              canonical: `${home}${language}/`,
              links: oembedLinks(record, home, edition)
            })
          };
        });
      })
  );
}

import { render } from 'svelte/server';
import { cardDocument, withoutInlineStyles } from '#cards/page/card-document.ts';
import Card from '#cards/page/Card.svelte';
import { cardFigures } from '#cards/card-figure.ts';
import { cardRecord, storyRecord, type CardRecord } from '#cards/card-record.ts';
import { cardStyles } from '#cards/page/card-styles.ts';
import { cardHome, figureCards, storyCards, type FigureCard } from '#cards/card.ts';
import type { HeightTable } from '#cards/embed/card-heights.ts';
import { oembedLink } from '#cards/embed/oembed.ts';
import { openInNewTab, quoteDataOnce, withoutNoteLinks } from '#cards/page/card-links.ts';
import StoryCard from '#cards/page/StoryCard.svelte';
import { withdrawalOf } from '#cards/withdrawal.ts';
import { withdrawnCard } from '#cards/withdrawn-card.ts';
import { languages } from '#locale/languages.ts';
import { addedStyles } from '#pages/added-styles.ts';
import type { StoryPages } from '#pages/story/story-page.ts';
import type { ScriptName } from '../assets/bundle-script.ts';
import { lazily, type Route, type SiteInputs } from '../route.ts';
import { hydrationMarkers } from './document.ts';
import type { FileSizes } from '#cards/embed/embed.ts';

export function cardRecords(
  pages: StoryPages,
  { corrections }: SiteInputs,
  heights: HeightTable
): CardRecord[] {
  return languages.flatMap((language) => {
    const page = pages[language];
    const figures = figureCards.map((card) =>
      cardRecord(page, card, corrections, heights[language][card])
    );
    return [...figures, storyRecord(page, figures, corrections, heights[language].story)];
  });
}

export type InlineScript = (name: ScriptName) => string | Promise<string>;

const isInStory = (card: CardRecord['card']): card is FigureCard =>
  storyCards.some((one) => one === card);

export function renderCards(
  pages: StoryPages,
  inputs: SiteInputs,
  records: readonly CardRecord[],
  script: InlineScript
): Route[] {
  const standing = withoutWithdrawn(records, inputs);
  return records.flatMap((record) => {
    const { card, language } = record;
    const page = pages[language];
    // The whole story leaves out withdrawn figures too.
    const figures = new Map(
      standing.flatMap((one) =>
        one.language === language && isInStory(one.card) ? [[one.card, one] as const] : []
      )
    );
    const document = async (edition: string | undefined) => {
      const home = inputs.address || cardHome(edition);
      const withdrawal = withdrawalOf(inputs.withdrawals, card, record.edition);
      if (withdrawal) return withdrawnCard(withdrawal, card, page.words, page.helplines, home);
      const { body } =
        card === 'story'
          ? render(StoryCard, { props: { page, record, figures, home } })
          : render(Card, { props: { page, record, card, home } });
      const { html, css } = withoutInlineStyles(
        openInNewTab(withoutNoteLinks(body)).replace(hydrationMarkers, '')
      );
      const styles = cardStyles(
        card,
        card === 'story' ? [...figures.keys()] : [card],
        record.heights
      );
      return cardDocument({
        language,
        title: record.frameTitle,
        body: quoteDataOnce(html),
        styles: styles + css + addedStyles(language),
        script: await script(
          card === 'story' ? card : cardFigures[card].scene === 'world' ? 'map' : 'card'
        ),
        canonical: `${home}${language}/`,
        links: [oembedLink(record, home, edition)]
      });
    };
    return [
      { path: record.live, make: lazily(() => document(undefined)) },
      { path: record.pinned, make: () => document(record.edition) }
    ];
  });
}

export interface PartnerFiles {
  records: readonly CardRecord[];
  /** Sizes are known only once the files are made. */
  sizes: () => Promise<FileSizes>;
}

export function withoutWithdrawn(
  records: readonly CardRecord[],
  { withdrawals }: SiteInputs
): CardRecord[] {
  return records.filter(({ card, edition }) => !withdrawalOf(withdrawals, card, edition));
}

import { render } from 'svelte/server';
import { cardDocument, withoutInlineStyles } from '../../cards/page/card-document.ts';
import Card from '../../cards/page/Card.svelte';
import { cardFigures } from '../../cards/card-figure.ts';
import { cardRecord, storyRecord, type CardRecord } from '../../cards/card-record.ts';
import { cardStyles } from '../../cards/page/card-styles.ts';
import { cardHome, figureCards } from '../../cards/card.ts';
import type { HeightTable } from '../../cards/embed/card-heights.ts';
import { oembedLinks } from '../../cards/embed/oembed.ts';
import { opensOutside } from '../../cards/page/outside-links.ts';
import StoryCard from '../../cards/page/StoryCard.svelte';
import { withdrawalOf } from '../../cards/withdrawal.ts';
import { withdrawnCard } from '../../cards/withdrawn-card.ts';
import { languages } from '../../locale/languages.ts';
import type { StoryPages } from '../../pages/story/story-page.ts';
import type { InlineScripts } from '../assets/bundle-script.ts';
import { handedOut } from '../assets/handed-out.ts';
import { lazily, type Route } from '../route.ts';
import type { SiteInputs } from '../site-inputs.ts';
import { svelteMarks } from './document.ts';

/** Returns what every card says of itself, in every language. @throws Error naming a label or height that is missing. */
export function cardRecords(pages: StoryPages, { corrections }: Pick<SiteInputs, 'corrections'>, heights: HeightTable): CardRecord[] {
  return languages.flatMap((language) => {
    const page = pages[language];
    const figures = figureCards
      .filter((card) => cardFigures[card].isDrawable(page.data))
      .map((card) => cardRecord(page, card, corrections, heights[language][card]));
    return [...figures, storyRecord(page, figures, corrections, heights[language].story)];
  });
}

/** What only the browser's copy of a chart needs, and Svelte's marks: a card is not hydrated. */
const unneeded = new RegExp(`<script type="application/json"[^>]*>.*?</script>|${svelteMarks.source}`, 'gs');

/** Returns every card, live and pinned to its edition, in every language; one that was taken back as the page that says so. */
export function renderCards(
  pages: StoryPages,
  inputs: Pick<SiteInputs, 'address' | 'withdrawals'>,
  records: readonly CardRecord[],
  scripts: Pick<InlineScripts, 'card' | 'map' | 'story'>
): Route[] {
  const standing = handedOut(records, inputs);
  return records.flatMap((record) => {
    const { card, language } = record;
    const page = pages[language];
    // A figure that was taken back is in no story either.
    const figures = new Map(
      standing.flatMap((one) => (one.language === language && one.card !== 'story' ? [[one.card, one] as const] : []))
    );
    const document = (edition: string | undefined): string => {
      const home = inputs.address || cardHome(edition);
      const withdrawal = withdrawalOf(inputs.withdrawals, card, record.edition);
      if (withdrawal) return withdrawnCard(withdrawal, card, page.words, page.helplines, home);
      const { body } =
        card === 'story'
          ? render(StoryCard, { props: { page, record, figures, home } })
          : render(Card, { props: { page, record, card, home } });
      const { html, css } = withoutInlineStyles(opensOutside(body).replace(unneeded, ''));
      const styles = cardStyles(card, card === 'story' ? [...figures.keys()] : [card], record.heights);
      return cardDocument({
        language,
        title: record.frameTitle,
        body: html,
        styles: styles + css,
        script: card === 'story' ? scripts.story : cardFigures[card].scene === 'world' ? scripts.map : scripts.card,
        canonical: `${home}${language}/`,
        links: oembedLinks(record, home, edition)
      });
    };
    return [
      { path: record.live, make: lazily(() => document(undefined)) },
      { path: record.pinned, make: () => document(record.edition) }
    ];
  });
}

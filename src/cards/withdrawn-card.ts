import { escapeMarkup, tag } from '#copy/markup.ts';
import { speak, type Words } from '#copy/words.ts';
import type { Helpline } from '#pages/helpline.ts';
import { captionHelp, helpText, storyPhrase } from './card-caption.ts';
import { cardHelp } from './card-help.ts';
import { cardDocument } from './page/card-document.ts';
import { figureAddress } from '#chapters/scene-kinds.ts';
import { figureOfCard, type Card } from './card.ts';
import { withdrawnTitle, type Withdrawal } from './withdrawal.ts';

const styles = [
  ':root{color-scheme:light dark}',
  'body{margin:0;padding:1rem;font:1rem/1.5 system-ui,sans-serif}',
  'main{max-width:40rem;padding-block:.5rem;border-block:1px solid}',
  'h1{margin:0;font-size:1.125rem}',
  'p{margin:.75rem 0 0}'
].join('');

export function withdrawnCard(
  withdrawal: Withdrawal,
  card: Card,
  words: Words,
  helplines: readonly Helpline[],
  home: string
) {
  const { language } = words;
  const scene = figureOfCard(card);
  const story = `${home}${language}/${scene === undefined ? '' : figureAddress(scene)}`;
  const title = withdrawnTitle(withdrawal, words);
  const link = (href: string, text: string) =>
    tag('a', text, ` href="${escapeMarkup(href)}" target="_blank" rel="noopener"`);
  const body = [
    `<main id="card" data-card="${card}" aria-labelledby="card-title">`,
    tag('h1', title, ' id="card-title"'),
    tag('p', withdrawal.reason[language]),
    `<p>${link(scene === undefined ? `${home}${language}/data/` : `${story}-about`, speak(words, 'withdrawn.table'))}</p>`,
    `<p>${link(story, storyPhrase(words))}</p>`,
    tag('p', helpText(captionHelp(cardHelp(helplines, words), words))),
    '</main>'
  ].join('\n');
  return cardDocument({
    language,
    title,
    body,
    styles,
    script: '',
    canonical: `${home}${language}/`,
    links: []
  });
}

import { showOverdue } from '#pages/client/overdue.ts';
import { readTheme } from './theme.ts';
import { postHeight } from './post-height.ts';
import { applyTheme, printLikeScreen } from './apply-theme.ts';

/** Shows the help of `?help=IDN` if the card has it. Some help always stays visible (E05). */
function showHelp(card: ParentNode, query: string) {
  const country = new URLSearchParams(query).get('help')?.toUpperCase();
  const lines = [...card.querySelectorAll<HTMLElement>('[data-country]')];
  if (!lines.some((line) => line.dataset['country'] === country)) return;
  for (const line of lines) line.hidden = ![country, 'WLD'].includes(line.dataset['country']);
}

const card = document.getElementById('card');
if (card) {
  if (window.parent !== window) printLikeScreen();
  applyTheme(readTheme(location.search));
  showHelp(card, location.search);
  showOverdue(card);
  postHeight(window, card);
}

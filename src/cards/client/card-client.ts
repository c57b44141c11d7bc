// Stands in every card: prints it in a stranger's page as it stands there, gives it the theme its
// address asks for, says when it is no longer kept up, and tells the page around it how tall it is.
import { showOverdue } from '../../pages/client/upkeep.ts';
import { readTheme } from './theme.ts';
import { postHeight } from './post-height.ts';
import { applyTheme, printAsSeen } from './apply-theme.ts';

/**
 * Shows the partner's country's help where its address asks (`?help=IDN`) and the card has it:
 * nobody is left without help (E05).
 */
function showHelp(card: ParentNode, query: string): void {
  const country = new URLSearchParams(query).get('help')?.toUpperCase();
  const lines = [...card.querySelectorAll<HTMLElement>('[data-country]')];
  if (!lines.some((line) => line.dataset['country'] === country)) return;
  for (const line of lines) line.hidden = ![country, 'WLD'].includes(line.dataset['country']);
}

const card = document.getElementById('card');
if (card) {
  if (window.parent !== window) printAsSeen();
  applyTheme(readTheme(location.search));
  showHelp(card, location.search);
  showOverdue(card);
  postHeight(window, card);
}

// element.js: the custom element, plus embed.js for its frame.
import { defineFigure, type KnownCards } from './figure-element.ts';
import { cardsFolder, once } from './once.ts';
import { resizeFrames } from './resize-frames.ts';

/** The build wraps this script with the list of cards, so that it fetches nothing. */
declare const site: { home: string; cards: KnownCards };

const home = cardsFolder(document.currentScript) || site.home;
once(window, () => resizeFrames(window, home));
defineFigure(window, home, site.cards);

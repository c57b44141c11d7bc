// element.js: the custom element, plus embed.js for its frame.
import { defineFigure, type KnownCards } from './figure-element.ts';
import { homeOf, once } from './once.ts';
import { tendFrames } from './tend-frames.ts';

/** The build wraps this script with the list of cards, so that it fetches nothing. */
declare const site: { home: string; cards: KnownCards };

const home = homeOf(document.currentScript) || site.home;
once(window, () => tendFrames(window, home));
defineFigure(window, home, site.cards);

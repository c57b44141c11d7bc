// element.js: the custom element, and what embed.js does for its frame.
import { defineFigure, type KnownCards } from './figure-element.ts';
import { homeOf, once } from './once.ts';
import { tendFrames } from './tend-frames.ts';

/** Written around this script when the site is built: it asks for nothing when it runs. */
declare const site: { home: string; cards: KnownCards };

const home = homeOf(document.currentScript) || site.home;
once(window, () => tendFrames(window, home));
defineFigure(window, home, site.cards);

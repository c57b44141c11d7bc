// embed.js, which a partner may add to a page with cards: needed only where a reader's text is
// larger than usual.
import { homeOf, once } from './once.ts';
import { tendFrames } from './tend-frames.ts';

once(window, () => tendFrames(window, homeOf(document.currentScript)));

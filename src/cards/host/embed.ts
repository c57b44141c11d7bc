// embed.js: optional on a partner's page. Needed only when a reader enlarges text.
import { homeOf, once } from './once.ts';
import { tendFrames } from './tend-frames.ts';

once(window, () => tendFrames(window, homeOf(document.currentScript)));

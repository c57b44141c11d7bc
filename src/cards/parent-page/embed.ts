// embed.js: optional on a partner's page. Needed only when a reader enlarges text.
import { cardsFolder, once } from './once.ts';
import { resizeFrames } from './resize-frames.ts';

once(window, () => resizeFrames(window, cardsFolder(document.currentScript)));

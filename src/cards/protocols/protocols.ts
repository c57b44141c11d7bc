import { amp } from './amp.ts';
import { datawrapper } from './datawrapper.ts';
import { iframeResizer } from './iframe-resizer.ts';
import { medium } from './medium.ts';
import { openIframeResizer } from './open-iframe-resizer.ts';
import { own } from './own.ts';
import type { Protocol } from './protocol.ts';
import { pym } from './pym.ts';
import { wordpress } from './wordpress.ts';

/** Every dialect that a card speaks (standards E08). */
export const protocols: readonly Protocol[] = [own, amp, datawrapper, medium, wordpress, pym, iframeResizer, openIframeResizer];

import { fieldOf, type Protocol } from './protocol.ts';

const questions: readonly unknown[] = ['iframe-child-init', 'iframe-get-child-dimensions'];

/** @open-iframe-resizer/core 2 (https://github.com/Lemick/open-iframe-resizer): the host asks until it is answered. */
export const openIframeResizer: Protocol = {
  hears: (message) => (questions.includes(fieldOf(message, 'type')) ? '' : undefined),
  says: ({ width, height }, asked) => asked && { type: 'iframe-resized', width, height }
};

import { speak, type Words } from '../copy/words.ts';
import type { Helpline } from './helpline.ts';

/** Returns how a service is reached, its kind in a word and from where: a number alone does not say whether to call it or to write to it. */
export function contactPhrase({ kind, text, note }: Helpline['contacts'][number], words: Words): string {
  return `${speak(words, `help.contact.${kind}`)} ${text}${note ? ` (${note[words.language]})` : ''}`;
}

/** Returns text as it begins a sentence or an entry: its first letter a capital. */
export function asBeginning(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** Returns the full stop that a sentence lacks; none after a question. */
export const stopAfter = (sentence: string): string => (/[.!?]$/.test(sentence) ? '' : '.');

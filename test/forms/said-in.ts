import type { Words } from '../../src/copy/words.ts';

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Returns the values of a label's placeholders in a text; empty when the text does not have the
 * label. `known` gives the values of some.
 */
export function saidIn(
  text: string,
  words: Words,
  key: string,
  known: Record<string, string> = {}
): Record<string, string> {
  const labels = Object.entries(words.labels).filter(
    ([name]) => name === key || (name.startsWith(`${key}.`) && /\.(one|other|few|many)$/.test(name))
  );
  for (const [, label] of labels) {
    const names: string[] = [];
    const pattern = label
      .split(/(\{\w+\})/)
      .map((piece) => {
        const slot = /^\{(\w+)\}$/.exec(piece)?.[1];
        // A mark before a digit belongs to the number; a no-break space equals a space.
        if (slot === undefined)
          return `${escape(piece).replace(/\s/g, '\\s')}${/[.,]$/.test(piece) ? '(?!\\d)' : ''}`;
        const given = known[slot];
        if (given !== undefined) return escape(given);
        names.push(slot);
        // A placeholder does not span sentences.
        return `((?:(?!\\.\\s).)+?)`;
      })
      .join('');
    // A placeholder at the start begins a sentence; one at the end goes on to the next mark.
    const before = label.startsWith('{') ? '(?<=^|[.:;,]\\s)' : '';
    const after = label.endsWith('}') ? '(?=$|[.;,)](?:\\s|$))' : '';
    const found = new RegExp(before + pattern + after, 's').exec(text);
    if (found) return Object.fromEntries(names.map((name, index) => [name, found[index + 1]!]));
  }
  return {};
}

export function holds(text: string, phrase: string) {
  return new RegExp(`(?<![\\d.,]\\d*)(?<!\\d)${escape(phrase)}(?!\\d|[.,]\\d)`).test(text);
}

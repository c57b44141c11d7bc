import type { Words } from '../../src/copy/words.ts';

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * Returns what stands in the slots of a label where a text says it, read back through the label's
 * own words; empty where the text does not say it. `known` slots are looked for as they are.
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
        // A mark before a digit is a part of the number; a space that no line breaks at reads as
        // any other.
        if (slot === undefined)
          return `${escape(piece).replace(/\s/g, '\\s')}${/[.,]$/.test(piece) ? '(?!\\d)' : ''}`;
        const given = known[slot];
        if (given !== undefined) return escape(given);
        names.push(slot);
        // A slot holds no end of a sentence; a decimal mark is none.
        return `((?:(?!\\.\\s).)+?)`;
      })
      .join('');
    // A slot at the start begins a sentence or the text; one at the end goes on to the next mark or
    // to the end.
    const before = label.startsWith('{') ? '(?<=^|[.:;,]\\s)' : '';
    const after = label.endsWith('}') ? '(?=$|[.;,)](?:\\s|$))' : '';
    const found = new RegExp(before + pattern + after, 's').exec(text);
    if (found) return Object.fromEntries(names.map((name, index) => [name, found[index + 1]!]));
  }
  return {};
}

/** Whether a text holds a phrase by itself, not as a part of a longer number. */
export function holds(text: string, phrase: string): boolean {
  return new RegExp(`(?<![\\d.,]\\d*)(?<!\\d)${escape(phrase)}(?!\\d|[.,]\\d)`).test(text);
}

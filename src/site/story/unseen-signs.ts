import { placeAt } from '../../sources/checked-json.ts';
import { problemsOf, type Problem } from '../../story/problem.ts';

/** Signs that nobody sees, letters and digits of other scripts, which look like ours, and those of full width; a no-break space may stand. */
const unseen = /(?![ \u00a0\n\r\t])[\p{DI}\p{Cc}\p{Co}\p{Z}]|(?!\p{Script=Latin})\p{L}|(?!\d)\p{Nd}|[\uff00-\uffef]/u;
/** Any of them, as itself, as JSON writes a sign by its number, or, in a chapter, as a page does, which only a no-break space may be. */
const inText = new RegExp(`${unseen.source}|\\\\u([0-9a-f]{4})|&(?!nbsp;)#?[a-z0-9]+;`, 'giu');

/**
 * Returns a problem for each sign of a file that readers see under `data/` that is not what it seems: a word parted or begun by one is no
 * word that any rule knows, and reads as if it were.
 */
export function unseenSigns(text: string, file: string): Problem[] {
  const fault = problemsOf('unseen', file);
  return [...text.matchAll(inText)].flatMap(({ 0: found, 1: number, index }) => {
    const sign = number === undefined ? found : String.fromCodePoint(Number.parseInt(number, 16));
    const isCode = found.startsWith('&');
    if (isCode ? !file.endsWith('.md') : !unseen.test(sign)) return [];
    const code = `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
    const near = text
      .slice(Math.max(0, index - 12), index)
      .split('\n')
      .at(-1)!
      .trimStart();
    const said = isCode ? `“${found}”` : `the sign ${code}`;
    const expected = 'letters of the Latin alphabet, signs that are seen, and &nbsp; alone as a code';
    return fault(placeAt(text, index), `${said} after “${near}”`, expected, 'delete it and type the word anew');
  });
}

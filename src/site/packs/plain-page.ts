/** Links of a page that lead to a folder: a browser that reads from a disk opens no `index.html` by itself, and has no use for a question. */
const folderLink = /(<a\b[^>]*?\shref=")((?![a-z][a-z0-9+.-]*:|\/)[^"?#]*\/)(?:\?[^"#]*)?((?:#[^"]*)?")/gi;

/**
 * Returns a page that reads the same without a server and without a script: scripts and what only serves them are taken
 * out, and links to folders name the file that is meant.
 * @throws Error when a script is left, in an element, an attribute or an address.
 */
export function plainPage(html: string): string {
  const plain = html
    .replace(/<script\b[^>]*>[\s\S]*?<\/script\s*>\n?/gi, '')
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, `<meta http-equiv="Content-Security-Policy" content="script-src 'none'">`)
    .replace(/<link rel="(?:preload|modulepreload|prefetch)"[^>]*>\n?/gi, '')
    .replace(folderLink, (_, before: string, folder: string, after: string) => `${before}${folder}index.html${after}`);
  const left = /<script\b|<[^>]*\son[a-z]+\s*=|(?:href|src)\s*=\s*["']?\s*javascript:/i.exec(plain);
  if (left) throw new Error(`the page still runs “${left[0].slice(0, 80)}”; an archive holds no script`);
  return plain;
}

/**
 * Returns markup without the links that lead away from it by a way of folders: in a copy that lies elsewhere they lead nowhere. What was
 * linked stays as text; links within the page, and to addresses in full, stay links.
 */
export function withoutLeads(html: string): string {
  const leads = String.raw`href="(?![a-z]+:|#)[^"]*"`;
  return html
    .replace(new RegExp(String.raw`<a\b[^>]*\s${leads}[^>]*>([\s\S]*?)</a>`, 'g'), '$1')
    .replace(new RegExp(String.raw`<link\b[^>]*\s${leads}[^>]*>\n?`, 'g'), '');
}

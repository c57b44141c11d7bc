import type { KeptRelease } from './side-page.ts';

/** Returns the citation of one release in plain text (standards D12): publisher, year, title, release, checksum, address. */
export function citationOf(kept: KeptRelease): string {
  return `${kept.publisher} (${kept.release.slice(0, 4)}). ${kept.title}. Release of ${kept.release}. File ${kept.raw.name}, sha256 ${kept.raw.sha256.slice(0, 12)}. ${kept.raw.origin}`;
}

const escapeTex = (text: string) => text.replace(/[\\{}]/g, '').replace(/([%&#$_])/g, '\\$1');

/** Returns the same as a BibTeX entry. */
export function bibtexOf(kept: KeptRelease): string {
  const key = `${kept.source}-${kept.release}`;
  const fields = {
    author: `{${escapeTex(kept.publisher)}}`,
    title: `{${escapeTex(kept.title)}}`,
    year: kept.release.slice(0, 4),
    version: kept.release,
    note: `sha256 ${kept.raw.sha256}`,
    url: kept.raw.origin
  };
  return `@misc{${key},\n${Object.entries(fields)
    .map(([name, value]) => `  ${name} = {${value}}`)
    .join(',\n')}\n}`;
}

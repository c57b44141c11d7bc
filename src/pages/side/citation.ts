import { speak, type Words } from '#copy/words.ts';
import type { ListedRelease, TableFile } from './side-page.ts';

/** Publisher, year, title, release, checksum, address (D12). */
export function citationOf(kept: ListedRelease) {
  return `${kept.publisher} (${kept.release.slice(0, 4)}). ${kept.title}. Release of ${kept.release}. File ${kept.raw.name}, sha256 ${kept.raw.sha256.slice(0, 12)}. ${kept.raw.origin}`;
}

export function citationOfTable(file: TableFile, words: Words) {
  const { author, caption, edition, version, credit } = file;
  const said = speak(words, 'data.tables.cite', {
    site: author,
    year: edition.slice(0, 4),
    caption,
    edition,
    version,
    credit
  });
  return file.address === '' ? said : `${said} ${file.address}${file.path}`;
}

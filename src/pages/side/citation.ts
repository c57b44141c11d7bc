import { speak, type Words } from '../../copy/words.ts';
import type { ListedRelease, TableFile } from './side-page.ts';

/** Publisher, year, title, release, checksum, address (D12). */
export function citationOf(kept: ListedRelease): string {
  return `${kept.publisher} (${kept.release.slice(0, 4)}). ${kept.title}. Release of ${kept.release}. File ${kept.raw.name}, sha256 ${kept.raw.sha256.slice(0, 12)}. ${kept.raw.origin}`;
}

const escapeTex = (text: string) => text.replace(/[\\{}]/g, '').replace(/([%&#$_])/g, '\\$1');

export function bibtexOf(kept: ListedRelease): string {
  return bibtex(`${kept.source}-${kept.release}`, {
    author: `{${escapeTex(kept.publisher)}}`,
    title: `{${escapeTex(kept.title)}}`,
    year: kept.release.slice(0, 4),
    version: kept.release,
    note: `sha256 ${kept.raw.sha256}`,
    url: kept.raw.origin
  });
}

function bibtex(key: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${key},\n${lines.join(',\n')}\n}`;
}

export function citationOfTable(file: TableFile, words: Words): string {
  const { author, caption, edition, version, credit } = file;
  const said = speak(words, 'data.tables.cite', {
    site: author,
    year: edition.slice(0, 4),
    caption,
    edition,
    version,
    credit
  });
  return [said, ...addressOf(file)].join(' ');
}

export function bibtexOfTable(file: TableFile, words: Words): string {
  const [url] = addressOf(file);
  return bibtex(`${file.author.toLowerCase()}-${file.id}-${file.edition}-${words.language}`, {
    author: `{${escapeTex(file.author)}}`,
    title: `{${escapeTex(file.caption)}}`,
    year: file.edition.slice(0, 4),
    version: file.version,
    note: escapeTex(file.credit),
    ...(url === undefined ? {} : { url })
  });
}

const addressOf = ({ address, path }: TableFile): string[] =>
  address === '' ? [] : [`${address}${path}`];

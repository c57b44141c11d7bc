import { formatDate } from '../../locale/numbers.ts';
import { locales } from '../../locale/languages.ts';
import type { Words } from '../../copy/words.ts';
import { citationOfTable } from '../../pages/side/citation.ts';
import type { ListedRelease, TableFile } from '../../pages/side/side-page.ts';
import { folderOf } from '../../vintages/vintage.ts';
import type { SiteInputs } from '../site-inputs.ts';

type Ld = Record<string, unknown>;

const ld = (type: string, said: Ld) => ({
  '@context': 'https://schema.org',
  '@type': type,
  ...said
});

const download = (contentUrl: string) => ({
  '@type': 'DataDownload',
  encodingFormat: 'text/csv',
  contentUrl
});

/** schema.org `NewsArticle` (V36). Links its releases and corrections instead of listing them. */
export function articleLd(
  words: Words,
  {
    title,
    description,
    edition,
    image
  }: Readonly<Record<'title' | 'description' | 'edition' | 'image', string>>,
  {
    releases,
    corrections,
    address,
    newsroom
  }: Pick<SiteInputs, 'releases' | 'corrections' | 'address' | 'newsroom'>
): Ld {
  const { language } = words;
  return ld('NewsArticle', {
    headline: title,
    description,
    inLanguage: locales[language],
    ...(newsroom.published ? { datePublished: newsroom.published } : {}),
    dateModified: corrections[0]?.posted ?? edition,
    isAccessibleForFree: true,
    ...(address
      ? {
          url: `${address}${language}/`,
          mainEntityOfPage: `${address}${language}/`,
          image: address + image
        }
      : {}),
    isBasedOn: releases
      .filter(({ shown }) => shown)
      .map((kept) => ({
        '@type': 'Dataset',
        name: kept.title,
        version: kept.release,
        url: `${address || '../'}${folderOf(kept)}/datapackage.json`
      })),
    ...(corrections.length
      ? { correction: address ? `${address}${language}/corrections/` : 'corrections/' }
      : {})
  });
}

export function datasetLd(kept: ListedRelease, words: Words, address: string): Ld {
  return ld('Dataset', {
    name: `${kept.title}, ${formatDate(kept.release, words.language)}`,
    description: `${kept.title}. ${kept.credit}`,
    license: kept.licence.path,
    creator: { '@type': 'Organization', name: kept.publisher },
    version: kept.release,
    isBasedOn: kept.raw.origin,
    ...(address
      ? {
          distribution: kept.tables.map((table) => download(`${address}${folderOf(kept)}/${table}`))
        }
      : {})
  });
}

/** One `Dataset` per file (V36). */
export function tableLd(file: TableFile, words: Words): Ld {
  return ld('Dataset', {
    name: file.caption,
    description: citationOfTable(file, words),
    inLanguage: locales[words.language],
    license: file.licences.map(({ path }) => path),
    creator: { '@type': 'Organization', name: file.author },
    version: file.version,
    isBasedOn: file.sources.map(({ title, address }) => ({
      '@type': 'CreativeWork',
      name: title,
      ...(address ? { url: address } : {})
    })),
    ...(file.address ? { distribution: [download(`${file.address}${file.path}`)] } : {})
  });
}

import { render } from 'svelte/server';
import { articles, figuresInOrder, storyTitle } from '#chapters/chapter.ts';
import { oembedLink } from '#cards/embed/oembed.ts';
import type { Table } from '#charts/chart.ts';
import { mapData } from '#charts/choropleth/payload/map-data.ts';
import { formerCoverageTable } from '#charts/choropleth/table/table.ts';
import { figureOf } from '#charts/figures.ts';
import { laterStyles } from '#charts/chart-styles.ts';
import { countryFiles, everyReleaseTable } from '#charts/place/every-release.ts';
import { speak, type Words } from '#copy/words.ts';
import { byLanguage, languages, type Language, locales } from '#locale/languages.ts';
import { boot, openedMapId } from '#pages/client/boot.ts';
import { openedMap } from '#pages/client/opened-map.ts';
import { deferredLayoutCss } from '#pages/story/part-heights.ts';
import Root from '#pages/Root.svelte';
import Story from '#pages/story/Story.svelte';
import style from '#pages/styles/first.css?inline';
import afterMap from '#pages/styles/after-map.css?inline';
import print from '#pages/styles/print.css?inline';
import {
  storyDescription,
  storyImage,
  sharePath,
  sharedParts,
  wholeStory,
  type SharedPart
} from '#pages/story/shared-part.ts';
import type { StoryPage, StoryPages } from '#pages/story/story-page.ts';
import {
  sidePages,
  sideShareCard,
  type SidePage,
  type SidePageId,
  type ListedRelease,
  type TableFile
} from '#pages/side/side-page.ts';
import {
  htmlDocument,
  restOf,
  styleLink,
  withoutHydrationMarkers,
  type Assets
} from './document.ts';
import type { PartnerFiles } from './card-pages.ts';
import type { SiteAssets } from '../assets/site-assets.ts';
import type { OpenedStory } from '../story/open-story.ts';
import { lazily, routeOf, contentsAt, type Route, type SiteInputs } from '../route.ts';
import { assetFile, type SiteFile } from '../output/site-file.ts';
import { tableFiles, tablesEdition, tableFileOf } from '../downloads/tables-package.ts';
import { partnerPageOf } from '#cards/embed/partner-page.ts';
import Partners from '#cards/embed/Partners.svelte';
import Side from '#pages/side/Side.svelte';
import { correctionsFeed } from './feeds.ts';
import { logCommands } from '../output/edition-log.ts';
import { verifyCommand } from '../output/minisign.ts';
import type { ShareCardWords } from '#charts/drawing/share-card.ts';
import Share from '#pages/Share.svelte';
import { formatDate } from '#locale/numbers.ts';
import { citationOfTable } from '#pages/side/citation.ts';
import { folderOf } from '#vintages/vintage.ts';

type Ld = Record<string, unknown>;

const ld = (type: string, said: Ld): Ld => ({
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
) {
  const { language } = words;
  const page = `${address}${language}/`;
  return ld('NewsArticle', {
    headline: title,
    description,
    inLanguage: locales[language],
    ...(newsroom.published && { datePublished: newsroom.published }),
    dateModified: corrections[0]?.posted ?? edition.slice(0, 10),
    isAccessibleForFree: true,
    ...(address && { url: page, mainEntityOfPage: page, image: address + image }),
    isBasedOn: releases
      .filter(({ shown }) => shown)
      .map((kept) => ({
        '@type': 'Dataset',
        name: kept.title,
        version: kept.release,
        url: `${address || '../'}${folderOf(kept)}/datapackage.json`
      })),
    ...(corrections.length && { correction: address ? `${page}corrections/` : 'corrections/' })
  });
}

function datasetLd(kept: ListedRelease, words: Words, address: string) {
  return ld('Dataset', {
    name: `${kept.title}, ${formatDate(kept.release, words.language)}`,
    description: `${kept.title}. ${kept.credit}`,
    license: kept.licence.path,
    creator: { '@type': 'Organization', name: kept.publisher },
    version: kept.release,
    isBasedOn: kept.raw.origin,
    ...(address && {
      distribution: kept.tables.map((table) => download(`${address}${folderOf(kept)}/${table}`))
    })
  });
}

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
      ...(address && { url: address })
    })),
    ...(file.address && { distribution: [download(file.address + file.path)] })
  });
}

export function pageRoutes(
  story: OpenedStory,
  pages: StoryPages,
  inputs: SiteInputs,
  assets: SiteAssets,
  partners: PartnerFiles
): Route[] {
  const tables = byLanguage((language) => lazily(() => allTables(story, language)));
  return [
    ...languages.flatMap((language) => {
      const map = assetFile(`map-${language}`, 'json', mapData(story.data, story.words[language]));
      return [
        routeOf(map),
        {
          path: `${language}/index.html`,
          make: () => storyDocument(pages[language], inputs, assets, partners, map)
        },
        {
          path: `${language}/lite/index.html`,
          make: () => liteDocument(pages[language], inputs, assets.story)
        }
      ];
    }),
    ...renderSidePages(story, inputs, tables, assets, partners),
    ...languages.flatMap((language) =>
      tableFiles(tables[language](), story.words[language], tablesEdition(story, inputs, language))
    ),
    ...countryFiles(story.data).map((file) => ({
      path: `data/countries/${file.iso3}.json`,
      make: () => JSON.stringify(file)
    })),
    { path: 'index.html', make: () => rootPage(story, inputs, assets.side, false) },
    { path: '404.html', make: () => rootPage(story, inputs, assets.side, true) },
    ...(inputs.address ? [{ path: 'sitemap.xml', make: () => sitemap(inputs.address) }] : [])
  ];
}

function allTables(story: OpenedStory, language: Language) {
  const words = story.words[language];
  return [
    ...figuresInOrder(story.scenes).flatMap((figure) => figureOf(figure).tables(story.data, words)),
    formerCoverageTable(story.data, words),
    everyReleaseTable(story.data, words)
  ];
}

function storyDocument(
  page: StoryPage,
  inputs: SiteInputs,
  { story: assets, minify }: SiteAssets,
  { records }: PartnerFiles,
  map: SiteFile
) {
  const { data, words } = page;
  const { language } = words;
  const rest = restOf(assets, '../');
  const stylesheetLink = styleLink('', rest.stylesheet);
  const within = minify(openedMap(stylesheetLink));
  const belowMap = `<script id="${openedMapId}">${within}</script><noscript>${stylesheetLink}</noscript>`;
  const { body } = render(Story, { props: { page, belowMap, map: `../${map.path}` } });
  const whole = records.find((record) => record.language === language && record.card === 'story');
  const title = storyTitle(page.chapters, words);
  const description = storyDescription(data, words);
  const image = storyImage(data, words, title);
  return htmlDocument({
    language,
    title,
    description,
    body: withoutHydrationMarkers(body),
    home: '../',
    assets,
    style: style + deferredLayoutCss(inputs.partHeights[language]),
    boot: minify(
      boot(rest, [
        ...(assets.later ?? []).map((path) => ['script', `../${path}`] as const),
        ['fetch', `../${map.path}`]
      ])
    ),
    within,
    reviewBy: page.reviewBy,
    slug: '',
    image,
    address: inputs.address,
    noindex: inputs.draft,
    // A link to the story embeds the whole story.
    links: whole ? [oembedLink(whole, inputs.address || '../')] : [],
    jsonLd: [
      articleLd(words, { title, description, edition: data.edition, image: image.path }, inputs)
    ]
  });
}

const withoutScript = (sheet: string) =>
  sheet.replace(/(?<=[{}])(?::root)?\.js\b[^{}]*\{[^{}]*\}/g, '');

/** Older browsers, and Opera Mini, get text and tables without pictures. */
const liteStyle = [
  'body{max-width:640px;margin:0 auto;padding:0 16px 64px;font:18px/1.5 Georgia,serif}',
  '.leave{position:fixed;right:0;bottom:0;padding:10px 14px;background:#fff}',
  '[hidden],svg,.go,.short{display:none}',
  '@supports selector(:is(a)) and (inset:0){body{max-width:none;padding:0;font:inherit}',
  '.leave{position:static;background:none}svg,.short{display:inline}.lite{padding-top:1rem}',
  `${withoutScript(`${style}${laterStyles}${afterMap}${print}`)}}`
].join('');

/** The story's article in one file: without script, typefaces and the data of the map. */
function liteDocument(whole: StoryPage, { address }: SiteInputs, assets: Assets) {
  const page = { ...whole, home: '../../', form: 'lite' as const };
  const { data, words } = page;
  const { language } = words;
  const title = storyTitle(page.chapters, words);
  return htmlDocument({
    language,
    title: `${title} · ${speak(words, 'lite.title')}`,
    description: storyDescription(data, words),
    body: withoutHydrationMarkers(render(Story, { props: { page } }).body),
    home: page.home,
    assets,
    style: liteStyle,
    isOneFile: true,
    slug: null,
    // Search should land on the story.
    shared: { path: `${language}/lite/`, canonical: `${language}/` },
    address,
    noindex: page.draft
  });
}

function rootPage(story: OpenedStory, inputs: SiteInputs, assets: Assets, missing: boolean) {
  // A 404 page is sent at any depth, so its links start from the site's address or the host's root.
  const home = missing ? inputs.address || '/' : '';
  return htmlDocument({
    language: languages[0],
    title: speak(story.words[languages[0]], missing ? 'missing.title' : 'root.title'),
    description: speak(story.words[languages[0]], 'site.description'),
    body: render(Root, { props: { words: story.words, missing, prefix: home } }).body,
    home,
    assets,
    slug: null,
    address: inputs.address,
    noindex: missing
  });
}

/** sitemaps.org allows only full addresses. */
function sitemap(address: string) {
  const pages = languages.flatMap((language) =>
    ['', ...sidePages.map((id) => `${id}/`)].map((slug) => `${address}${language}/${slug}`)
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages
    .map((page) => `  <url><loc>${page}</loc></url>`)
    .join('\n')}\n</urlset>\n`;
}

function renderSidePages(
  story: OpenedStory,
  inputs: SiteInputs,
  tables: Record<Language, () => Table[]>,
  assets: SiteAssets,
  partnerFiles: PartnerFiles
) {
  return languages.flatMap((language) => {
    const words = story.words[language];
    const edition = tablesEdition(story, inputs, language);
    const document = async (id: SidePageId) => {
      const page: SidePage = {
        ...inputs,
        id,
        words,
        data: story.data,
        articles: story.chapters[language].filter((chapter) =>
          articles.some((article) => article.id === chapter.id)
        ),
        tables: tables[language]().map((table) => tableFileOf(table, words, edition)),
        longTables: new Map(
          tables[language]().flatMap((table) => (table.long ? [[table.id, table] as const] : []))
        ),
        home: '../../'
      };
      const rendered = async () => {
        if (id !== 'partners') return render(Side, { props: { page } });
        // Only the partners' page waits for the sizes of downloads.
        const given = {
          ...inputs,
          ...partnerFiles,
          sizes: await partnerFiles.sizes(),
          verify:
            inputs.publicKey === undefined
              ? undefined
              : {
                  files: verifyCommand(inputs.publicKey),
                  earlier: logCommands(inputs.publicKey, story.data.edition)
                }
        };
        const partners = partnerPageOf(given, words, story.data.edition, page.home);
        return render(Partners, { props: { page, partners } });
      };
      const { body } = await rendered();
      const { heading, description } = sideShareCard(page);
      const datasets = () => [
        ...page.tables.map((file) => tableLd(file, words)),
        ...inputs.releases.map((kept) => datasetLd(kept, words, inputs.address))
      ];
      return htmlDocument({
        language,
        title: `${heading} · ${speak(words, 'site.name')}`,
        description,
        body: withoutHydrationMarkers(body),
        home: page.home,
        assets: assets.side,
        reviewBy: inputs.newsroom.review_by,
        slug: `${id}/`,
        image: { path: `${sharePath(language, id)}.png`, alt: `${heading}. ${description}` },
        address: inputs.address,
        noindex: inputs.draft,
        links: id === 'partners' ? assets.partnerLinks(page.home) : [],
        jsonLd: id === 'data' ? datasets() : []
      });
    };
    return [
      ...sidePages.map((id) => ({
        path: `${language}/${id}/index.html`,
        make: () => document(id)
      })),
      {
        path: `${language}/corrections.atom`,
        make: () => correctionsFeed(inputs.corrections, words, story.data.edition, inputs.address)
      }
    ];
  });
}

const shareHome = '../../../';

function sharePage(
  page: StoryPage,
  part: SharedPart,
  story: SharedPart,
  assets: Assets,
  address: string
) {
  const { words } = page;
  const path = sharePath(words.language, part.id);
  const url = address && `${address}${path}/`;
  const { body } = render(Share, {
    props: { page, part, title: story.heading, home: shareHome, url }
  });
  return htmlDocument({
    language: words.language,
    title: `${part.heading} · ${speak(words, 'site.name')}`,
    description: part.description,
    body: withoutHydrationMarkers(body),
    home: shareHome,
    assets,
    reviewBy: page.reviewBy,
    slug: null,
    shared: { path: `${path}/`, canonical: `${words.language}/` },
    image: { path: `${path}.png`, alt: part.alt },
    address,
    // Search should land on the story, with its context, help and corrections.
    noindex: true
  });
}

export const storyPicture = async (files: readonly Route[], language: Language) =>
  (await contentsAt(files, `${sharePath(language, wholeStory)}.png`)) as Uint8Array;

export function shareFiles(
  page: StoryPage & Pick<SidePage, 'articles'>,
  assets: Assets,
  address: string,
  drawCard: (card: ShareCardWords) => Promise<Uint8Array>
): Route[] {
  const parts = sharedParts(page);
  const story = parts[0]!;
  const { language } = page.words;
  const named = (
    part: SharedPart,
    ending: string,
    of: (part: SharedPart) => ReturnType<Route['make']>
  ) => {
    const make = lazily(() => of(part));
    return [part.id, ...part.was].map((name) => ({
      path: `${sharePath(language, name)}${ending}`,
      make
    }));
  };
  return [
    ...parts.flatMap((part) => named(part, '.png', ({ card }) => drawCard(card))),
    ...sidePages.map((id) => ({
      path: `${sharePath(language, id)}.png`,
      make: () => drawCard(sideShareCard({ ...page, id }))
    })),
    ...parts
      .filter((part) => part !== story)
      .flatMap((part) =>
        named(part, '/index.html', () => sharePage(page, part, story, assets, address))
      )
  ];
}

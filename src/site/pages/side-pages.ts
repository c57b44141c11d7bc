import { render } from 'svelte/server';
import { articles, storyTitle } from '../../chapters/articles.ts';
import type { Table } from '../../charts/chart.ts';
import { speak } from '../../copy/words.ts';
import { languages, type Language } from '../../locale/languages.ts';
import { partnerPageOf } from '../../cards/embed/partner-page.ts';
import Partners from '../../cards/embed/Partners.svelte';
import Side from '../../pages/side/Side.svelte';
import { sharePath } from '../../pages/story/shared-part.ts';
import { aboutSide, sidePages, type SidePage, type SidePageId } from '../../pages/side/side-page.ts';
import { correctionsFeed } from './feeds.ts';
import { htmlDocument, withoutIdleMarks } from './document.ts';
import { correctedLd, datasetLd, tableLd } from './json-ld.ts';
import type { HandedOut } from '../assets/handed-out.ts';
import type { SiteAssets } from '../assets/site-assets.ts';
import { verifyCommand } from '../output/minisign.ts';
import type { OpenedStory } from '../story/open-story.ts';
import type { Route } from '../route.ts';
import type { SiteInputs } from '../site-inputs.ts';
import { tableFileOf, tablesEdition } from '../packs/tables-package.ts';

/** Returns the pages beside the story, in every language, and the feed of corrections. They need no script. */
export function renderSidePages(
  story: OpenedStory,
  inputs: SiteInputs,
  tables: Record<Language, () => Table[]>,
  assets: SiteAssets,
  handed: HandedOut
): Route[] {
  return languages.flatMap((language) => {
    const words = story.words[language];
    const edition = tablesEdition(story, inputs, language);
    const document = async (id: SidePageId): Promise<string> => {
      const page: SidePage = {
        ...inputs,
        id,
        words,
        data: story.data,
        articles: story.chapters[language].filter((chapter) => articles.some((article) => article.id === chapter.id)),
        tables: tables[language]().map((table) => tableFileOf(table, words, edition)),
        longTables: new Map(tables[language]().flatMap((table) => (table.long ? [[table.id, table] as const] : []))),
        home: '../../'
      };
      const rendered = async () => {
        if (id !== 'partners') return render(Side, { props: { page } });
        // The sizes of what partners may take are known once all of it is made: only their own page waits for that.
        const given = { ...inputs, ...handed, sizes: await handed.sizes(), verify: inputs.publicKey && verifyCommand(inputs.publicKey) };
        const partners = partnerPageOf(given, words, story.data.edition, page.home);
        return render(Partners, { props: { page, partners } });
      };
      const { body } = await rendered();
      const { heading, description } = aboutSide(page);
      const whole = storyTitle(story.chapters[language], words);
      const jsonLd = {
        corrections: () => [correctedLd(words, whole, inputs.corrections, inputs.address)],
        data: () => [
          ...page.tables.map((file) => tableLd(file, words)),
          ...inputs.releases.map((kept) => datasetLd(kept, words, inputs.address))
        ]
      };
      return htmlDocument({
        language,
        title: `${heading} · ${speak(words, 'site.name')}`,
        description,
        body: withoutIdleMarks(body),
        home: page.home,
        assets: assets.side,
        reviewBy: inputs.newsroom.review_by,
        slug: `${id}/`,
        image: { path: `${sharePath(language, id)}.png`, alt: `${heading}. ${description}` },
        address: inputs.address,
        noindex: inputs.draft || story.data.asOf !== undefined,
        links: id === 'partners' ? assets.partnerLinks(page.home) : [],
        jsonLd: id === 'corrections' || id === 'data' ? jsonLd[id]() : []
      });
    };
    return [
      ...sidePages.map((id) => ({ path: `${language}/${id}/index.html`, make: () => document(id) })),
      {
        path: `${language}/corrections.atom`,
        make: () => correctionsFeed(inputs.corrections, words, story.data.edition, inputs.address)
      }
    ];
  });
}

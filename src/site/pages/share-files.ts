import { render } from 'svelte/server';
import type { ShareCardWords } from '../../charts/drawing/share-card.ts';
import { speak } from '../../copy/words.ts';
import type { Language } from '../../locale/languages.ts';
import Share from '../../pages/Share.svelte';
import { aboutSide, sidePages, type SidePage } from '../../pages/side/side-page.ts';
import { sharedParts, sharePath, wholeStory, type SharedPart } from '../../pages/story/shared-part.ts';
import type { StoryPage } from '../../pages/story/story-page.ts';
import { htmlDocument, withoutIdleMarks, type Assets } from './document.ts';
import { lazily, madeAt, type Route } from '../route.ts';

/** How deep the page of a shared part lies. */
const home = '../../../';

function sharePage(page: StoryPage, part: SharedPart, story: SharedPart, assets: Assets, address: string): string {
  const { words } = page;
  const path = sharePath(words.language, part.id);
  const { body } = render(Share, { props: { page, part, title: story.heading, home } });
  return htmlDocument({
    language: words.language,
    title: `${part.heading} · ${speak(words, 'site.name')}`,
    description: part.description,
    body: withoutIdleMarks(body),
    home,
    assets,
    reviewBy: page.reviewBy,
    slug: null,
    shared: { path: `${path}/`, canonical: `${words.language}/` },
    image: { path: `${path}.png`, alt: part.alt },
    address,
    // Search should land on the story, where the section has its context, help and corrections.
    noindex: true
  });
}

/** Returns the picture that stands for the whole story in one language, which is among its share cards. */
export const storyPicture = async (files: readonly Route[], language: Language): Promise<Uint8Array> =>
  (await madeAt(files, `${sharePath(language, wholeStory)}.png`)) as Uint8Array;

/**
 * Returns the share cards of one language as pictures, those of the pages beside the story too, and a page for each part that can be
 * shared by itself, under each id that it had: what a link to it shows elsewhere, and a way on into the story. They need no script.
 */
export function shareFiles(
  page: StoryPage & Pick<SidePage, 'articles'>,
  assets: Assets,
  address: string,
  drawCard: (card: ShareCardWords) => Promise<Uint8Array>
): Route[] {
  const parts = sharedParts(page);
  const story = parts[0]!;
  const { language } = page.words;
  /** What a part gives, once, under every name of it. */
  const named = (part: SharedPart, ending: string, of: (part: SharedPart) => ReturnType<Route['make']>): Route[] => {
    const make = lazily(() => of(part));
    return [part.id, ...part.was].map((name) => ({ path: `${sharePath(language, name)}${ending}`, make }));
  };
  return [
    ...parts.flatMap((part) => named(part, '.png', ({ card }) => drawCard(card))),
    ...sidePages.map((id) => ({ path: `${sharePath(language, id)}.png`, make: () => drawCard(aboutSide({ ...page, id })) })),
    ...parts
      .filter((part) => part !== story)
      .flatMap((part) => named(part, '/index.html', () => sharePage(page, part, story, assets, address)))
  ];
}

import { render } from 'svelte/server';
import { storyTitle } from '../../chapters/chapter.ts';
import { escapeMarkup, htmlShell } from '../../copy/markup.ts';
import { speak } from '../../copy/words.ts';
import { languages } from '../../locale/languages.ts';
import Lite from '../../pages/Lite.svelte';
import { storyDescription } from '../../pages/story/shared-part.ts';
import type { StoryPage, StoryPages } from '../../pages/story/story-page.ts';
import type { Route } from '../route.ts';
import { withoutHydrationMarkers } from '../pages/document.ts';
import { mapKey, mapsOf } from './maps.ts';
import { liteStyle } from './style.ts';

const home = '../../';
/** It loads nothing: its style is inline, and its pictures are inline SVG. */
const policy =
  "default-src 'none'; script-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The whole story in one file without script. */
function liteDocument(whole: StoryPage, address: string): string {
  const page = { ...whole, home };
  const { data, words, scenes } = page;
  const { language } = words;
  const world = scenes.find((scene) => scene.form === 'sticky' && scene.figure === 'world');
  const { body } = render(Lite, {
    props: { page, maps: world ? mapsOf(world, data, words) : {}, key: mapKey(words) }
  });
  const base = address || home;
  const title = storyTitle(page.chapters, words);
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeMarkup(`${title} · ${speak(words, 'lite.title')}`)}</title>`,
    `<meta name="description" content="${escapeMarkup(storyDescription(data, words))}">`,
    ...(page.draft ? ['<meta name="robots" content="noindex">'] : []),
    // Without a named icon, browsers request one.
    '<link rel="icon" href="data:,">',
    // Search should land on the story.
    `<link rel="canonical" href="${base}${language}/">`,
    ...languages.map(
      (one) => `<link rel="alternate" hreflang="${one}" href="${base}${one}/lite/">`
    ),
    `<style>${liteStyle}</style>`
  ];
  return htmlShell(language, head, withoutHydrationMarkers(body));
}

/** @throws Error when a page cannot be made. */
export function litePages(pages: StoryPages, address: string): Route[] {
  return languages.map((language) => ({
    path: `${language}/lite/index.html`,
    make: () => liteDocument(pages[language], address)
  }));
}

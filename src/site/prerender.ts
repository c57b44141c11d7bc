import { render } from 'svelte/server';
import { chapters } from '../chapters/chapters.ts';
import { tableCsv } from '../charts/table-csv.ts';
import { speak } from '../copy/words.ts';
import { languages } from '../locale/languages.ts';
import { boot } from '../pages/boot.ts';
import { figures } from '../pages/figures.ts';
import { readHelplines } from '../pages/helpline.ts';
import Root from '../pages/Root.svelte';
import Story from '../pages/Story.svelte';
import type { StoryPage } from '../pages/story-page.ts';
import { htmlDocument, type Assets } from './document.ts';
import type { OpenedStory } from './open-story.ts';

/** One file of the site: its path from the root and its text. */
export interface SiteFile {
  path: string;
  text: string;
}

/**
 * Returns every page and table of the site. Pure: the same story, help entries and assets
 * give the same bytes.
 * @throws Error naming the label, step or country that a page needs and the copy lacks.
 */
export function prerender(story: OpenedStory, helplinesJson: string, signoffs: readonly unknown[], assets: Assets): SiteFile[] {
  const helplines = readHelplines(helplinesJson);
  const files: SiteFile[] = [];
  for (const language of languages) {
    const words = story.words[language];
    const copy = story.chapters[language];
    const page: StoryPage = {
      data: story.data,
      words,
      chapters: copy,
      helplines,
      printed: Object.fromEntries(Object.entries(story.lock.claims).map(([id, locked]) => [id, locked[language]])),
      history: story.history,
      wordCount: copy.reduce((sum, chapter) => sum + chapter.words, 0),
      draft: signoffs.length === 0,
      home: '../'
    };
    const { head, body } = render(Story, { props: { page } });
    const opening = copy.find((chapter) => chapter.id === 'opening');
    files.push({
      path: `${language}/index.html`,
      text: htmlDocument({
        language,
        title: opening?.title ?? speak(words, 'site.name'),
        description: speak(words, 'site.description'),
        head,
        body,
        home: '../',
        assets,
        boot,
        translated: true
      })
    });
    for (const scene of chapters) {
      if (scene.form === 'text') continue;
      for (const table of figures[scene.figure].tables(story.data, words)) {
        files.push({ path: `data/tables/${table.id}.${language}.csv`, text: tableCsv(table) });
      }
    }
  }
  const door = (missing: boolean) => {
    // Taken out one by one: what `render` returns is made of getters, which a spread leaves behind.
    const { head, body } = render(Root, { props: { words: story.words, missing } });
    return htmlDocument({
      language: languages[0],
      title: speak(story.words[languages[0]], missing ? 'missing.title' : 'root.title'),
      description: speak(story.words[languages[0]], 'site.description'),
      head,
      body,
      home: '',
      assets,
      translated: false,
      ...(missing ? { noindex: true } : {})
    });
  };
  files.push({ path: 'index.html', text: door(false) }, { path: '404.html', text: door(true) });
  return files;
}

import { render } from 'svelte/server';
import { world } from '../../charts/choropleth/figure.ts';
import { mapData } from '../../charts/choropleth/payload/map-data.ts';
import { pictureOf } from '../../charts/pictures.ts';
import { languages } from '../../locale/languages.ts';
import { boot } from '../../pages/client/boot.ts';
import style from '../../pages/styles/first.css?inline';
import { htmlDocument, restOf, styleLink, type Assets } from './document.ts';
import type { OpenedStory } from '../story/open-story.ts';
import type { SiteFile } from '../output/site-file.ts';

/** Returns the page on which a measuring script drives the map: the figure as the story draws it on a phone, with nothing else. */
export function benchPage(story: OpenedStory, assets: Assets): SiteFile {
  const language = languages[0];
  const { body } = render(pictureOf(world), { props: { data: story.data, words: story.words[language], idPrefix: 'world' } });
  return {
    path: 'bench.html',
    text: htmlDocument({
      language,
      title: 'Bench',
      description: 'The map, to be measured',
      body: `${assets.styles.map((file) => styleLink('', file)).join('')}<main><div class="scene-body"><figure class="stage" data-figure="world"><div class="picture">${body}</div></figure></div></main><script type="application/json" id="map-data">${mapData(story.data, story.words[language])}</script>`,
      home: '',
      assets,
      style,
      boot: boot(restOf(assets, '')),
      slug: null,
      address: '',
      noindex: true
    })
  };
}

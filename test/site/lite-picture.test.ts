import { parseHTML } from 'linkedom';
import { expect, it, vi } from 'vitest';
import { responseStatements } from '../../src/charts/response/frame.ts';
import { languages } from '../../src/locale/languages.ts';
import { openTypeFaces } from '../../src/site/pictures/type-faces.ts';
import { openCommitted } from '../open-committed.ts';
import { siteOf, textOf } from './site-of.ts';

/**
 * A figure that is not drawn anew for the lite edition, as a chart is before its author writes
 * `lite.ts`.
 */
vi.mock('../../src/charts/response/figure.ts', async (original) => {
  const { response } = await original<typeof import('../../src/charts/response/figure.ts')>();
  return { response: { ...response, lite: undefined } };
});

it('shows the story’s picture where the lite edition has none', async () => {
  const story = await openCommitted();
  const routes = await siteOf('.', story, await openTypeFaces('.'));
  for (const language of languages) {
    const { document } = parseHTML(await textOf(routes, `${language}/lite/index.html`));
    expect(document.querySelectorAll('#response figure > .response .value')).toHaveLength(
      responseStatements(story.data).length
    );
  }
});

import { expect, it } from 'vitest';
import { withoutHydrationMarkers } from '../../src/site/pages/document.ts';

it('removes Svelte’s markers and no other comments', () => {
  const page =
    '<!--1abc--><!--[--><main><!--[-1--><!--]--><!--[!--><p>Map</p><!--]--><!-- ours --><!----></main><!--]-->';
  expect(withoutHydrationMarkers(page)).toBe('<main><p>Map</p><!-- ours --></main>');
});

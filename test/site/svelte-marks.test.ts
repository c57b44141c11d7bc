import { expect, it } from 'vitest';
import { withoutIdleMarks } from '../../src/site/pages/document.ts';

it('leaves none of Svelte’s comments, which nothing reads, and every other', () => {
  const page =
    '<!--1abc--><!--[--><main><!--[-1--><!--]--><!--[!--><p>Map</p><!--]--><!-- ours --><!----></main><!--]-->';
  expect(withoutIdleMarks(page)).toBe('<main><p>Map</p><!-- ours --></main>');
});

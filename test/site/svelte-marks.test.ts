import { expect, it } from 'vitest';
import { withoutIdleMarks } from '../../src/site/svelte-marks.ts';

it('leaves Svelte’s comments only in the controls of the map, which the browser takes over by them', () => {
  const controls = '<div class="choropleth-controls"><!--1abc--><!--[0--><p>Tap</p><!--]--><!----></div> <div class="choropleth-limits">';
  const page = `<!--[--><main><!--[-1--><!--]-->${controls}<!--[!--><p>Map</p><!--]--><!-- ours --></main><!--]-->`;
  expect(withoutIdleMarks(page)).toBe(`<main>${controls}<p>Map</p><!-- ours --></main>`);
});

import { pageHooks } from './boot.ts';

/**
 * Shows the map of a page opened at one of its steps before any script has loaded, from the small
 * map beside the step, at its final position so that nothing moves. Printed below the map as text:
 * no references outside itself.
 */
function showOpened(document: Document, hooks: typeof pageHooks) {
  const stage = document.querySelector<HTMLElement>('[data-figure="world"]')!;
  // As `measureScenes` does, before anything is painted.
  if (matchMedia('(prefers-reduced-motion: reduce)').matches)
    stage.parentElement!.setAttribute('data-still', '');
  const step = document
    .getElementById(document.location.hash.slice(1))
    ?.closest<HTMLElement>('[data-step]');
  // A year that two steps share has one small map.
  const still = document.querySelector(`[data-step="${step?.dataset['step']}"] .choropleth-still`);
  // A return keeps the reader's place. A map that does not stick is visible in its last view.
  if (
    !step ||
    !stage.closest('.scene')!.contains(step) ||
    !stage.matches('[data-awaited="navigate"]:not([data-moved]) *') ||
    getComputedStyle(stage).position !== 'sticky'
  )
    return;
  const picture = stage.querySelector('.picture')!;
  const before = picture.cloneNode(true);
  document.addEventListener(hooks.restored, () => picture.replaceWith(before));

  // The large map has the newest year itself.
  for (const use of still?.querySelectorAll('use') ?? [])
    stage
      .querySelector(use.href.baseVal)!
      .setAttribute('class', `map-s ${use.parentElement!.getAttribute('class')}`);
  const dots = [...(still?.querySelectorAll('.map-f') ?? [])];
  for (const dot of still ? stage.querySelectorAll('.map-f') : []) {
    const className = dots
      .find((path) => path.getAttribute('d')!.includes(dot.getAttribute('d')!))
      ?.getAttribute('class');
    dot.setAttribute('class', className ?? 'map-f u');
  }
  const view = step!.dataset['step']!;
  stage.setAttribute(hooks.drawn, view);
  stage.querySelector('[data-map-year]')!.textContent = view.split(' ')[1]!;
  step!.scrollIntoView();
  // What follows is laid out later; a hidden page would wait for its frames.
  if (document.visibilityState !== 'visible' || !CSS.supports('content-visibility:auto')) return;
  for (const part of document.querySelectorAll('[data-deferred]'))
    part.removeAttribute('data-deferred');
  document.documentElement.setAttribute(hooks.deferring, '');
}

/** Also links the CSS below the map, unless boot.ts loads that later. */
export const openedMap = (link: string) =>
  `{const late=document.documentElement.hasAttribute('${pageHooks.deferring}');try{(${showOpened})(document,${JSON.stringify(pageHooks)})}finally{late||document.write('${link}')}}`;

import { signals } from './boot.ts';

/**
 * Shows the map of a page that was opened at one of its steps in that step's view before any script
 * has come, from the small map beside the step's words, and where its script will have it, so that
 * nothing moves. What the small map does not say is not shown meanwhile (controls.css). Stands in
 * the page as text, below the map: it may use nothing from outside itself.
 */
function showOpened(document: Document, drawn: string, givenBack: string): void {
  const step = document
    .getElementById(document.location.hash.slice(1))
    ?.closest<HTMLElement>('[data-step]');
  const still = step?.querySelector('.choropleth-still');
  const stage = document.querySelector<HTMLElement>('[data-figure="world"]')!;
  // A return keeps the reader's place. Where the map does not stick it is in its last view, and
  // seen.
  if (
    !still ||
    !stage.matches('[data-awaited="navigate"]:not([data-moved]) *') ||
    getComputedStyle(stage).position !== 'sticky'
  )
    return;
  const picture = stage.querySelector('.picture')!;
  const before = picture.cloneNode(true);
  document.addEventListener(givenBack, () => picture.replaceWith(before));

  for (const use of still.querySelectorAll('use'))
    stage
      .querySelector(use.href.baseVal)!
      .setAttribute('class', `map-s ${use.parentElement!.getAttribute('class')}`);
  const dots = [...still.querySelectorAll('.map-f')];
  for (const dot of stage.querySelectorAll('.map-f')) {
    const look = dots
      .find((path) => path.getAttribute('d')!.includes(dot.getAttribute('d')!))
      ?.getAttribute('class');
    dot.setAttribute('class', look ?? 'map-f u');
    dot.parentElement!.classList.toggle('u', !look);
  }
  const view = step!.dataset['step']!;
  stage.setAttribute(drawn, view);
  stage.querySelector('.choropleth')!.setAttribute('data-layer', view.split(' ')[0]!);
  stage.querySelector('[data-map-year]')!.textContent = view.split(' ')[1]!;

  /** As `measureScenes` will. */
  function measure(): void {
    const height = stage.offsetHeight;
    const head = stage.querySelector<HTMLElement>('figcaption')!.offsetHeight;
    stage.style.setProperty('--head', `${head}px`);
    stage.style.setProperty('--spare', `${document.documentElement.clientHeight - height}px`);
    step!.parentElement!.style.setProperty('--stage', `${height - head}px`);
  }
  measure();
  void document.fonts.ready.then(measure);
  step!.scrollIntoView();
}

/**
 * Returns the same as an inline script, which also names the sheet of what stands below, where that
 * is not asked for later (boot.ts).
 */
export const openedMap = (sheet: string): string =>
  `try{(${showOpened})(document,'${signals.drawn}','${signals.givenBack}')}finally{document.documentElement.hasAttribute('${signals.near}')||document.write('${sheet}')}`;

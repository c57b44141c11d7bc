import type { PictureState } from '../../src/chapters/chapter.ts';
import { classLimits } from '../../src/charts/choropleth/frame.ts';
import type { Words } from '../../src/copy/words.ts';
import { readNumber } from './read-number.ts';
import type { Readings } from './reading.ts';
import { saidIn } from './said-in.ts';

type Root = Pick<Element, 'querySelector' | 'querySelectorAll'>;

const textOf = (element: Element | null | undefined) =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
const all = (root: Root, selector: string) => [...root.querySelectorAll(selector)];
const pathOf = (element: Element | null) => element?.getAttribute('d') ?? '';

/** Dots are strokes without length. */
const dots = (path: string) => (path.match(/h0/g) ?? []).length;

function unitReadings(root: Root, state: PictureState): Readings {
  if (state.scene.form !== 'sticky' || state.scene.figure !== 'demand') return {};
  const { estimate = '' } = state.scene.steps.find((step) => step.id === state.id)?.view ?? {};
  const ids = estimate === 'later' ? ['nca-2020', 'nca-2021'] : [estimate];
  return Object.fromEntries(
    Object.entries(drawnReadings(root)).filter(([id]) =>
      ids.includes(id.replace(/-(low|high)$/, ''))
    )
  );
}

function mapMarks(root: Root) {
  const counts = new Map<string, number>();
  const add = (name: string, count: number) => {
    for (const part of name.split(/\s+/)) counts.set(part, (counts.get(part) ?? 0) + count);
  };
  for (const shape of all(root, '.map-s'))
    add(shape.getAttribute('class')!.replace('map-s ', ''), 1);
  for (const group of all(root, '.choropleth-still g'))
    add(group.getAttribute('class')!, group.querySelectorAll('use').length);
  for (const dot of all(root, '.map-f'))
    add(dot.getAttribute('class')!.replace('map-f ', ''), dots(pathOf(dot)));
  return counts;
}

function classOfMark(root: Root, iso3: string) {
  const shape =
    root.querySelector(`[id$="-${iso3}"].map-s`) ??
    root.querySelector(`use[href$="-${iso3}"]`)?.closest('g');
  const level = /\bk(\d)\b/.exec(shape?.getAttribute('class') ?? '')?.[1];
  return level === undefined ? undefined : Number(level);
}

function mapReadings(root: Root, state: PictureState, words: Words): Readings {
  if (state.scene.form !== 'sticky' || state.scene.figure !== 'world') return {};
  const view = state.scene.steps.find((step) => step.id === state.id)!.view!;
  const still = all(root, '.choropleth-still').find(
    (item) =>
      textOf(item.querySelector('strong')) === String(view.year) &&
      textOf(item).includes(words.labels[`map.short.${view.layer}`]!)
  );
  const live = root.querySelector('.choropleth-map');
  const shown =
    root.querySelector('.choropleth')?.getAttribute('data-layer') === view.layer &&
    textOf(root.querySelector('[data-map-year]')) === String(view.year)
      ? live
      : still;
  if (!shown) return {};
  const counts = mapMarks(shown);
  const legend = (name: 'missing' | 'older') =>
    shown === live ? textOf(root.querySelector(`[data-map-${name}]`)) : undefined;
  const shareOf = (iso3: string) => {
    const level = classOfMark(shown, iso3);
    return level === undefined
      ? undefined
      : { from: classLimits[level]!, below: level === 5 ? Infinity : classLimits[level + 1]! };
  };
  const world = textOf(shown === live ? root.querySelector('[data-map-world]') : shown);
  const said =
    saidIn(world, words, 'map.world.earlier')['share'] ??
    saidIn(world, words, 'map.world')['share'];
  const counted = (name: string, drawn: number, printed: string | undefined) =>
    printed === undefined || readNumber(printed, words.language) === drawn
      ? drawn
      : `${drawn} drawn, ${printed} printed for ${name}`;
  return {
    ...Object.fromEntries(
      [0, 1, 2, 3, 4, 5].map((level) => [`class-${level}`, counts.get(`k${level}`) ?? 0])
    ),
    missing: counted('missing', counts.get('n') ?? 0, legend('missing')),
    // Older figures are marked only by the script.
    older:
      shown === live
        ? counts.has('o')
          ? counted('older', counts.get('o')!, legend('older'))
          : readNumber(legend('older')!, words.language)
        : readNumber(
            textOf(shown).split(words.labels['map.legend.older']!)[1] ?? '',
            words.language
          ),
    // Beside the map's year there is room for a sign alone.
    world: said === '<1%' ? { from: 0, below: 1 } : said,
    GBR: shareOf('GBR'),
    IDN: shareOf('IDN')
  };
}

function panelReadings(root: Root, state: PictureState): Readings {
  if (state.scene.form !== 'sticky' || state.scene.figure !== 'protection') return {};
  const { shown } = state.scene.steps.find((step) => step.id === state.id)!.view!;
  const kinds = ['online', 'treaty', 'law', 'report'].slice(0, shown);
  return Object.fromEntries(
    Object.entries(drawnReadings(root)).filter(([id]) => kinds.includes(id.split('-')[0]!))
  );
}

function drawnReadings(root: Root) {
  const readings: Record<string, string[]> = {};
  for (const label of all(root, '[data-number]'))
    for (const id of label.getAttribute('data-number')!.split(' '))
      (readings[id] ??= []).push(textOf(label));
  return readings;
}

const sheetOf = (page: Root, { id }: PictureState) => page.querySelector(`[id="${id}"] .sheet`)!;

function toldReadings(page: Root, state: PictureState): Readings {
  const root = sheetOf(page, state);
  return Object.fromEntries(
    Object.entries(drawnReadings(root)).map(([id, [said = '']]) => [
      id,
      // It is at the start of a sentence, or “3 in 100”.
      said.replace(/^(\d+) .*/, '$1%').replace(/^\p{Lu}/u, (first) => first.toLowerCase())
    ])
  );
}

function sinceReadings(root: Root): Readings {
  const drawing = root.querySelector('.since .middle') ?? root;
  return { ...drawnReadings(drawing), entries: all(drawing, '.tick').length };
}

export function readPicture(root: Root, state: PictureState, words: Words): Readings {
  switch (state.scene.figure) {
    case 'demand':
      return unitReadings(root, state);
    case 'world':
      return mapReadings(root, state, words);
    case 'protection':
      return panelReadings(root, state);
    case 'signal':
      return drawnReadings(sheetOf(root, state));
    case 'unknown':
      return toldReadings(root, state);
    case 'since':
      return sinceReadings(root);
    // Beside the story: they have no state.
    case 'revision':
    case 'counts':
      return {};
    default:
      return drawnReadings(root);
  }
}

import type { MapFrame, MapMark } from '../../charts/choropleth/frame.ts';
import { textNodeWriter } from '../../charts/choropleth/parts/text-node-writer.ts';
import { formatMark, formatShareWith } from '../../charts/choropleth/share.ts';
import type { MapCardLabels } from './map-card-payload.ts';

export function slotWriter(
  root: HTMLElement,
  labels: MapCardLabels
): (frame: MapFrame, heard: boolean) => void {
  const slots = [...root.querySelectorAll<HTMLElement>('[data-slot]')].map((slot) => ({
    name: slot.dataset['slot'] ?? '',
    heard: slot.closest('.sr-only') !== null,
    say: textNodeWriter(slot)
  }));
  return ({ counts: { levels, ...counts }, marks, view, world, worldRelease }, heard) => {
    const label = worldRelease === undefined ? labels.world : (labels.earlier ?? labels.world);
    const phrase =
      world === null
        ? ''
        : label.replace('{}', formatShareWith(world, labels)) + (heard ? '.' : '');
    const values: Record<string, string | number> = { ...counts, year: view.year, world: phrase };
    levels.forEach((count, level) => (values[`c${level}`] = count));
    for (const slot of slots)
      if (slot.heard === heard)
        slot.say(String(values[slot.name] ?? formatMark(marks[Number(slot.name)], labels)));
  };
}

/** Hit radius in CSS px: half the smallest target (V17). */
const reach = 12;

export interface MapCardReadingOptions {
  root: HTMLElement;
  svg: SVGSVGElement;
  /** By row. */
  names: readonly string[];
  drawn: readonly SVGPathElement[];
  dots: readonly SVGPathElement[];
  labels: MapCardLabels;
  markOf: (row: number) => MapMark | undefined;
  onchoose: () => void;
}

/** Answers the list and pointers with a country's outline, value and year (A10, A11). */
export function mapCardReading({
  root,
  svg,
  names,
  drawn,
  dots,
  labels,
  markOf,
  onchoose
}: MapCardReadingOptions) {
  const select = root.querySelector('select');
  const outlines = [...svg.querySelectorAll('.map-picked use')];
  const instruction = root.querySelector('.map-reading')?.textContent ?? '';
  const [name, value] = ['.map-reading strong', '.map-reading span'].map((part) =>
    textNodeWriter(root.querySelector(part))
  ) as [(text: string) => void, (text: string) => void];
  /** Row selected by tap or list. Hovering restores it at the end. */
  let kept = -1;
  let picked = -1;

  function refresh(): void {
    const mark = markOf(picked);
    const year = String(mark?.year ?? '');
    name(mark ? `${names[picked] ?? ''} ` : '');
    value(
      mark
        ? `${formatShareWith(mark.value, labels)} ${mark.older ? labels.older.replace('{}', year) : year}`
        : instruction
    );
  }
  function pick(row: number): void {
    if (row === picked) return;
    drawn[picked]?.removeAttribute('id');
    picked = row;
    const mark = drawn[row];
    const id = `map-${root.dataset['map'] ?? ''}-picked`;
    if (mark) mark.id = id;
    // An empty `href` would reference the whole page.
    for (const outline of outlines) {
      if (mark) outline.setAttribute('href', `#${id}`);
      else outline.removeAttribute('href');
    }
    refresh();
  }
  function keep(row: number): void {
    kept = row;
    if (select) select.value = row < 0 ? '' : String(row);
    pick(row);
  }

  const places = dots.map((dot) => {
    const [x = 0, y = 0] = (dot.getAttribute('d')?.match(/\d+/g) ?? []).map(Number);
    return { row: drawn.indexOf(dot), x, y };
  });
  function under({ clientX, clientY, target }: MouseEvent): number {
    const { left, top, width } = svg.getBoundingClientRect();
    const scale = width / svg.viewBox.baseVal.width;
    let best = { row: drawn.indexOf(target as SVGPathElement), away: reach };
    for (const { row, x, y } of places) {
      const away = Math.hypot(x * scale + left - clientX, y * scale + top - clientY);
      if (away < best.away) best = { row, away };
    }
    return best.row;
  }

  names.forEach((country, row) => select?.add(new Option(country, String(row))));
  select?.addEventListener('change', () => {
    keep(select.value ? Number(select.value) : -1);
    onchoose();
  });
  svg.addEventListener('pointermove', (event) => {
    if (event.pointerType !== 'mouse') return;
    const row = under(event);
    pick(row < 0 ? kept : row);
  });
  svg.addEventListener('pointerleave', () => pick(kept));
  svg.addEventListener('click', (event) => keep(under(event)));
  root.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') keep(-1);
  });
  return {
    refresh,
    say(): string {
      const mark = markOf(picked);
      return mark ? `${names[picked] ?? ''}: ${formatShareWith(mark.value, labels)}` : '';
    }
  };
}

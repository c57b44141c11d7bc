import { speak } from '../../../copy/words.ts';
import { newestYear } from '../../../story/newest-year.ts';
import { theWarning } from '../../../story/warning.ts';
import { playButton } from '../parts/play-button.ts';
import type { MapView } from '../frame.ts';
import { seriesOf, type MapPainter } from '../map-painter.ts';
import type { MapFile } from '../payload/payload.ts';
import { required } from './parts.ts';

/** Creates the slider in script: without it the page offers no dead control (S33). */
function addSlider(figure: HTMLElement): {
  track: HTMLElement;
  rail: HTMLInputElement;
  thumb: HTMLElement;
} {
  const rail = document.createElement('input');
  rail.type = 'range';
  rail.setAttribute('aria-label', required(figure, '.map-steps').getAttribute('aria-label') ?? '');
  // The visible thumb moves in its own layer. Setting the input's value causes layout and paint, so
  // it waits until the years rest, unless the reader is about to use it.
  const thumb = document.createElement('i');
  const track = required(figure, '.choropleth-track');
  track.append(rail, thumb);
  return { track, rail, thumb };
}

/** `say` announces the result (V25). */
export function yearControls(
  figure: HTMLElement,
  { layers, words }: Pick<MapFile, 'layers' | 'words'>,
  { painter, onrest, say }: { painter: MapPainter; onrest: () => void; say: () => void }
): { show(view: MapView): void; rest(): void; settle(): void } {
  const { track, rail, thumb } = addSlider(figure);
  const [previous, play, next] = figure.querySelectorAll<HTMLButtonElement>('.map-steps button');
  const showPlaying = playButton(play, speak(words, 'map.control.pause'));
  let view: MapView | undefined;
  let playing = false;
  /** Computed once per layer: playing must be cheap. */
  let [first, last] = [0, 0];
  const along = (year: number) => (100 * (year - first)) / (last - first || 1);

  function settle(): void {
    if (view) rail.value = String(view.year);
  }
  function showLayer(to: MapView): void {
    const series = seriesOf(layers, to);
    first = series.years[0] ?? to.year;
    last = newestYear(series);
    figure.dataset['layer'] = to.layer;
    rail.min = String(first);
    rail.max = String(last);
    track.style.setProperty('--notch', String(along(theWarning.year) / 100));
    const line = series.years.flatMap((year, index) => {
      const share = series.world?.[index] ?? series.earlier?.values[index];
      return year <= last && typeof share === 'number'
        ? [`${along(year).toFixed(1)} ${(100 - share).toFixed(1)}`]
        : [];
    });
    required(track, 'path').setAttribute('d', `M${line.join('L')}`);
  }
  function show(to: MapView): void {
    if (view?.layer !== to.layer) showLayer(to);
    view = to;
    thumb.style.transform = `translateX(${along(to.year) - 100}%)`;
    if (playing || document.activeElement === rail) settle();
    for (const [button, off] of [
      [previous, to.year <= first],
      [next, to.year >= last]
    ] as const)
      if (button?.getAttribute('aria-disabled') !== String(off))
        button?.setAttribute('aria-disabled', String(off));
  }
  function setPlaying(now: boolean): void {
    if (playing === now) return;
    playing = now;
    showPlaying(now);
  }
  function rest(): void {
    setPlaying(false);
    onrest();
  }
  function toYear(year: number): void {
    painter.paint({ layer: view!.layer, year: Math.min(last, Math.max(first, year)) });
    rest();
    say();
  }

  previous?.addEventListener('click', () => toYear(view!.year - 1));
  next?.addEventListener('click', () => toYear(view!.year + 1));
  for (const name of ['focus', 'pointerdown']) rail.addEventListener(name, settle);
  rail.addEventListener('input', () => toYear(Number(rail.value)));
  play?.addEventListener('click', () => {
    if (playing) {
      toYear(view!.year);
      return;
    }
    const { layer, year } = view!;
    // At the end, play starts over.
    if (year >= last) painter.paint({ layer, year: first });
    setPlaying(true);
    required(figure, '.choropleth-more').hidePopover?.();
    painter.play({ layer, year: last }, rest);
  });
  return { show, rest, settle };
}

import { newestYear } from '../../../story/newest-year.ts';
import { theWarning } from '../../../story/warning.ts';
import type { MapSeries, MapView } from '../frame.ts';
import { required } from '../parts/text-writer.ts';

/**
 * The slider of the years, with the world's share along it. Created in script: without it the page
 * offers no dead control (S33).
 */
export function yearSlider(figure: HTMLElement, oninput: (year: number) => void) {
  const track = required(figure, '.choropleth-track');
  const rail = document.createElement('input');
  rail.type = 'range';
  rail.setAttribute('aria-label', required(figure, '.map-steps').getAttribute('aria-label') ?? '');
  // The visible thumb moves in its own layer. Setting the input's value causes layout and paint, so
  // it waits until the years rest, unless the reader is about to use it.
  const thumb = document.createElement('i');
  track.append(rail, thumb);
  let view: MapView | undefined;
  let [first, last] = [0, 0];
  const along = (year: number) => (100 * (year - first)) / (last - first || 1);
  const settle = () => void (view && (rail.value = String(view.year)));
  for (const name of ['focus', 'pointerdown']) rail.addEventListener(name, settle);
  rail.addEventListener('input', () => oninput(Number(rail.value)));

  function showLayer(series: MapSeries): void {
    first = series.years[0]!;
    last = newestYear(series);
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
  return {
    settle,
    show(to: MapView, series: MapSeries, playing: boolean): void {
      if (view?.layer !== to.layer) showLayer(series);
      view = to;
      thumb.style.transform = `translateX(${along(to.year) - 100}%)`;
      if (playing || document.activeElement === rail) settle();
    }
  };
}

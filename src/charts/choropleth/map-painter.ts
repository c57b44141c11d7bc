import {
  choroplethFrame,
  markClass,
  type MapFrame,
  type MapSeries,
  type MapView
} from './frame.ts';

/** A shape or dot that is drawn by its CSS class (`markClass`). */
export interface PaintedMark {
  iso3: string;
  paint: (className: string) => void;
}

export type MapPainter = ReturnType<typeof mapPainter>;

/** Milliseconds per year: more than five seconds from 1990 on. The reader can stop it (A07). */
const yearPace = 160;

/**
 * Paints views on server-drawn marks whose class changes. `tell` is called once per frame and
 * returns a function that writes its text.
 */
export function mapPainter(
  marks: readonly PaintedMark[],
  layers: readonly MapSeries[],
  tell: (frame: MapFrame) => () => void
) {
  const painted: (string | undefined)[] = [];
  const drawings = new Map<string, ReturnType<typeof makeDrawing>>();
  let shown: MapView | undefined;
  let handle: number | undefined;

  function makeDrawing(view: MapView) {
    const frame = choroplethFrame(seriesOf(layers, view), view);
    const byCode = new Map(frame.marks.map((mark) => [mark.iso3, mark]));
    return {
      frame,
      classes: marks.map(({ iso3 }) => markClass(byCode.get(iso3))),
      write: tell(frame)
    };
  }

  function draw(view: MapView): MapFrame {
    // Cached, so that playing back and forth allocates nothing.
    const key = `${view.layer} ${view.year}`;
    const drawing = drawings.get(key) ?? makeDrawing(view);
    drawings.set(key, drawing);
    const { frame, classes, write } = drawing;
    if (shown?.layer === frame.view.layer && shown.year === frame.view.year) return frame;
    classes.forEach((name, i) => {
      if (painted[i] === name) return;
      marks[i]?.paint(name);
      painted[i] = name;
    });
    shown = frame.view;
    write();
    return frame;
  }

  function stop(): void {
    if (handle !== undefined) cancelAnimationFrame(handle);
    handle = undefined;
  }

  return {
    /** Shows a view at once and stops playing. */
    paint(view: MapView): MapFrame {
      stop();
      return draw(view);
    },
    /** Plays the years up to `to`; `done` is called on arrival, not when stopped. */
    play(to: MapView, done?: () => void): void {
      stop();
      const from = shown;
      // With reduced motion the years in between are skipped (A06).
      const isCut = matchMedia('(prefers-reduced-motion: reduce)').matches;
      if (!from || from.layer !== to.layer || from.year === to.year || isCut) {
        draw(to);
        done?.();
        return;
      }
      const years = Math.abs(to.year - from.year);
      const direction = Math.sign(to.year - from.year);
      const start = performance.now();
      const step = () => {
        const passed = Math.min(years, Math.floor((performance.now() - start) / yearPace));
        const year = from.year + direction * passed;
        if (year !== shown?.year) draw({ layer: to.layer, year });
        handle = undefined;
        if (passed < years) handle = requestAnimationFrame(step);
        else done?.();
      };
      handle = requestAnimationFrame(step);
    }
  };
}

/** @throws Error naming the layer when the page does not carry it. */
export function seriesOf(layers: readonly MapSeries[], view: MapView): MapSeries {
  const series = layers.find(({ indicator }) => indicator === view.layer);
  if (!series) throw new Error(`no layer "${view.layer}"`);
  return series;
}

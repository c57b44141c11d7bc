import {
  choroplethFrame,
  markClass,
  type MapFrame,
  type MapSeries,
  type MapView
} from './frame.ts';

/** A mark on the map: it is drawn by the class it is given (`markClass`). */
export interface PaintedMark {
  iso3: string;
  paint: (className: string) => void;
}

export type MapPainter = ReturnType<typeof mapPainter>;

/**
 * Milliseconds a year: from 1990 on, more than five seconds. The reader has asked for it, and can
 * stop it (standards A07).
 */
const yearPace = 160;

/**
 * Returns what draws views on marks that the server drew before: it touches only marks whose class
 * changes. `tell`, asked once for each frame, returns what writes its words.
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
    // Each view is worked out once: playing back and forth makes no garbage.
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
    /**
     * Shows a view at once, stopping any playing; returns the frame shown. Same view, same picture,
     * whatever came before.
     */
    paint(view: MapView): MapFrame {
      stop();
      return draw(view);
    },
    /**
     * Steps through the years to `to`, each long enough to be seen; `done` is called when it
     * arrives, not when it is stopped.
     */
    play(to: MapView, done?: () => void): void {
      stop();
      const from = shown;
      // To a reader who asks for less motion years are cut, not played (standards A06).
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

/**
 * Returns the series of a view's layer.
 * @throws Error naming the layer when the page does not carry it.
 */
export function seriesOf(layers: readonly MapSeries[], view: MapView): MapSeries {
  const series = layers.find(({ indicator }) => indicator === view.layer);
  if (!series) throw new Error(`no layer "${view.layer}"`);
  return series;
}

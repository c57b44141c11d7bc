import { describeChoropleth, followed, worldPhrase } from '../../charts/choropleth/describe.ts';
import { choroplethFrame, type MapSeries, type MapView } from '../../charts/choropleth/frame.ts';
import type { Words } from '../../copy/words.ts';

/**
 * A sentence split into text and slots. A slot holds the values of a part that changes with the
 * year: `year`, `c0` … `c4`, `missing`, `older`, `world`, or a country's row.
 */
export type MapCardSentence = (string | { slot: string; values: string[] })[];

/** Private-use characters mark a slot while the sentence is assembled. */
const [open, middle, close] = ['\uE000', '\uE001', '\uE002'] as const;
const worldStop = /(?<=\uE000world\uE001[^\uE002]*)\uE002\./;
const marked = /\uE000(\w+)\uE001([^\uE002]*)\uE002/;

function markLabel(key: string, label: string): string {
  // The world's share is a sentence that years without one leave out.
  if (key === 'map.world') return `${open}world${middle}${label}${close}`;
  return label.replace(/\{(year|c\d|missing|older|share)\}/g, `${open}$1${middle}{$1}${close}`);
}

/**
 * Returns name and description of the map for several views, with slots for what a year changes, so
 * that the script carries no sentences. `rowOf` gives an economy's row.
 */
export function describeInSlots(
  series: MapSeries,
  views: readonly MapView[],
  words: Words,
  rowOf: (iso3: string) => number
): { name: MapCardSentence; text: MapCardSentence } {
  const labels = Object.fromEntries(
    Object.entries(words.labels).map(([key, label]) => [key, markLabel(key, label)])
  );
  // A year without the world's share keeps an empty slot.
  const whole = { ...series, world: series.world?.map((share) => share ?? 0) ?? [] };
  const worlds = views
    .map((view) => worldPhrase(choroplethFrame(series, view), words))
    .map((phrase) => phrase && `${phrase}.`);
  const described = views.map((view) => describeChoropleth(whole, view, { ...words, labels }));
  const rows = followed.map(rowOf).filter((row) => row >= 0);
  const slotted = (part: 'name' | 'text') => {
    const split = described.map((description) =>
      description[part].replace(worldStop, `.${close}`).split(marked)
    );
    return inSlots(split, rows).map((piece) =>
      typeof piece !== 'string' && piece.slot === 'world' ? { ...piece, values: worlds } : piece
    );
  };
  return { name: slotted('name'), text: slotted('text') };
}

/** @param views text, slot, value, text, slot, value … text, of each view. */
function inSlots(views: readonly string[][], rows: readonly number[]): MapCardSentence {
  let shares = 0;
  const first = views[0] ?? [];
  return first.flatMap((piece, i): MapCardSentence => {
    if (i % 3 === 0) return [piece];
    if (i % 3 === 2) return [];
    return [
      {
        slot: piece === 'share' ? String(rows[shares++]) : piece,
        values: views.map((parts) => parts[i + 1] ?? '')
      }
    ];
  });
}

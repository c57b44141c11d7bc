import { countryName, speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { Description } from '../chart.ts';
import { smallestRevision } from '../../story/revised.ts';
import type { LookupFrame } from './frame.ts';

/** The text alternative: newest value and largest disagreement between releases (A13). */
export function describeLookup(frame: LookupFrame, words: Words): Description {
  const place = countryName(words, frame.iso3);
  const spreads = frame.years.map((year, index) => {
    const values = frame.lines.flatMap(({ values }) => values[index] ?? []);
    return { year, low: Math.min(...values), high: Math.max(...values) };
  });
  const widest = spreads.reduce((most, spread) =>
    spread.high - spread.low > most.high - most.low ? spread : most
  );
  const share = (value: number, digits: number) => formatPercent(value, words.language, digits);
  const sentences = [
    frame.newest
      ? speak(words, 'lookup.describe.newest', {
          place,
          share: share(frame.newest.value, 0),
          year: String(frame.newest.year)
        })
      : speak(words, 'lookup.describe.missing', { place }),
    widest.high - widest.low > smallestRevision
      ? speak(words, 'lookup.describe.widest', {
          year: String(widest.year),
          low: share(widest.low, 1),
          high: share(widest.high, 1)
        })
      : speak(words, 'lookup.describe.same')
  ];
  return {
    name: speak(words, 'lookup.describe.name', { place, count: frame.lines.length }),
    text: sentences.join(' ')
  };
}

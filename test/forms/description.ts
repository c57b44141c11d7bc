import type { PictureState } from '../../src/chapters/chapter.ts';
import type { PictureRecord } from '../../src/charts/chart.ts';
import { speak, type Words } from '../../src/copy/words.ts';
import type { Readings } from './reading.ts';
import { holds, saidIn } from './said-in.ts';

const placeOf = (code: string, words: Words) =>
  words.labels[`speed.place.${code}`] ?? words.countries[code]!;

/** Every value is read from the text; `record` names what to look for. */
export function readDescription(
  text: string,
  state: PictureState,
  record: PictureRecord,
  words: Words
): Readings {
  const said = (key: string, known: Record<string, string> = {}) => saidIn(text, words, key, known);
  switch (state.scene.figure) {
    case 'demand':
      return Object.fromEntries(
        record.numbers.map(({ id }) => {
          const estimate = id.replace(/-(low|high)$/, '');
          const who = speak(words, `unit.${estimate}.who`);
          const before = text.slice(0, text.indexOf(who));
          const figure = before.slice(before.lastIndexOf(': ') + 2).trim();
          const range = saidIn(figure, words, 'bound.range');
          return [
            id,
            id.endsWith('-low') ? range['low'] : id.endsWith('-high') ? range['high'] : figure
          ];
        })
      );
    case 'world': {
      const classes = said('map.describe.classes');
      return {
        ...Object.fromEntries(
          [0, 1, 2, 3, 4, 5].map((level) => [`class-${level}`, classes[`c${level}`]])
        ),
        ...said('map.describe.gaps'),
        world: said('map.world.earlier')['share'] ?? said('map.world')['share'],
        ...Object.fromEntries(
          ['GBR', 'IDN'].map((code) => {
            // A description adds the year to an older figure; the record does not.
            const share = said('map.describe.country', { country: words.countries[code]! })[
              'share'
            ];
            return [code, share?.replace(/ \(\d{4}\)$/, '')];
          })
        )
      };
    }
    case 'protection':
      return Object.fromEntries(
        record.numbers.map(({ id }) => {
          const [kind, year] = id.split('-') as [string, string];
          // Each reading of laws has its own base.
          if (kind === 'law') {
            const readings = (said('panels.law.describe')['readings'] ?? '').split(/, (?=\d)/);
            const reading = readings
              .map((one) => saidIn(one, words, 'panels.law.describe.reading'))
              .find(({ date }) => date?.includes(year));
            return [id, reading?.['figure']];
          }
          if (kind === 'report') return [id, said('panels.law.duty.describe')['figure']];
          const found = said(`panels.${kind}.describe`);
          const slot = ['first', 'warning', 'last'].find((name) =>
            found[`${name}Date`]?.includes(year)
          );
          return [id, slot && found[slot]];
        })
      );
    case 'speed':
      return Object.fromEntries(
        record.numbers.map(({ id }) => {
          const [code, what] = id.split('-') as [string, string];
          const known = { place: placeOf(code, words) };
          const found = {
            ...said('speed.describe.half', known),
            ...said('speed.describe.line', known)
          };
          return [
            id,
            what === 'last'
              ? found['share']
              : found['count'] && speak(words, 'speed.years', { count: Number(found['count']) })
          ];
        })
      );
    case 'signal':
      return Object.fromEntries(
        record.numbers.map(({ id }) => {
          const [kind, year] = id.split('-') as [string, string];
          return [id, { ...said('signal.use', { year }), ...said('signal.pair', { year }) }[kind]];
        })
      );
    // Beside the story: they have no state.
    case 'revision':
    case 'counts':
      return {};
    case 'unknown':
      return Object.fromEntries(
        record.numbers.map(({ id }) => [
          id,
          said(`unknown.share.${id}`)['share']?.replace(/^\p{Lu}/u, (first) => first.toLowerCase())
        ])
      );
    default:
      return Object.fromEntries(
        record.numbers.map(({ id, text: number }) => [id, holds(text, number) ? number : undefined])
      );
    case 'since': {
      const { count, first, last } = said('since.describe.text');
      return { entries: count, first, last };
    }
  }
}

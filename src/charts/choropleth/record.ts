import { countryName, speak, type Words } from '#copy/words.ts';
import { formatDate } from '#locale/numbers.ts';
import type { GeoSeries } from '#story/data.ts';
import { countShown, largeNumberOf, type PictureRecord, releaseLines } from '../chart.ts';
import { followed } from './describe.ts';
import { choroplethFrame, classLimits, markIn, type MapView } from './frame.ts';
import { formatShare } from './share.ts';

/** Numbers of a view: the legend's counts and the two followed countries (S01). */
export function choroplethRecord(series: GeoSeries, view: MapView, words: Words): PictureRecord {
  const frame = choroplethFrame(series, view);
  const year = String(frame.view.year);
  const shares = followed.flatMap((iso3) => {
    const mark = markIn(frame, iso3);
    if (!mark || mark.value === null) return [];
    const country = countryName(words, iso3);
    const label = speak(words, `share.${view.layer}`, { country, year: String(mark.year) });
    return [
      {
        id: iso3,
        value: mark.value,
        text: formatShare(mark.value, words),
        label,
        country,
        year: mark.year
      }
    ];
  });
  const { worldRelease } = frame;
  const source = releaseLines(
    [series.vintage, ...(worldRelease && series.earlier ? [series.earlier.vintage] : [])],
    'world',
    words
  )[0]!;
  const worldLabel = () =>
    speak(words, worldRelease ? 'share.world.earlier' : `share.world.${view.layer}`, {
      year,
      release: worldRelease ? formatDate(worldRelease, words.language) : ''
    });
  const world =
    frame.world === null
      ? []
      : [
          {
            id: 'world',
            value: frame.world,
            text: formatShare(frame.world, words),
            label: worldLabel()
          }
        ];
  const beside = shares.map(({ text, year: of, country }) =>
    speak(words, String(of) === year ? 'share.beside' : 'share.beside.older', {
      country,
      share: text,
      year: String(of)
    })
  );
  // Without a world figure the two countries stand in.
  const large = [...(world.length ? world : shares)].map((one) =>
    largeNumberOf(one, {
      mark: { form: 'part', filled: one.value, of: 100 },
      kind: 'connection',
      source
    })
  );
  const classLabel = (level: number) =>
    speak(words, 'share.class', { low: classLimits[level]!, high: classLimits[level + 1]!, year });
  return {
    numbers: [
      ...frame.counts.levels.map((value, level) =>
        countShown(`class-${level}`, value, classLabel(level), words)
      ),
      ...(['missing', 'older'] as const).map((key) =>
        countShown(key, frame.counts[key], speak(words, `share.${key}`, { year }), words)
      ),
      ...world,
      ...shares.map(({ id, value, text, label }) => ({ id, value, text, label }))
    ],
    large: world.length
      ? large.map((one) => ({
          ...one,
          beside: beside.join(' · '),
          of: ['world', ...shares.map(({ id }) => id)]
        }))
      : large,
    limits: speak(words, `map.limits.${view.layer}`),
    inBrief: speak(words, 'share.limits')
  };
}

import { escapeMarkup } from '../../copy/markup.ts';
import { speak, type Words } from '../../copy/words.ts';
import { formatPercent } from '../../locale/numbers.ts';
import type { StoryData } from '../../story/data.ts';
import { colours, type Colour } from '../drawing/colours.ts';
import { element } from '../drawing/element.ts';
import {
  endYears,
  label,
  list,
  litePlot,
  liteSvg,
  paragraph,
  lineSample,
  axes
} from '../drawing/lite.ts';
import { strokePath, scalePath, type PlotArea } from '../drawing/plot.ts';
import {
  changePhrase,
  describeRevision,
  panelReading,
  releaseDates,
  revisionPlace
} from './describe.ts';
import {
  changeTicks,
  markAt,
  binPath,
  revisionFrame,
  revisionLevels,
  revisionPath,
  revisionYears
} from './frame.ts';

export function revisionLite(data: StoryData, words: Words): string {
  const { panels, changes } = revisionFrame(data);
  const { name } = describeRevision(data, words);
  const releases = releaseDates(data, words);
  const release = data.internetUse.vintage.release;
  const low: PlotArea = { ...litePlot, height: 80 };
  const panel = panels.map((one) => {
    const title = revisionPlace(one.code, words);
    const drawn = [
      axes(
        low,
        revisionLevels.map(({ value, y }) => ({ y, text: formatPercent(value, words.language) })),
        endYears(revisionYears.from, revisionYears.to)
      ),
      strokePath(scalePath(revisionPath(one, 'then'), low), {
        stroke: colours['ink-soft'],
        width: 2,
        dash: '5 4'
      }),
      strokePath(scalePath(revisionPath(one, 'now'), low), { stroke: colours.c3, width: 2.5 })
    ].join('');
    return (
      paragraph(title, 'name') +
      paragraph(panelReading(one, release, words), 'small') +
      liteSvg(110, `${name} ${title}`, drawn)
    );
  });
  const pitch = 10;
  const spread: PlotArea = { ...litePlot, y: 4, height: changes.rows * pitch };
  const marks = (d: string, stroke: Colour) =>
    element('path', {
      d: scalePath(d, spread),
      fill: 'none',
      stroke,
      'stroke-width': 7,
      'stroke-linecap': 'round'
    });
  const drawn = [
    ...changes.filled.map((bin) =>
      marks(
        binPath(bin, changes.rows),
        bin.direction === 'none' ? colours.c1 : colours['line-strong']
      )
    ),
    ...changeTicks(changes).map(({ said, row }) =>
      label(said, spread.x - 6, spread.y + row * pitch + 5, 'end')
    ),
    ...changes.named.map((one) => marks(markAt(one, changes.rows), colours.ink))
  ].join('');
  return [
    list([
      `${lineSample(colours['ink-soft'], '5 4')} ${escapeMarkup(speak(words, 'revision.key.then', { release: releases.then }))}`,
      `${lineSample(colours.c3)} ${escapeMarkup(speak(words, 'revision.key.now', { release: releases.now }))}`
    ]),
    ...panel,
    paragraph(
      speak(words, 'revision.spread', { year: String(changes.year), total: changes.total }),
      'name'
    ),
    liteSvg(spread.height + 8, speak(words, 'lite.changes', { year: String(changes.year) }), drawn),
    list(
      changes.named.map(({ code, change }) =>
        escapeMarkup(`${revisionPlace(code, words)}: ${changePhrase(change, words)}`)
      )
    )
  ].join('');
}

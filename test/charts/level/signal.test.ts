import { describe, expect, it } from 'vitest';
import {
  drawSignal,
  risingStage,
  signalSheet,
  signalTable
} from '../../../src/charts/level/signal.ts';
import { formatPercent } from '../../../src/locale/numbers.ts';
import { languages } from '../../../src/locale/languages.ts';
import { openCommitted } from '../../open-committed.ts';
import { pageRooms } from '../drawn-words.ts';

const { data, words } = await openCommitted();

describe.each(languages)('the signal in %s', (language) => {
  const shown = words[language];
  const rows = signalTable(data, shown).rows.map(({ header, cells }) =>
    [header, ...cells.map(({ value }) => value)].join()
  );
  const [, state] = /data-years="([^"]*)"/.exec(risingStage(data, shown))!;
  const years = JSON.parse(state!.replaceAll('&quot;', '"')) as string[][];

  it('moves through pairs of one year that stand in the table, with the numeral of that year', () => {
    expect(
      years.map(([year, use, , coverage]) =>
        [year, coverage === '' ? null : Number(coverage), Number(use)].join()
      )
    ).toEqual(
      rows.map((row) =>
        row.replace(/\d+\.\d+/g, (value) => String(Number(Number(value).toFixed(1))))
      )
    );
    for (const [, use, numeral] of years)
      expect(Math.abs(parseFloat(numeral!) - Number(use))).toBeLessThanOrEqual(0.5);
  });

  it('starts at the year of the warning and ends without a line', () => {
    expect(years[0]!.slice(0, 3)).toEqual(['2018', '49.4', formatPercent(49.4, language)]);
    expect(years.at(-1)!.slice(3)).toEqual(['', '']);
  });

  it('pairs the line with the level of the same year only', () => {
    const drawn = (['then', 'now'] as const).flatMap((stage) =>
      signalSheet(data, shown, { stage }).parts.map((part) => JSON.stringify(part))
    );
    expect(drawn.map((part) => part.includes('class=\\"second\\"'))).toEqual([true, true, false]);
    expect(drawSignal(data, shown, pageRooms[0]!).filter((part) => 'beside' in part)).toHaveLength(
      1
    );
  });
});

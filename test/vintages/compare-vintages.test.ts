import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVintages } from '../../src/vintages/compare/compare-vintages.ts';
import type { Observation } from '../../src/sources/source.ts';
import { seen, smallVintage } from './small-vintage.ts';

const vintage = (economies: Observation[], aggregates: Observation[] = []) =>
  smallVintage({ economies, aggregates });
/** Values as `code year value`. */
const table = (text: string) =>
  text.split(', ').map((row) => {
    const [iso3 = '', year, value] = row.split(' ');
    return seen(iso3, Number(year), Number(value));
  });
describe('compareVintages', () => {
  it('counts what came, went and moved', () => {
    const before = vintage(table('GBR 2015 92, IDN 2015 22, IDN 2016 25.4, KEN 2016 26'));
    const after = vintage(table('GBR 2015 92.05, IDN 2015 21, IDN 2016 32, IDN 2017 33'));
    const { diff } = compareVintages(before, after);
    expect([diff.added.length, diff.withdrawn.length, diff.revised.length, diff.kept]).toEqual([
      1, 1, 2, 1
    ]);
  });

  it('lists places that appear or vanish', () => {
    const before = vintage(table('CHI 2016 1, IDN 2016 2, XKX 2016 3'), table('WLD 2016 2'));
    const after = vintage(table('IDN 2016 2, TUV 2016 3'), table('CHI 2016 1, WLD 2016 2'));
    const { appeared, vanished } = compareVintages(before, after);
    expect(appeared).toEqual(['TUV']);
    expect(vanished).toEqual(['XKX']);
  });

  it('names the largest revisions first', () => {
    const before = vintage(table('GBR 2015 90, IDN 2015 22, IDN 2016 25, KEN 2016 26'));
    const after = vintage(table('GBR 2015 90, IDN 2015 23, IDN 2016 31, KEN 2016 17'));
    expect(
      compareVintages(before, after).largest.map(({ iso3, year }) => `${iso3} ${year}`)
    ).toEqual(['KEN 2016', 'IDN 2016', 'IDN 2015']);
  });

  it("compares the publisher's own figures of the world", () => {
    const { world, appeared, vanished } = compareVintages(
      vintage([], table('EAS 2016 9, WLD 2015 41.5, WLD 2016 45.8')),
      vintage([], table('WLD 2016 42.9, WLD 2017 46, AFE 2017 20'))
    );
    expect(world).toEqual([
      { year: 2015, before: 41.5, after: undefined },
      { year: 2016, before: 45.8, after: 42.9 },
      { year: 2017, before: undefined, after: 46 }
    ]);
    expect([appeared, vanished]).toEqual([['AFE'], ['EAS']]);
  });

  it('finds nothing between a vintage and itself, and the reverse in the other direction', () => {
    const values = fc
      .uniqueArray(
        fc.record({
          iso3: fc.constantFrom('AAA', 'BBB', 'CCC'),
          year: fc.integer({ min: 2000, max: 2008 }),
          value: fc.integer({ min: 0, max: 100 })
        }),
        {
          selector: ({ iso3, year }) => `${iso3} ${year}`
        }
      )
      .map((rows) =>
        rows
          .map((row): Observation => ({ ...row, status: 'a' }))
          .sort((one, other) =>
            one.iso3 < other.iso3 ? -1 : one.iso3 > other.iso3 ? 1 : one.year - other.year
          )
      );
    fc.assert(
      fc.property(values, values, (one, other) => {
        const same = compareVintages(vintage(one), vintage(one));
        expect([same.diff.added, same.diff.revised, same.appeared]).toEqual([[], [], []]);
        const [there, back] = [
          compareVintages(vintage(one), vintage(other)),
          compareVintages(vintage(other), vintage(one))
        ];
        expect([there.diff.added, there.diff.withdrawn]).toEqual([
          back.diff.withdrawn,
          back.diff.added
        ]);
      })
    );
  });
});

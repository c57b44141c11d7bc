import { describe, expect, it } from 'vitest';
import { openEdition } from '../../src/story/edition.ts';
import { committedEstimates, committedProtection } from './committed-ledgers.ts';
import { smallParts, smallVintages } from './small-edition.ts';

const edition = openEdition(
  smallParts({
    ledger: committedEstimates(),
    protection: committedProtection()
  })
);

describe('the story data of an edition', () => {
  const { internetUse, coverage, opscParties } = edition.data;

  it('runs from 1990, and 3G from 2010, to the newest year with a value', () => {
    expect([internetUse.years[0], internetUse.years.at(-1)]).toEqual([1990, 2023]);
    expect([coverage?.years[0], coverage?.years.at(-1)]).toEqual([2010, 2018]);
  });

  it('keeps a missing value apart from zero', () => {
    const indonesia = internetUse.economies.find(({ iso3 }) => iso3 === 'IDN')!;
    expect(indonesia.values[0]).toBe(0);
    expect(indonesia.values[1]).toBeNull();
    expect(indonesia.values).toHaveLength(internetUse.years.length);
  });

  it('has a row for every economy, even without a figure, and none for aggregates', () => {
    expect(internetUse.economies.map(({ iso3 }) => iso3)).toEqual(['GBR', 'IDN', 'PHL', 'TUV']);
    expect(internetUse.economies.at(-1)!.values.every((value) => value === null)).toBe(true);
  });

  it('takes world figures from the publisher, with null for gaps', () => {
    expect(internetUse.world[0]).toBe(0.0488);
    expect(internetUse.world[1]).toBeNull();
    expect(opscParties.points).toEqual([
      { year: 2002, value: 45 },
      { year: 2018, value: 173 },
      { year: 2022, value: 176 }
    ]);
  });

  it('names the vintage of each series, as plain data', () => {
    expect(internetUse.vintage).toMatchObject({ source: 'wb-internet-users', release: '2024-11' });
    expect(internetUse.vintage).not.toHaveProperty('economies');
    expect(JSON.parse(JSON.stringify(edition.data))).toEqual(edition.data);
  });
});

describe('what an edition lacks', () => {
  const older = 'wb-internet-users/2018-08-28';

  it('says nothing about a year after its end', () => {
    const ended = openEdition(smallParts({ use: smallVintages.use2018 }));
    expect(() => ended.values('internet-use', 2023)).toThrow(`${older} does not reach 2023`);
  });

  it.each([
    [
      'a year without a value',
      () => edition.value('internet-use', 'GBR', 2023),
      /wb-internet-users\/2024-11 has no value for GBR in 2023; its newest is for 2022/
    ],
    [
      'a country without any',
      () => edition.value('internet-use', 'XKX', 2018),
      /no value for XKX in 2018$/
    ],
    [
      'a release that is not kept',
      () => edition.value('wb-internet-users/2020-03-18', 'WLD', 2016),
      /does not keep wb-internet-users\/2020-03-18/
    ],
    [
      'an estimate that is not there',
      () => edition.estimate('nca-1999'),
      /estimates\.csv: “nca-1999” is not there/
    ],
    ['a statement as an estimate', () => edition.estimate('iicsa-demand'), /is a statement/],
    ['a fact that is not there', () => edition.protection('nothing'), /protection\.csv: “nothing”/]
  ])('refuses %s, by name', (_, read, message) => {
    expect(read).toThrow(message);
  });
});

describe('releases of internet use', () => {
  const { data } = openEdition(smallParts());

  it('lists the shown and kept releases, oldest first, and finds that of 2018', () => {
    expect(data.releases.map(({ vintage }) => vintage.release)).toEqual(['2018-08-28', '2024-11']);
    expect(data.then?.economies.find(({ iso3 }) => iso3 === 'PHL')?.values[2016 - 1990]).toBe(55.5);
    expect(data.then?.world[2016 - 1990]).toBe(45.8);
    expect(data.releases.map(({ economies }) => economies.map(({ iso3 }) => iso3))).toEqual(
      data.releases.map(() => data.internetUse.economies.map(({ iso3 }) => iso3))
    );
  });

  it('has no series of 2018 when that release is not kept', () => {
    const { then, releases } = openEdition(smallParts({ kept: [] })).data;
    expect(then).toBeUndefined();
    expect(releases).toHaveLength(1);
  });

  it('has the publisher’s regions and no other groups', () => {
    expect(data.regions.map(({ iso3 }) => iso3)).toEqual(['EAS']);
    expect(data.regions[0]?.values).toHaveLength(data.internetUse.years.length);
    expect(data.regions[0]?.values[2018 - 1990]).toBe(57);
  });
});

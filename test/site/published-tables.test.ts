import { describe, expect, it } from 'vitest';
import { publishedTables } from '../../src/site/downloads/tables-package.ts';
import { smallSources } from '../sources/small-sources.ts';
import { vintageFiles } from '../../src/vintages/data-package.ts';
import { withFiles } from '../../src/vintages/project-files.ts';
import { smallVintages } from '../story/small-edition.ts';

const vintage = { ...smallVintages.use2024, source: smallSources['owid-grapher'].id };
const source = smallSources['owid-grapher'];

function filesWith(declared: object | undefined, publish?: false) {
  const written = vintageFiles({ ...vintage, ...(publish === false ? { publish } : {}) }, source, {
    repaired: 0,
    dropped: []
  });
  const kept = new Map(
    written.map(({ name, text }) => [
      `data/vintages/${vintage.source}/${vintage.release}/${name}`,
      text
    ])
  );
  if (declared) kept.set(`data/sources/${vintage.source}.json`, JSON.stringify(declared));
  return withFiles(new Map(), Object.fromEntries(kept));
}

describe('publishedTables', () => {
  it.each([
    ['its source declares nothing else', source, undefined, 'all'],
    ['its source is not declared any more', undefined, undefined, 'all'],
    [
      'of its source only totals are to be published',
      { ...source, publish: 'totals' },
      undefined,
      'totals'
    ],
    ['its source is not to be published, now', { ...source, publish: false }, undefined, 'none'],
    ['it was taken as not to be published', source, false, 'none']
  ] as const)('where %s', (_, declared, publish, expected) => {
    expect(publishedTables(filesWith(declared, publish), vintage)).toBe(expected);
  });
});

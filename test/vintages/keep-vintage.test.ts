import { describe, expect, it } from 'vitest';
import type { SourceError } from '../../src/sources/source-error.ts';
import { openVintage } from '../../src/vintages/open-vintage.ts';
import { sha256 } from '../../src/vintages/sha256.ts';
import { vintageFiles } from '../../src/vintages/data-package.ts';
import { folderOf, listVintages, type Vintage } from '../../src/vintages/vintage.ts';
import { smallSource, smallVintage } from './small-vintage.ts';

const left = { repaired: 1, dropped: [{ reason: 'rows without any value', count: 2 }] };
const folder = 'data/vintages/small-use/2024-05-30';

function kept(vintage: Vintage = smallVintage()) {
  const contents = vintageFiles(vintage, smallSource, left);
  const files = new Map(
    contents.map(({ name, text }) => [
      `${folderOf(vintage)}/${name}`,
      new TextEncoder().encode(text)
    ])
  );
  const text = (name: string) => new TextDecoder().decode(files.get(`${folder}/${name}`));
  return { files, text };
}

describe('a vintage', () => {
  it('opens as it was kept', async () => {
    const { files } = kept();
    expect(openVintage(files, folder)).toEqual(smallVintage());
  });

  it('records itself as a Data Package of version 2 (standards D01, D10)', async () => {
    const { files, text } = kept();
    const record = JSON.parse(text('datapackage.json'));
    expect(record).toMatchObject({
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: 'small-use',
      version: '1.0.0',
      created: '2024-05-30T00:00:00Z',
      licenses: [
        {
          name: 'CC-BY-4.0',
          path: 'https://creativecommons.org/licenses/by/4.0/',
          title: 'CC BY 4.0'
        }
      ],
      sources: [
        {
          title: 'A publisher: People using the internet',
          path: 'https://example.org/use.csv',
          version: '2024-05-30'
        }
      ],
      contributors: [
        { title: 'A publisher', path: 'https://example.org/use', roles: ['publisher'] }
      ],
      terhubung: {
        raw: smallVintage().raw,
        credit: smallVintage().credit,
        counts: { economies: 2, values: 3, aggregates: 1, ...left }
      }
    });
    expect(record.resources.map(({ path }: { path: string }) => path)).toEqual([
      'data.csv',
      'aggregates.csv'
    ]);
    for (const { path, bytes, hash, schema } of record.resources) {
      const found = files.get(`${folder}/${path}`)!;
      expect(bytes).toBe(found.length);
      expect(hash).toBe(`sha256:${sha256(found)}`);
      expect(schema.primaryKey).toEqual(['iso3', 'year']);
      expect(schema.missingValues[0].label).not.toBe('');
      expect(schema.fields.map(({ name }: { name: string }) => name).join()).toBe(
        text(path).split('\n')[0]
      );
    }
  });

  it('has no day if only the month is known', () => {
    const [record] = vintageFiles(smallVintage({ release: '2024-05' }), smallSource, left).filter(
      ({ name }) => name === 'datapackage.json'
    );
    expect(JSON.parse(record!.text)).not.toHaveProperty('created');
  });

  it('names only Creative Commons licences', () => {
    const files = vintageFiles(
      smallVintage({
        licence: { name: 'Facts of record; layout remains', path: 'https://example.org/terms' }
      }),
      smallSource,
      left
    );
    expect(JSON.parse(files.at(-1)!.text).licenses).toEqual([
      { title: 'Facts of record; layout remains', path: 'https://example.org/terms' }
    ]);
  });

  it('has no table of economies for a count of states (standards S02, D09)', async () => {
    const vintage = smallVintage({ unit: 'states', economies: [] });
    const { files } = kept(vintage);
    expect([...files.keys()].map((path) => path.split('/').at(-1))).toEqual([
      'aggregates.csv',
      'datapackage.json'
    ]);
    expect(openVintage(files, folder)).toEqual(vintage);
  });
});

describe('a changed vintage', () => {
  const edit = (from: string, to: string) => (text: string) => text.replace(from, to);

  const kindOf = (files: Parameters<typeof openVintage>[0]) => {
    try {
      openVintage(files, folder);
      return undefined;
    } catch (error) {
      const { fault } = error as SourceError;
      return [fault.kind, fault.file];
    }
  };

  it.each([
    ['data.csv', edit('22.0654', '22.0655'), 'changed-checksum'],
    ['aggregates.csv', edit('WLD', 'WLE'), 'changed-checksum'],
    ['datapackage.json', edit('"sha256:', '"md5:'), 'wrong-field'],
    ['datapackage.json', edit('"percent"', '"per cent"'), 'wrong-field'],
    [
      'datapackage.json',
      edit('"release": "2024-05-30"', '"release": "2024-05-31"'),
      'renamed-folder'
    ],
    ['datapackage.json', edit('{', ''), 'not-json'],
    ['datapackage.json', edit('"path": "data.csv"', '"path": "../data.csv"'), 'wrong-field']
  ])('is refused: %s (%#)', async (name, change, kind) => {
    const { files, text } = kept();
    const changed = change(text(name));
    expect(changed).not.toBe(text(name));
    files.set(`${folder}/${name}`, new TextEncoder().encode(changed));
    expect(kindOf(files)).toEqual([kind, `${folder}/${name}`]);
    expect(() => openVintage(files, folder)).toThrow(/git restore data|Rename the folder/);
  });

  it.each(['data.csv', 'aggregates.csv', 'datapackage.json'])(
    'is refused without %s',
    async (name) => {
      const { files } = kept();
      files.delete(`${folder}/${name}`);
      expect(kindOf(files)).toEqual(['missing-file', `${folder}/${name}`]);
    }
  );
});

describe('listVintages', () => {
  it('gives releases oldest first and nothing else', async () => {
    const names = ['.2024-11.7.part', '2024-11', '2018-08-28', '2024-11-02', 'notes.txt'];
    const files = new Map(
      names.map((name) => [`data/vintages/small-use/${name}/data.csv`, new Uint8Array()])
    );
    expect(listVintages(files, 'small-use')).toEqual(['2018-08-28', '2024-11-02', '2024-11']);
    expect(listVintages(files, 'nothing')).toEqual([]);
  });
});

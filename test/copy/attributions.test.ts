import { describe, expect, it } from 'vitest';
import { languageParity } from '../../src/copy/rules/parity.ts';
import { lead, read } from './small-copy.ts';

const english = { nca: ['NCA', 'National Crime Agency'], icmec: ['ICMEC'] };
const indonesian = { nca: ['NCA', 'Badan Kejahatan Nasional'], icmec: ['ICMEC'] };
const wording = { en: { attributions: english }, id: { attributions: indonesian } };
const parity = (en: string, id: string) => languageParity([lead(en)], [lead(id, 'id')], wording);

describe('attribution in two languages', () => {
  it('accepts the names that each language has for a body', () => {
    expect(parity('The National Crime Agency said so.', 'NCA menyatakan itu.')).toEqual([]);
    expect(parity('Somebody said so.', 'Seseorang menyatakan itu.')).toEqual([]);
  });

  it('is reported once per part, at its place, where one language drops it', () => {
    expect(parity('It is so, said the NCA, and the NCA again.', 'Demikianlah.')).toMatchObject([
      {
        file: 'data/copy/en/demand.md',
        line: 6,
        column: 20,
        kind: 'parity',
        rule: 'S39'
      }
    ]);
    expect(parity('It is so.', 'Demikian menurut ICMEC.')).toMatchObject([
      { file: 'data/copy/id/demand.md', line: 6, column: 18 }
    ]);
    expect(parity('It is so, said the NCA.', 'Demikianlah.')[0]!.message).toMatchSnapshot();
  });

  it('is reported where it moved to another part', () => {
    const step = (id: string, text: string) =>
      `{% step id="${id}" %}\n### A\n\n${text}\n{% /step %}\n\n`;
    const one = read(`---\ntitle: A\n---\n\n${step('a', 'The NCA said.')}${step('b', 'So.')}`);
    const other = read(
      `---\ntitle: A\n---\n\n${step('a', 'Begitu.')}${step('b', 'Kata NCA.')}`,
      'id'
    );
    expect(
      languageParity([one], [other], wording).map(({ file, line }) => [file.slice(10, 12), line])
    ).toEqual([
      ['en', 8],
      ['id', 14]
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  translatedParts,
  readAgreement,
  staleTranslations,
  writeAgreement,
  type Agreement,
  type CopyText
} from '../../src/copy/agreement.ts';
import type { Language } from '../../src/locale/languages.ts';

const step = (text: string) => `---
title: Judul
---

{% lead %}
Lead.
{% /lead %}

{% step id="one" %}
### Heading

${text}
{% /step %}
`;
const text = (language: Language, words: string): CopyText => ({
  scene: 'world',
  language,
  file: `data/copy/${language}/world.md`,
  text: words
});
const pair = (id: string, en: string) =>
  translatedParts([text('id', step(id)), text('en', step(en))]);
const agreedOn = (parts: ReturnType<typeof pair>): Agreement =>
  Object.fromEntries(
    parts.map((part) => [
      part.id,
      { by: 'A', on: '2026-01-02', id: part.texts.id!.sha256, en: part.texts.en!.sha256 }
    ])
  );

describe('translatedParts', () => {
  it('finds title, blocks and steps with the line they start on', () =>
    expect(
      pair('Kata.', 'Words.').map(({ id, texts }) => [id, texts.id?.line, texts.en?.line])
    ).toEqual([
      ['world/title', 2, 2],
      ['world/lead', 5, 5],
      ['world/one', 9, 9]
    ]));

  it('splits a long text at its headings', () => {
    const long =
      '---\ntitle: T\n---\n\n{% after %}\n## Data {% #data %}\n\nWords.\n\n## Limits {% #limits %}\n\nMore.\n{% /after %}\n';
    expect(translatedParts([text('en', long)]).map(({ id }) => id)).toEqual([
      'world/title',
      'world/after#data',
      'world/after#limits'
    ]);
  });

  it.each([
    ['line breaks', 'Some words\nin a row.', 'Some words in a row.'],
    ['spaces', 'Some  words in a row.\n', 'Some words in a row.'],
    ['line ends of Windows', 'Some words\r\nin a row.', 'Some words in a row.']
  ])('ignores %s', (_, one, other) =>
    expect(agreedOn(pair(one, 'x'))).toEqual(agreedOn(pair(other, 'x')))
  );
});

describe('staleTranslations', () => {
  const agreed = agreedOn(pair('Kata {% $a %}.', 'Words {% $a %}.'));
  const stale = (id: string, en: string) =>
    staleTranslations(pair(id, en), agreed).map(({ kind, file, line }) => [kind, file, line]);

  it('is silent while nothing changed', () =>
    expect(stale('Kata {% $a %}.', 'Words {% $a %}.')).toEqual([]));

  it.each<[string, string, string, Language]>([
    ['en', 'Kata {% $a %}.', 'Other words {% $a %}.', 'id'],
    ['id', 'Kata lain {% $a %}.', 'Words {% $a %}.', 'en'],
    ['the claim in en', 'Kata {% $a %}.', 'Words {% $b %}.', 'id']
  ])('warns of the other language when %s changed', (_, id, en, kept) =>
    expect(stale(id, en)).toEqual([['stale', `data/copy/${kept}/world.md`, 9]])
  );

  it('asks for a reader when both changed, or nobody has read them', () => {
    expect(stale('Lain.', 'Other.')).toEqual([['unagreed', 'data/copy/id/world.md', 9]]);
    expect(staleTranslations(pair('Kata.', 'Words.'), {})).toHaveLength(3);
  });

  it('says what changed and what to do', () => {
    const said = [
      staleTranslations(pair('Kata {% $a %}.', 'Other words {% $a %}.'), agreed),
      staleTranslations(pair('Lain.', 'Other.'), agreed),
      staleTranslations(pair('Kata.', 'Words.'), {})
    ];
    expect(said.map(([problem]) => problem!.message)).toMatchSnapshot();
  });

  it('skips a part that one language lacks', () =>
    expect(staleTranslations(translatedParts([text('id', step('Kata.'))]), {})).toEqual([]));
});

describe('the record', () => {
  it('round-trips, sorted', () => {
    const agreed = agreedOn(pair('Kata.', 'Words.'));
    expect(readAgreement(writeAgreement(agreed))).toEqual(agreed);
    expect(writeAgreement(agreed)).toBe(
      writeAgreement(Object.fromEntries(Object.entries(agreed).reverse()))
    );
  });

  it('is refused with a wrong field', () =>
    expect(() =>
      readAgreement('{ "world/one": { "by": "A", "on": "2026-01-02", "id": "0" } }')
    ).toThrow('data/copy/agreed.json:1:'));
});

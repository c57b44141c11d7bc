import { expect, it } from 'vitest';
import { keepDoubled, withoutBreaks } from '../../src/locale/without-breaks.ts';

it.each([
  ['terbitan 13 Juni 2022', 'terbitan 13\u00a0Juni\u00a02022'],
  ['3 April 2020; seen in a copy', '3\u00a0April\u00a02020; seen in a copy'],
  [
    'releases of 28 August 2018 and 4 May 2024',
    'releases of 28\u00a0August\u00a02018 and 4\u00a0May\u00a02024'
  ],
  ['Regional Plan of Action 2021-2025', 'Regional Plan of Action\u00a02021-\u20602025'],
  [
    '20 countries in 2018, October 2022, CC BY 4.0',
    '20 countries in 2018, October\u00a02022, CC BY 4.0'
  ]
])('prevents breaks in %s', (text, kept) => {
  expect(withoutBreaks(text)).toBe(kept);
});

it('keeps a doubled word of a page on its line, and changes nothing else', () => {
  const kept = (word: string) => `<span class="doubled">${word}</span>`;
  expect(
    keepDoubled(
      '<p title="anak-anak">Anak-anak, undang-undangnya, berbeda-beda, non-pemerintah</p><script>"anak-anak"</script>'
    )
  ).toBe(
    `<p title="anak-anak">${kept('Anak-anak')}, ${kept('undang-undangnya')}, ${kept('berbeda-beda')}, non-pemerintah</p><script>"anak-anak"</script>`
  );
});

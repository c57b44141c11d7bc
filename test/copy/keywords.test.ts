import { describe, expect, it } from 'vitest';
import {
  declarationKeywords,
  entryKeywords,
  labelsText,
  rowKeywords,
  stepKeywords
} from '../../src/copy/keywords/keyword-parts.ts';
import {
  keywordChanges,
  keywordProblems,
  printKeywordChange,
  type KeywordChange
} from '../../src/copy/keywords/keyword-changes.ts';
import { keywordsIn, lockedKeywords } from '../../src/copy/keywords/keywords.ts';
import type { Language } from '../../src/locale/languages.ts';
import { openStory } from '../../src/site/story/open-story.ts';
import { editedProject } from '../committed-project.ts';
import { placesOf, step, wordings } from './figure-words.ts';

const turned = (text: string, language: Language, heading?: string) =>
  keywordsIn([step(text, language, heading)], wordings[language], placesOf[language]);
const changes = (before: string, after: string, language: Language = 'en') =>
  keywordChanges(lockedKeywords(turned(before, language)), turned(after, language));

/** Notation of these tests, whatever the messages say. */
function noted({ gone, come }: KeywordChange): string {
  const list = (words: readonly string[]) => words.map((word) => `“${word}”`).join(', ');
  const parts = [
    ...(gone.length > 0 ? [`without ${list(gone)}`] : []),
    ...(come.length > 0 ? [`with ${list(come)}`] : [])
  ];
  return parts.join(' and ') || 'with the same words said of another figure';
}

const girls = '{% $csac-girls %} of girls and {% $csac-boys %} of boys.';
const anak = '{% $csac-girls %} anak perempuan dan {% $csac-boys %} laki-laki.';

describe('keywords', () => {
  it('are listed by part and figures, with one word for synonyms', () => {
    expect(
      lockedKeywords(
        turned(
          'About half, {% $world-2018 %}. No state had signed since. Never.',
          'en',
          'Most promised'
        )
      )
    ).toEqual({
      'en/world/a #': 'most',
      'en/world/a world-2018': 'half',
      'en/world/a': 'after, no, no, signed'
    });
  });

  it.each<[string, string, Language, string]>([
    [
      'Most promised before half were online.',
      'Most promised after half were online.',
      'en',
      'without “before” and with “after”'
    ],
    ['{% $world-2018 %} have no figure.', '{% $world-2018 %} have a figure.', 'en', 'without “no”'],
    [
      'Its laws were sufficient.',
      'Its laws were insufficient.',
      'en',
      'without “sufficient” and with “insufficient”'
    ],
    [
      '{% $world-2018 %} arrests a month.',
      '{% $world-2018 %} arrests a year.',
      'en',
      'without “month” and with “year”'
    ],
    ['The largest country.', 'The second largest country.', 'en', 'with “second”'],
    ['It was {% $world-2018 %}.', 'It fell to {% $world-2018 %}.', 'en', 'with “fell”'],
    [
      girls,
      '{% $csac-girls %} of boys and {% $csac-boys %} of girls.',
      'en',
      'without “boys $csac-boys”, “girls $csac-girls” and with “boys $csac-girls”, “girls $csac-boys”'
    ],
    [
      'First before, then after.',
      'First after, then before.',
      'en',
      'without “before … after” and with “after … before”'
    ],
    [
      'Before, {% $gbr-2018 %}. After, {% $idn-2018 %}.',
      'After, {% $gbr-2018 %}. Before, {% $idn-2018 %}.',
      'en',
      'with the same words said of another figure'
    ],
    ['An officer told it.', 'A minister told it.', 'en', 'without “officer” and with “minister”'],
    [
      'He told it in {% day "2018" /%}. In {% day "2026" /%} a study did.',
      'He told it in {% day "2026" /%}. In {% day "2018" /%} a study did.',
      'en',
      'without “2018 2026” and with “2026 2018”'
    ],
    ['By country, it was so.', 'It was so.', 'en', 'without “by country”'],
    ['The announced first day.', 'The first day.', 'en', 'without “announced”'],
    ['Kajian antarnegara.', 'Kajian.', 'id', 'without “antarnegara”'],
    ['It cannot be known.', 'It is not yet known.', 'en', 'with “yet”'],
    ['In May it was told.', 'In June it was told.', 'en', 'without “in May” and with “June”'],
    ['Those who buy or watch.', 'Those who buy and watch.', 'en', 'without “or”'],
    ['The paper added it.', 'The NCA added it.', 'en', 'without “paper” and with “NCA”'],
    [
      'A 3G signal reached {% $world-2018 %}.',
      'A 4G signal reached {% $world-2018 %}.',
      'en',
      'without “3G” and with “4G”'
    ],
    [
      'He called it “a small, new trend”.',
      'He called it “a new trend”.',
      'en',
      'without “‘a small new trend’” and with “‘a new trend’”'
    ],
    [
      'Indonesia barely moved, the UK not at all.',
      'The UK barely moved, Indonesia not at all.',
      'en',
      'without “Indonesia … the UK” and with “the UK … Indonesia”'
    ],
    [
      'Anak dilindungi, kata pejabat.',
      'Anak diselamatkan, kata pejabat.',
      'id',
      'without “dilindungi” and with “diselamatkan”'
    ],
    ['Undang-undangnya memadai.', 'Undang-undangnya tidak memadai.', 'id', 'with “tidak”'],
    [
      'It means none, not zero.',
      'It means not none, zero.',
      'en',
      'without “‘not zero’” and with “no”'
    ],
    [
      'It is not the net but Ann.',
      'It is the net but not Ann.',
      'en',
      'without “‘is not the net but Ann’” and with “no”'
    ],
    [
      'Children in Kenya and Cambodia.',
      'Children in Malaysia and Cambodia.',
      'en',
      'without “Cambodia … Kenya” and with “Cambodia … Malaysia”'
    ],
    ['Anak di Kenya.', 'Anak di Nigeria.', 'id', 'without “Kenya” and with “Nigeria”'],
    ['Connected. Protected when?', 'Connected. Protected then.', 'en', 'without “?”'],
    ['Take them as unaffected.', 'Take them as affected.', 'en', 'without “‘unaffected’”'],
    ['By UNICEF, under BY-ND.', 'By UNICEF, under BY.', 'en', 'without “BY-ND” and with “BY”'],
    ['Menurutnya, ancaman ada.', 'Ancaman ada.', 'id', 'without “kata”'],
    ['Sampai akhir 2002.', 'Sampai awal 2002.', 'id', 'without “akhir” and with “awal”'],
    [
      'See [it](https://a.org/x).',
      'See [it](https://a.com/x).',
      'en',
      'without “‘https://a.org/x’” and with “‘https://a.com/x’”'
    ],
    [
      'Report it, do not share it.',
      'Share it, do not report it.',
      'en',
      'without “report”, “‘do not share it’” and with “‘do not report it’”'
    ],
    [
      'Coverage was larger than use.',
      'Use was larger than coverage.',
      'en',
      'without “coverage … use” and with “use … coverage”'
    ],
    ['Those who buy or watch.', 'Those who sell or watch.', 'en', 'without “buy” and with “sell”'],
    [
      'Arrests for abuse.',
      'Convictions for abuse.',
      'en',
      'without “arrest” and with “conviction”'
    ],
    [
      'Companies must report it.',
      'Companies must delete it.',
      'en',
      'without “report” and with “delete”'
    ],
    [
      'Warna baru itu kabar baik.',
      'Warna baru itu kabar buruk.',
      'id',
      'without “baik” and with “buruk”'
    ],
    [
      'Itu kerja, bukan jumlah.',
      'Itu bukan kerja, jumlah.',
      'id',
      'without “‘bukan jumlah’” and with “‘bukan kerja’”'
    ],
    [
      'See https://a.org/x.',
      'See https://a.com/x.',
      'en',
      'without “‘https://a.org/x.’” and with “‘https://a.com/x.’”'
    ],
    [
      '{% $dh-where %} did not know.',
      '{% $dh-where %} of them did not know.',
      'en',
      'with “of them”'
    ],
    [
      'Police where offenders live.',
      'Police where children live.',
      'en',
      'without “offender” and with “children”'
    ],
    [
      'Sebelum {% $world-2018 %}.',
      'Setelah {% $world-2018 %}.',
      'id',
      'without “sebelum” and with “setelah”'
    ],
    [
      anak,
      '{% $csac-girls %} anak laki-laki dan {% $csac-boys %} perempuan.',
      'id',
      'without “laki-laki $csac-boys”, “perempuan $csac-girls” and with “laki-laki $csac-girls”, “perempuan $csac-boys”'
    ]
  ])('are reported when they change: “%s” → “%s”', (before, after, language, said) => {
    expect(changes(before, after, language).map(noted)).toEqual([said]);
  });

  it.each<[string, string, Language]>([
    ['One, two and three were there.', 'One, two, and three were there.', 'en'],
    [
      'More than a quarter, {% $gbr-2018 %}; fewer, {% $idn-2018 %}.',
      'Fewer, {% $idn-2018 %}; more than one in four, {% $gbr-2018 %}.',
      'en'
    ],
    [girls, '{% $csac-boys %} of boys and {% $csac-girls %} of girls.', 'en'],
    [anak, '{% $csac-boys %} anak laki-laki dan {% $csac-girls %} perempuan.', 'id'],
    ['No one in Kenya, Cambodia and Nepal.', 'No one in Nepal, Kenya and Cambodia.', 'en'],
    ['Nothing was found by us.', 'Nothing was found by the others.', 'en'],
    ['UNICEF and ECPAT wrote it.', 'It was said by ECPAT and UNICEF.', 'en'],
    ['What was ready?', 'What stood prepared?', 'en'],
    ['Unpack it first.', 'First unpack it.', 'en'],
    ['Under the union until then.', 'Below the guild before that.', 'en'],
    ['Kata pejabat, itu tidak bisa.', 'Menurut pejabat, itu tidak dapat.', 'id'],
    ['Nobody knew. It rose.', 'It grew, and no one knew.', 'en'],
    ['Not half, {% $world-2018 %}, were online.', 'Half were not: {% $world-2018 %}.', 'en'],
    [
      'Half were online, {% $world-2018 %}, but not all.',
      'Half were online, {% $world-2018 %}. But not all were.',
      'en'
    ],
    ['An officer of Britain, in October.', 'In October, a UK official.', 'en'],
    [
      'In {% day "2018-10" /%} the National Crime Agency estimated it.',
      'The NCA’s estimate of {% day "2018-10" /%}.',
      'en'
    ],
    ['Janji belum membuktikan apa-apa.', 'Janji tidak membuktikan apa-apa.', 'id'],
    [
      'In {% day "2018" /%} it was told; later, too.',
      'It was told in {% day "2018" /%}, and later too.',
      'en'
    ]
  ])('are not reported in a harmless edit: “%s” → “%s”', (before, after, language) => {
    expect(changes(before, after, language)).toEqual([]);
  });

  it('are a fault at their sentence until they are locked', () => {
    const [problem, ...more] = keywordProblems(changes('One. It rose.', 'One. It fell.'));
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      kind: 'keywords',
      file: 'data/copy/en/world.md',
      line: 8,
      column: 6,
      rule: 'D20',
      severity: 'error'
    });
  });

  it('say what changed and what to do', () => {
    const repairs = (until: string) => [
      declarationKeywords({ file: 'data/repairs/one.json', text: JSON.stringify([{ until }]) })
    ];
    const told: Record<string, readonly KeywordChange[]> = {
      'in one sentence': changes('One. It rose.', 'One. It fell.'),
      'in one of several': changes('One is not. Two is.', 'One is. Two is.'),
      'said of another figure': changes(girls, girls.replace('girls', 'x')),
      'in an entry': keywordChanges(lockedKeywords(repairs('2024-05')), repairs('2025-05')),
      'part that is gone': keywordChanges({ 'en/world/b': 'no' }, [])
    };
    const said = Object.entries(told).map(([name, some]) => [
      name,
      [...some.map(printKeywordChange), ...keywordProblems(some).map(({ message }) => message)]
    ]);
    expect(Object.fromEntries(said)).toMatchSnapshot();
  });

  it.each<[string, string, string]>([
    ['Arrests a month', 'Arrests a year', 'without “month” and with “year”'],
    [
      '{low} of 184 in 2006. Of 196 later.',
      '{low} of 196 in 2006. Of 196 later.',
      'without “184 … 2006” and with “196 … 2006”'
    ],
    [
      '{up} moved up and {down} down.',
      '{down} moved up and {up} down.',
      'without “down $down”, “up $up”, “{up} {down}” and with “down $up”, “up $down”, “{down} {up}”'
    ],
    [
      '{then} before, {now} here.',
      '{now} before, {then} here.',
      'without “{then} {now}” and with “{now} {then}”'
    ],
    ['Copies in percentage points', 'Copies in %', 'without “percentage point”']
  ])('include those of labels: “%s” → “%s”', (before, after, said) => {
    const told = (label: string) =>
      keywordsIn(
        [
          labelsText(
            {
              file: 'data/copy/en/words.charts.json',
              text: `{\n  "a.b": "It is.",\n  "a.c": "${label}"\n}`
            },
            'en'
          )
        ],
        wordings.en,
        placesOf.en
      );
    const [change, ...more] = keywordChanges(lockedKeywords(told(before)), told(after));
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      part: 'en/words.charts/a.c',
      file: 'data/copy/en/words.charts.json',
      line: 3,
      column: 3
    });
    expect(noted(change!)).toBe(said);
    expect(keywordChanges(lockedKeywords(told(before)), [])).toMatchObject([
      { file: 'data/copy/en/words.charts.json', line: 1 }
    ]);
  });

  const line = {
    id: 'uk-one',
    name: { id: 'Satu', en: 'One' },
    contacts: [{ kind: 'phone', text: '0800 1111', href: 'tel:08001111' }],
    hours: { id: '24 jam', en: '24 hours' },
    cost: null,
    last_checked: null
  };
  const entries = (...lines: object[]) =>
    entryKeywords({ file: 'data/care/helplines.json', text: JSON.stringify(lines, null, 1) }, 'en');
  const entryChanges = (...lines: object[]) =>
    keywordChanges(lockedKeywords(entries(line)), entries(...lines));

  it.each<[string, object, string]>([
    [
      'a number',
      { contacts: [{ kind: 'phone', text: '0800 1112', href: 'tel:08001112' }] },
      'without “‘contacts.0.href: tel:08001111’”, “‘contacts.0.text: 0800 1111’” and with “‘contacts.0.href: tel:08001112’”, “‘contacts.0.text: 0800 1112’”'
    ],
    [
      'hours',
      { hours: { id: '24 jam', en: '12 hours' } },
      'without “‘hours: 24 hours’” and with “‘hours: 12 hours’”'
    ],
    ['a cost', { cost: { id: 'gratis', en: 'free, they say' } }, 'with “‘cost: free they say’”']
  ])('are every word of a help line or correction: %s', (_, change, said) => {
    expect(entryChanges({ ...line, ...change }).map(noted)).toEqual([said]);
    expect(entryChanges({}, { ...line, ...change })).toMatchObject([
      { part: 'en/helplines/uk-one', file: 'data/care/helplines.json', line: 3 }
    ]);
  });

  it('exclude days of calls, other languages and new entries, and include deleted entries and country names', () => {
    const other = { ...line, last_checked: '2027-01-02', name: { id: 'Dua', en: 'One' } };
    expect(entryChanges(other, { ...line, id: 'uk-two' })).toEqual([]);
    expect(entryChanges({ ...line, id: 'uk-two' })).toMatchObject([
      { part: 'en/helplines/uk-one', file: 'data/care/helplines.json' }
    ]);
    // “id” is a language too, not only the key of an entry.
    const inIndonesian = (one: object) =>
      entryKeywords({ file: 'data/care/helplines.json', text: JSON.stringify([one]) }, 'id');
    const [shorter] = keywordChanges(
      lockedKeywords(inIndonesian(line)),
      inIndonesian({ ...line, hours: { id: '12 jam', en: '24 hours' } })
    );
    expect(noted(shorter!)).toBe('without “‘hours: 24 jam’” and with “‘hours: 12 jam’”');
    const names = (text: string) =>
      entryKeywords({ file: 'data/copy/en/countries.json', text }, 'en');
    const [change] = keywordChanges(
      lockedKeywords(names('{ "NER": "Niger" }')),
      names('{ "NER": "Nigeria" }')
    );
    expect(noted(change!)).toBe('without “‘NER: Niger’” and with “‘NER: Nigeria’”');
    expect(lockedKeywords(names('{'))).toEqual({});
  });

  it.each<[string, string, string]>([
    ['words.help.json', '"help.image": "Note the page."', 'Open the page.'],
    ['words.pages.json', '"leave.note": "Press Shift."', 'Press Enter.'],
    ['words.kit.json', '"kit.use.help": "Print the helplines."', 'Leave the helplines.']
  ])('are every word of advice: %s', (name, written, now) => {
    const told = (text: string) =>
      keywordsIn(
        [labelsText({ file: `data/copy/en/${name}`, text }, 'en')],
        wordings.en,
        placesOf.en
      );
    const before = `{ ${written} }`;
    const [, said = ''] = /: "(.*)"/.exec(written) ?? [];
    expect(
      keywordChanges(lockedKeywords(told(before)), told(before.replace(said, now))).map(noted)
    ).toEqual([`without “‘${said}’” and with “‘${now}’”`]);
  });

  it('include views of the outline and declarations of sources', () => {
    const step = (view: object) =>
      stepKeywords([{ id: 'world-2018', line: 7, column: 1, view }], 'data/story/outline.md');
    const [shown] = keywordChanges(
      lockedKeywords(step({ layer: 'a', year: 2018 })),
      step({ layer: 'b', year: 2018 })
    );
    expect(shown).toMatchObject({
      part: 'outline/world-2018',
      file: 'data/story/outline.md',
      line: 7
    });
    expect(noted(shown!)).toBe('without “‘layer: a’” and with “‘layer: b’”');
    const source = (licence: object) => [
      declarationKeywords({
        file: 'data/sources/one.json',
        text: JSON.stringify({ id: 'one', licence, notes: ['a', 'b'] }, null, 1)
      })
    ];
    const before = source({ name: 'CC BY 4.0' });
    const at = { part: 'sources/one', file: 'data/sources/one.json', line: 4, column: 3 };
    const [declared] = keywordChanges(lockedKeywords(before), source({ name: 'CC0' }));
    expect(declared).toMatchObject({ ...at, gone: ['‘licence.name: CC BY 4.0’'] });
    expect(keywordChanges(lockedKeywords(before), source({}))).toMatchObject([
      { ...at, line: 3, column: 2 }
    ]);
  });

  it('have the index of a changed repair', () => {
    const repairs = (until: string) => [
      declarationKeywords({ file: 'data/repairs/one.json', text: JSON.stringify([{ until }]) })
    ];
    const [change] = keywordChanges(lockedKeywords(repairs('2024-05')), repairs('2025-05'));
    expect(noted(change!)).toBe('without “‘0.until: 2024-05’” and with “‘0.until: 2025-05’”');
  });

  it('are reported for deleted and new parts, and not for a lock without keywords', () => {
    const [first] = keywordChanges({ 'en/world/b': 'no' }, []);
    expect(first).toMatchObject({
      part: 'en/world/b',
      file: 'data/copy/en/world.md',
      line: 1,
      gone: ['no'],
      come: []
    });
    const files = {
      'repairs/one': 'data/repairs/one.json',
      'outline/b': 'data/story/outline.md',
      'en/words.map/b': 'data/copy/en/words.map.json',
      'en/countries/all': 'data/copy/en/countries.json'
    };
    const locked = Object.fromEntries(Object.keys(files).map((part) => [part, 'a']));
    expect(keywordChanges(locked, []).map(({ file }) => file)).toEqual(Object.values(files));
    expect(keywordChanges(locked, []).every(({ isGone }) => isGone)).toBe(true);
    expect(keywordProblems(keywordChanges(locked, []))).toMatchObject(
      Object.values(files).map((file) => ({ kind: 'keywords', file, line: 1, column: 1 }))
    );
    expect(keywordChanges({}, turned('It is not.', 'en'))).toHaveLength(1);
    expect(keywordChanges(undefined, turned('It is not.', 'en'))).toEqual([]);
  });
});

describe('the rows of a ledger', () => {
  const ledger = (row: string) => ({
    file: 'data/estimates.csv',
    text: `id,bound,value,unit,method_note\none,over,500,reports,A note\n${row}`
  });
  const changed = (row: string) =>
    keywordChanges(
      lockedKeywords(rowKeywords(ledger('two,,12,pages,\n'))),
      rowKeywords(ledger(row))
    );

  it.each([
    ['two,,21,pages,', 'without “‘value: 12’” and with “‘value: 21’”'],
    ['two,,12,children,', 'without “‘unit: pages’” and with “‘unit: children’”'],
    ['two,about,12,pages,', 'with “‘bound: about’”'],
    ['', 'without “‘unit: pages’”, “‘value: 12’”']
  ])('are keywords in every cell that readers see: “%s”', (row, said) => {
    const [change, ...more] = changed(row);
    expect(more).toEqual([]);
    expect(change).toMatchObject({ part: 'estimates/two', file: 'data/estimates.csv' });
    expect(noted(change!)).toBe(said);
  });

  it.each(['two,,12,pages,A note', 'two,,12,pages,\nthree,over,7,pages,'])(
    'are not reported for notes and new rows: “%s”',
    (row) => {
      expect(changed(row)).toEqual([]);
    }
  );

  it.each([
    ['data/estimates.csv', 'exact,,57335', 'exact,,75335'],
    ['data/estimates.csv', 'about,,27,,percent', 'about,,72,,percent'],
    ['data/protection.csv', 'Royal Assent,2023-10-26', 'Royal Assent,2024-10-26']
  ])('are refused in the locked edition when %s changes', (file, before, after) => {
    const { problems } = openStory(editedProject(file, { [before]: after }));
    expect(problems).toMatchObject([{ kind: 'keywords', file, rule: 'D20', severity: 'error' }]);
  });
});

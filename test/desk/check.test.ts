import { csvParseRows, dsvFormat } from 'd3';
import { beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/desk/cli/desk-io.ts';
import { accept } from '../../src/desk/review/accept.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import type { Problem } from '../../src/story/problem.ts';
import { smallVintages } from '../story/small-edition.ts';
import { helpEntry, helpOf } from './help-entry.ts';
import { lockedProject } from './locked-project.ts';
import type { SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

const lock = 'data/edition.lock.json';
/** A release after the pinned one, the same in every number. */
const next = { ...smallVintages.use2024, release: '2024-12' };
const older = ['--pin', 'internet-use=wb-internet-users/2018-08-28'];
const correction = {
  id: '2026-01-01-world',
  posted: '2026-01-01T09:00:00Z',
  place: 'world-2018',
  text: { id: 'x', en: 'y' }
};
const withdrawal = {
  card: 'world',
  editions: 'all',
  date: '2026-01-02',
  reason: { id: 'x', en: 'y' }
};
const corrections = (...entries: object[]) =>
  project.write('data/corrections.json', JSON.stringify(entries, null, 1));
const later = ['--pin', 'internet-use=wb-internet-users/2024-12'];
let project: SmallProject;

beforeEach(async () => {
  project = await lockedProject();
});

const run = (...argv: string[]) => project.run<CheckReport>(check, ...argv);
/** The wording of what a release needs is in the snapshot of `check --release`. */
const says = async (from = project, ...argv: string[]) =>
  (await from.says(check, ...argv)).replace(/^! Not ready for release: .*\n/m, '');
const repin = () =>
  project.edit(lock, (text) => text.replace('"release": "2024-11"', '"release": "2018-08-28"'));
const placeOf = ({ kind, file, line, column }: Problem) => `${kind} ${file}:${line}:${column}`;
async function errors(...argv: string[]) {
  const { report } = await run(...argv);
  return report.problems.filter(({ severity }) => severity === 'error').map(placeOf);
}
describe('prints', () => {
  it('a story that holds', async () => {
    expect(await says()).toMatchSnapshot();
  });

  it('sentences that changed, in each language', async () => {
    repin();
    expect(await says()).toMatchSnapshot();
  });

  it('a promise and a correction that changed', async () => {
    project.edit('data/story/claims.csv', (text) =>
      text.replace('about half,value between 45 to 53', 'about half,value between 40 to 53')
    );
    const tomorrow = { id: '2026-01-03-world', posted: '2026-01-03T09:00:00Z', place: 'wrld' };
    project.write('data/corrections.json', JSON.stringify([{ ...correction, ...tomorrow }]));
    expect(await says()).toMatchSnapshot();
  });

  it('a vintage that was edited', async () => {
    project.keep({ ...smallVintages.use2024, title: 'Another title' });
    expect(await says()).toMatchSnapshot();
  });

  it('days in the future', async () => {
    const tomorrow = { editions: ['2026-01-03'], date: '2026-01-03' };
    project.write('data/withdrawals.json', JSON.stringify([{ ...withdrawal, ...tomorrow }]));
    project.write(
      'data/care/helplines.json',
      helpOf(helpEntry('one', '2026-01-03'), { ...helpEntry('two', null), source_date: '2026-02' })
    );
    project.edit('data/newsroom.json', (text) =>
      text.replace('"review_by":null', '"review_by":"2127-01-02"')
    );
    expect(await says()).toMatchSnapshot();
  });

  it('rows of a ledger that changed or are gone', async () => {
    project.edit('data/protection.csv', (text) =>
      text.replace(/,(\d{4}-\d{2}-\d{2}),/, ',2001-01-01,').replace(/\nopsc-2024.*/, '')
    );
    expect(await says()).toMatchSnapshot();
  });

  it('refusals', async () => {
    const said = [
      await says(project, '--pin', 'internet-use=wb-internet-users/1999-01'),
      await says(await smallProject())
    ];
    project.edit('data/copy/en/world.md', (text) => `<<<<<<< HEAD\n${text}`);
    said.push(await says());
    project.edit('data/copy/en/world.md', (text) => text.replace(/^.*\n/, '\u200b'));
    said.push(await says());
    project.delete('data/links.json');
    said.push(await says());
    expect(said.join('\n\n')).toMatchSnapshot();
  });
});

it('holds where pages cannot be tried, and fails where trying them does for another reason', async () => {
  const noRoom = () => Promise.reject(new Refusal('no-space', 'No room.', 'Make room.'));
  expect(await check([], project.desk, noRoom)).toBe(0);
  expect(project.complained()).toContain('No room.');
  await expect(
    check([], project.desk, () => Promise.reject(new TypeError('no page')))
  ).rejects.toThrow('no page');
});

it('shows a sentence that names a release with the release of each, also where no figure moved', async () => {
  const named = {
    id: 'Angka dari {% release "internet-use" /%} ialah {% $world-2018 %}.',
    en: 'In {% release "internet-use" /%} it is {% $world-2018 %}.'
  };
  const alone = {
    id: 'Semua dari {% release "internet-use" /%}.',
    en: 'All is from {% release "internet-use" /%}.'
  };
  for (const language of ['id', 'en'] as const)
    project.edit(`data/copy/${language}/world.md`, (text) =>
      text.replace(
        '{% $world-2018 %}. ',
        `{% $world-2018 %}. ${named[language]} ${alone[language]} `
      )
    );
  expect(await accept(['--draft'], project.desk)).toBe(0);
  const { texts } = (await run(...older)).report;
  const { before, after } = texts.find(({ id }) => id === 'world/world-2018')!;
  const said = (release: string, figure: string) =>
    `In ${release} [internet-use] it is ${figure} [world-2018]. All is from ${release} [internet-use].`;
  expect(before?.said.en).toContain(said('November 2024', '49%'));
  expect(after?.said.en).toContain(said('28 August 2018', '52%'));
});

describe('names what a build would refuse beside the copy', () => {
  const entry = {
    ...helpEntry('one', null),
    contacts: [{ kind: 'phone', text: '129', href: '129' }]
  };
  const listOf = (...entries: unknown[]) => JSON.stringify(entries, null, 1);

  it.each<[string, string, string | undefined, string]>([
    ['an address of help', 'care/helplines.json', listOf(entry), ':19:5'],
    [
      'a time of posting',
      'corrections.json',
      listOf({ ...correction, id: '2026-01-01-x' }, { ...correction, posted: '1 January' }),
      ':13:3'
    ],
    [
      'a reason in one language',
      'withdrawals.json',
      listOf({ ...withdrawal, reason: { id: 'x' } }),
      ':6:3'
    ],
    [
      'a refused word',
      'corrections.json',
      listOf({
        ...correction,
        text: { id: 'Kami menulis salah.', en: 'We wrote of a hub.' }
      }),
      ':8:4'
    ],
    ['a missing comma', 'corrections.json', '[\n  {}\n  {}\n]', ':3:3'],
    ['an incomplete newsroom', 'newsroom.json', '{\n "contact": { "en": "x" }\n}', ':'],
    ['a statement in no language', 'newsroom.json', '{\n "checked_by": "Rina"\n}', ':2:2'],
    ['a review of no known role', 'signoffs.json', '[{ "role": "boss" }]', ':1:4'],
    ['a missing list of reviews', 'signoffs.json', undefined, ':1:1']
  ])('%s', async (name, file, text, place) => {
    if (text === undefined) project.delete(`data/${file}`);
    else project.write(`data/${file}`, text);
    // A file that can be read needs an editor only.
    const exit = name === 'a refused word' ? 1 : 2;
    for (const argv of [[], ['--release']]) {
      const ran = await run(...argv);
      expect(ran.exit).toBe(exit);
      const places = ran.report.problems
        .map(placeOf)
        .filter((one) => one.includes(` data/${file}`));
      expect(places.some((one) => one.includes(`data/${file}${place}`))).toBe(true);
      expect(new Set(places).size).toBe(places.length);
    }
  });
});

describe('a ledger that a spreadsheet has saved in its own form', () => {
  const bytesOf: Record<string, (text: string) => Uint8Array> = {
    'in UTF-16': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    // Latin-1 has no byte for some letters, which do not matter here.
    'in Windows-1252': (text) => Buffer.from(`${text.trimEnd()}\u00e9\n`, 'latin1'),
    'with semicolons': (text) => Buffer.from(dsvFormat(';').formatRows(csvParseRows(text))),
    'with tabs': (text) => Buffer.from(dsvFormat('\t').formatRows(csvParseRows(text)))
  };
  const ledgers = ['data/estimates.csv', 'data/protection.csv', 'data/story/claims.csv'];

  // Each ledger in some forms, each form of one ledger.
  const forms = Object.keys(bytesOf).map((form, at) => [ledgers[at % 3]!, form] as const);
  it.each(forms)('%s %s is refused', async (file, form) => {
    project.write(file, bytesOf[form]!(project.read(file)));
    const { exit, report } = await run();
    expect(exit).toBe(2);
    expect(report.problems[0]?.file).toBe(file);
    expect(report.problems[0]?.kind).toBe(form.startsWith('in') ? 'encoding' : 'ledger');
  });

  it('is refused in JSON too, whose letters would be published as �', async () => {
    project.write('data/corrections.json', Buffer.from('[\n{ "id": "caf\u00e9" }]', 'latin1'));
    expect((await run()).exit).toBe(2);
    expect(await errors()).toContain('encoding data/corrections.json:2:1');
  });
});

it.each([
  'data/story/claims.csv',
  'data/story/outline.md',
  'data/copy/en/words.json',
  'data/copy/en/opening.md',
  'data/edition.lock.json',
  'data/corrections.json'
])('refuses %s with conflict marks of git', async (file) => {
  const [first = '', ...rest] = project.read(file).split('\n');
  project.write(
    file,
    ['<<<<<<< HEAD', first, '=======', first, '>>>>>>> theirs', ...rest].join('\n')
  );
  const { exit, report } = await run();
  expect(exit).toBe(2);
  expect(report.problems.map(placeOf)).toContain(`merge ${file}:1:1`);
});

it('holds the texts of help to the words of the story, and both languages to the same figures', async () => {
  const answers = { id: 'Petugas', en: 'A hub, 2 people' };
  project.write('data/care/helplines.json', helpOf({ ...helpEntry('one', '2026-01-02'), answers }));
  const help = 'data/care/helplines.json';
  expect((await errors()).map((place) => place.replace(/:\d+$/, ''))).toEqual([
    `wording ${help}:26`,
    `parity ${help}:26`,
    `text-changed ${help}:2`
  ]);
});

describe('names what is dated in the future', () => {
  const posted = (at: string) =>
    JSON.stringify([{ ...correction, id: '2026-01-02-world', posted: at }]);
  const reviewBy = (day: string) => (text: string) =>
    text.replace('"review_by":null', `"review_by":"${day}"`);

  it.each<[string, string, (text: string) => string]>([
    [
      'not a help entry with a source of this year',
      'care/helplines.json',
      () => helpOf({ ...helpEntry('one', '2026-01-02'), source_date: '2026' })
    ],
    ['a correction of the next minute', 'corrections.json', () => posted('2026-01-02T10:01:00Z')],
    [
      'not a correction of now in another zone',
      'corrections.json',
      () => posted('2026-01-02T17:00:00+07:00')
    ],

    [
      'not a card withdrawn today',
      'withdrawals.json',
      () => JSON.stringify([{ ...withdrawal, editions: ['2026-01-02'] }])
    ],
    [
      'an estimate',
      'estimates.csv',
      (text) => text.replace(/^(dh-sextortion.*?,|nca-2020,.*?,)2020-04-03,/m, '$12052-04-03,')
    ],
    [
      'a year that is counted',
      'estimates.csv',
      (text) => text.replace(/^(iwfhost-2016,.*,)2016,/m, '$12081,')
    ],

    ['not the last review day within a year', 'newsroom.json', reviewBy('2027-01-03')],
    ['the day after it', 'newsroom.json', reviewBy('2027-01-04')],
    [
      'a day of publication beyond it',
      'newsroom.json',
      (text) => text.replace('"review_by":null', '"review_by":null,"published":"2027-01-04"')
    ],
    [
      'a fact of protection',
      'protection.csv',
      (text) => text.replace(/^([^\n]*?,)(2018-\d\d(?:-\d\d)?),/m, '$12052-01,')
    ]
  ])('%s', async (name, file, change) => {
    const isFault = !name.startsWith('not ');
    const before = project.read(`data/${file}`);
    project.edit(`data/${file}`, change);
    expect(project.read(`data/${file}`)).not.toBe(before);
    expect(await accept(['--draft'], project.desk)).toBe(0);
    const { exit, report } = await run();
    expect(exit).toBe(isFault ? 1 : 0);
    const faults = report.problems.filter(({ severity }) => severity === 'error');
    expect(faults.map((fault) => fault.file)).toEqual(isFault ? [`data/${file}`] : []);
  });

  it('counts from the day of an edition that is prepared for later', async () => {
    project.edit(lock, (text) => text.replace(/("edition": )"[\d-]+"/, '$1"2026-01-05"'));
    project.write('data/care/helplines.json', helpOf(helpEntry('one', '2026-01-05')));
    expect((await run()).exit).toBe(0);
    project.write('data/care/helplines.json', helpOf(helpEntry('one', '2026-01-06')));
    expect((await errors())[0]).toMatch(/^day data\/care\/helplines\.json/);
  });
});

it.each([
  ['wrld', 1],
  ['world-2019', 1],
  ['', 2]
])('refuses a correction of an unknown place “%s”', async (place, exit) => {
  corrections({ ...correction, place });
  expect((await run()).exit).toBe(exit);
  expect(await errors()).toContainEqual(expect.stringMatching(/ data\/corrections\.json:5:3$/));
});

it('stops at a label that is gone until it is accepted', async () => {
  project.edit('data/copy/id/words.json', (text) => text.replace(/"site\.name":\s*"[^"]*",?/, ''));
  expect(await errors()).toContainEqual(
    expect.stringContaining('text-changed data/copy/en/words.json:1:')
  );
});

it.each([
  ['sources', '', ':1:1'],
  ['repairs', '[\n{\n', ':3:1']
])('refuses a file of %s that cannot be read', async (folder, text, place) => {
  const file = `data/${folder}/wb-internet-users.json`;
  project.write(file, text);
  expect((await run()).exit).toBe(2);
  expect(project.complained()).toContain(`${file}${place}`);
});

it('names a claim that was taken out of claims.csv', async () => {
  project.edit('data/story/claims.csv', (text) => text.replace(/^gbr-2018.*\n/m, ''));
  expect(await errors()).toContainEqual(
    expect.stringMatching(/^changed data\/edition\.lock\.json:/)
  );
});

it('tries another vintage without touching the lock', async () => {
  const before = project.read(lock);
  const { exit, report } = await run(...older);
  expect(exit).toBe(1);
  expect(report.pins).toHaveLength(1);
  expect(report.texts[0]?.after?.said.en).toContain('About half of the world was online: 52%');
  expect(project.read(lock)).toBe(before);
});

it('asks for an editor when a pin moves even though no number did', async () => {
  const { exit, report } = await run(...later);
  expect(exit).toBe(1);
  expect(report).toMatchObject({
    pins: [{ indicator: 'internet-use', after: 'wb-internet-users/2024-12' }],
    texts: [],
    problems: [{ kind: 'pin', severity: 'error' }]
  });
});

it('names a sentence whose claim has lost its value', async () => {
  project.keep({
    ...next,
    economies: next.economies.filter(({ iso3, year }) => iso3 !== 'IDN' || year !== 2018)
  });
  const { report } = await run(...later);
  expect(report.problems.map(({ kind }) => kind)).toContain('no-value');
  expect(report.texts[0]?.after?.said.en).toContain(
    'In Indonesia – [idn-2018], and the world is at 49% [world-2018].'
  );
});

it('refuses an outline that it cannot read, naming every fault and its place', async () => {
  project.edit('data/story/outline.md', (text) =>
    text.replace('"coverage-3g"', '"coverage-5g"').replace('## speed', '## sped')
  );
  const { exit, report } = await run();
  expect(exit).toBe(2);
  expect(report.problems.length).toBeGreaterThanOrEqual(2);
  expect(report.problems.map(({ file, kind }) => `${kind} ${file}`)).toEqual(
    report.problems.map(() => 'outline data/story/outline.md')
  );
});

it('refuses a table whose bytes are not the ones recorded', async () => {
  project.edit('data/vintages/wb-internet-users/2024-11/data.csv', (text) =>
    text.replace('39.9', '39.8')
  );
  expect(await run()).toMatchObject({ exit: 2, refused: 'vintage' });
});

it.each([
  ['an unknown claim', 'copy/en/world.md', '$idn-2018', '$idn-1066', 'en/world.md:'],
  [
    'a claim used in one language only',
    'copy/en/world.md',
    ' In Indonesia {% $idn-2018 %}, and',
    ' In short',
    'id/world.md:'
  ],
  ['a bare digit', 'copy/id/closing.md', 'Kalimat ini', 'Kalimat 7 ini', 'id/closing.md:6:9'],

  [
    'a step without words',
    'story/outline.md',
    '{% step id="world-2018"',
    '{% step id="world-2016" layer="internet-use" year=2016 /%}\n{% step id="world-2018"',
    'id/world.md:'
  ],

  [
    'a year of a step without figures',
    'story/outline.md',
    'year=2018',
    'year=2017',
    'data/story/outline.md:'
  ],
  [
    'a label in one language',
    'copy/en/words.json',
    '{ ',
    '{ "nav.help": "Help", ',
    'en/words.json:1:3'
  ]
])('fails on %s, with its place', async (_, file, found, put, place) => {
  project.edit(`data/${file}`, (text) => text.replace(found, put));
  expect((await run()).exit).toBe(1);
  expect((await errors()).some((one) => one.includes(place))).toBe(true);
});

describe('refuses with 2', () => {
  it.each([
    ['a lock that is no JSON', lock, () => 'edition', /^not-json$/],
    [
      'a pin that was never taken',
      lock,
      (text: string) => text.replace('"release": "2024-11"', '"release": "1999-01"'),
      /^vintage$/
    ],
    [
      'a ledger with a wrong bound',
      'data/estimates.csv',
      (text: string) => text.replace('about,,80000,', 'about,80000,,'),
      /./
    ],
    [
      'wording rules that are no rules',
      'data/copy/id/wording.json',
      (text: string) => text.replace('"pattern"', '"patern"'),
      /./
    ]
  ])('%s', async (_, file, spoil, kind) => {
    project.edit(file, spoil);
    const { exit, report, refused } = await run();
    expect(exit).toBe(2);
    expect(report.problems[0]?.file).toBe(file);
    expect(refused).toMatch(kind);
  });

  it.each([['a kept vintage that is none', ['--keep', 'latest'], 'vintage-name']])(
    '%s',
    async (_, argv, refused) => {
      expect(await run(...argv)).toMatchObject({ exit: 2, refused });
    }
  );
});

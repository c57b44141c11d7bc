import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvParseRows, dsvFormat } from 'd3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refusal } from '../../src/desk/cli/desk-io.ts';
import { check, type CheckReport } from '../../src/desk/review/check.ts';
import { edition } from '../../src/desk/edition/edition.ts';
import { smallVintages } from '../story/small-edition.ts';
import { helpEntry, helpOf } from './help-entry.ts';
import { lockedProject } from './locked-project.ts';
import { gitIn, itWithGit, smallProject, type SmallProject } from './small-project.ts';

const lock = 'data/edition.lock.json';
/** A release after the pinned one, the same in every number. */
const next = { ...smallVintages.use2024, release: '2024-12' };
let project: SmallProject;

beforeEach(async () => {
  project = await lockedProject();
});
afterEach(() => project.remove());

const run = (...argv: string[]) => check(argv, project.desk);
async function report(...argv: string[]): Promise<CheckReport> {
  project.forget();
  await run('--json', ...argv);
  return JSON.parse(project.printed()) as CheckReport;
}
const repin = () =>
  project.edit(lock, (text) => text.replace('"release": "2024-11"', '"release": "2018-08-28"'));

it('says that the story holds when nothing changed', async () => {
  expect(await run()).toBe(0);
  expect(project.printed()).toMatch(
    /^The story holds: \d+ claims, 2 languages, edition of 2026-01-02\.$/
  );
});

it('holds where pages cannot be tried, and fails where trying them does for another reason', async () => {
  expect(await check([], project.desk, () => Promise.reject(new Refusal('no room')))).toBe(0);
  expect(project.complained()).toContain('Not tried: no room');
  await expect(
    check([], project.desk, () => Promise.reject(new TypeError('no page')))
  ).rejects.toThrow('no page');
});

describe('a pin changed by hand in the lock', () => {
  it('names each sentence that changes, in each language, before and after, with its place', async () => {
    await repin();
    expect(await run()).toBe(1);
    expect(project.printed()).toContain(
      'internet-use: wb-internet-users/2024-11 → wb-internet-users/2018-08-28'
    );
    const { sentences } = await report();
    expect(sentences.map(({ file, line, before, after }) => [file, line, before, after])).toEqual([
      [
        'data/copy/id/world.md',
        24,
        'Sekitar separuh dunia sudah terhubung: 49%.',
        'Sekitar separuh dunia sudah terhubung: 52%.'
      ],
      [
        'data/copy/id/world.md',
        24,
        'Di Indonesia 40%, dan angka dunia kini 49%.',
        'Di Indonesia 44%, dan angka dunia kini 52%.'
      ],
      [
        'data/copy/en/world.md',
        24,
        'About half of the world was online: 49%.',
        'About half of the world was online: 52%.'
      ],
      [
        'data/copy/en/world.md',
        24,
        'In Indonesia 40%, and the world is at 49%.',
        'In Indonesia 44%, and the world is at 52%.'
      ]
    ]);
  });

  it('prints every one of them for a reader', async () => {
    await repin();
    await run();
    expect(project.printed()).toContain('2 sentences changed (id):');
    expect(project.printed()).toContain('2 sentences changed (en):');
    expect(project.printed()).toContain(
      '    before: About half of the world was online: 49%.\n    after:  About half of the world was online: 52%.'
    );
  });

  it('also counts as an error for a build, which refuses', async () => {
    await repin();
    const { problems } = await report();
    expect(
      problems.filter(({ kind, severity }) => kind === 'changed' && severity === 'error').length
    ).toBeGreaterThanOrEqual(4);
  });
});

describe('a sentence that names the release', () => {
  const named = {
    id: 'Angka dari {% release "internet-use" /%} ialah {% $world-2018 %}.',
    en: 'In {% release "internet-use" /%} it is {% $world-2018 %}.'
  };
  const alone = {
    id: 'Semua dari {% release "internet-use" /%}.',
    en: 'All is from {% release "internet-use" /%}.'
  };

  it('is shown as it was reviewed and as it would be, with the release of each, also where no figure moved', async () => {
    for (const language of ['id', 'en'] as const)
      await project.edit(`data/copy/${language}/world.md`, (text) =>
        text.replace(
          '{% $world-2018 %}. ',
          `{% $world-2018 %}. ${named[language]} ${alone[language]} `
        )
      );
    const { sentences } = await report('--pin', 'internet-use=wb-internet-users/2018-08-28');
    const said = sentences
      .filter(({ language }) => language === 'en')
      .map(({ before, after }) => [before, after]);
    expect(said).toContainEqual(['In November 2024 it is 49%.', 'In 28 August 2018 it is 52%.']);
    expect(said).toContainEqual(['All is from November 2024.', 'All is from 28 August 2018.']);
  });
});

describe('what a build would refuse beside the copy is named with its place', () => {
  const entry = {
    ...helpEntry('one', null),
    contacts: [{ kind: 'phone', text: '129', href: '129' }]
  };
  const correction = {
    id: '2026-01-01-world',
    posted: '1 January',
    place: 'world-2018',
    text: { id: 'x', en: 'y' }
  };
  const withdrawal = { card: 'world', editions: 'all', date: '2026-01-01', reason: { id: 'x' } };
  const listOf = (...entries: unknown[]) => JSON.stringify(entries, null, 1);

  it.each<[string, string, string | undefined, RegExp]>([
    ['an address of help', 'care/helplines.json', listOf(entry), /helplines\.json:19:5: /],
    [
      'a time of posting',
      'corrections.json',
      listOf({ ...correction, id: '2026-01-01-x', posted: '2026-01-01T09:00Z' }, correction),
      /corrections\.json:13:3: /
    ],
    ['a reason in one language', 'withdrawals.json', listOf(withdrawal), /withdrawals\.json:6:3: /],
    [
      'a word that the story may not say',
      'corrections.json',
      listOf({
        ...correction,
        posted: '2026-01-01T09:00Z',
        text: { id: 'Kami menulis salah.', en: 'We wrote of a hub.' }
      }),
      /corrections\.json:8:4: “hub”/
    ],
    ['a comma', 'corrections.json', '[\n  {}\n  {}\n]', /corrections\.json:3:3: /],
    ['a statement', 'newsroom.json', '{\n "contact": { "en": "x" }\n}', /newsroom\.json:\d:\d+: /],
    [
      'a statement in no language',
      'newsroom.json',
      '{\n "checked_by": "Rina"\n}',
      /newsroom\.json:2:2: /
    ],
    ['a review of no known role', 'signoffs.json', '[{ "role": "boss" }]', /signoffs\.json:1:4: /],
    [
      'the list of reviews',
      'signoffs.json',
      undefined,
      /data\/signoffs\.json:1:1: found no such file/
    ]
  ])('%s', async (_, file, text, said) => {
    if (text === undefined) await rm(join(project.root, 'data', file));
    else await project.write(`data/${file}`, text);
    // A file that is read and says what it may not is an editor's to put right.
    const exit = said.source.includes('“hub”') ? 1 : 2;
    expect(await run()).toBe(exit);
    expect(project.printed()).toMatch(said);
    expect(await run('--release')).toBe(exit);
    expect(
      project.printed().match(new RegExp(`  data/${file.replace('.', '\\.')}:`, 'g'))
    ).toHaveLength(2);
  });
});

describe('a ledger that a spreadsheet has saved in its own form is refused with how to save it', () => {
  const bytesOf: Record<string, (text: string) => Uint8Array> = {
    'in UTF-16': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    // A byte for each letter: what it has no byte for is of no matter here.
    'in Windows-1252': (text) => Buffer.from(`${text.trimEnd()}\u00e9\n`, 'latin1'),
    'with semicolons': (text) => Buffer.from(dsvFormat(';').formatRows(csvParseRows(text))),
    'with tabs': (text) => Buffer.from(dsvFormat('\t').formatRows(csvParseRows(text)))
  };
  const said: Record<string, RegExp> = {
    'in UTF-16': /:1:1: .*UTF-8 with commas/,
    'in Windows-1252': /:\d+:1: .*UTF-8 with commas/,
    'with semicolons': /:1:1: .* semicolons /,
    'with tabs': /:1:1: .* tabs /
  };
  const ledgers = ['data/estimates.csv', 'data/protection.csv', 'data/story/claims.csv'];

  it.each(ledgers.flatMap((file) => Object.keys(bytesOf).map((form) => [file, form] as const)))(
    '%s %s',
    async (file, form) => {
      await writeFile(join(project.root, file), bytesOf[form]!(await project.read(file)));
      expect(await run()).toBe(2);
      expect(project.complained()).toMatch(said[form]!);
      expect(project.complained()).toContain(`${file}:`);
    }
  );

  it('and so is a text whose letters would be published as �', async () => {
    await writeFile(
      join(project.root, 'data/corrections.json'),
      Buffer.from('[\n{ "id": "caf\u00e9" }]', 'latin1')
    );
    expect(await run()).toBe(2);
    expect(project.printed()).toMatch(/corrections\.json:2:1: /);
  });
});

it.each([
  'data/story/claims.csv',
  'data/story/outline.md',
  'data/copy/en/words.json',
  'data/copy/en/opening.md',
  'data/edition.lock.json',
  'data/corrections.json'
])('%s in which git has left two versions is refused as that', async (file) => {
  const [first = '', ...rest] = (await project.read(file)).split('\n');
  await project.write(
    file,
    ['<<<<<<< HEAD', first, '=======', first, '>>>>>>> theirs', ...rest].join('\n')
  );
  expect(await run()).toBe(2);
  expect(project.complained() + project.printed()).toContain(`${file}:1:1: “<<<<<<< HEAD”`);
});

it('the texts of help are held to the words of the story, and both languages to the same figures', async () => {
  const answers = { id: 'Petugas', en: 'A hub, 2 people' };
  await project.write(
    'data/care/helplines.json',
    helpOf({ ...helpEntry('one', '2026-01-02'), answers })
  );
  const found = (await report()).problems.filter(({ severity }) => severity === 'error');
  expect(found.map(({ file, line, kind }) => [file, line, kind])).toEqual([
    ['data/care/helplines.json', 26, 'wording'],
    ['data/care/helplines.json', 26, 'parity'],
    ['data/care/helplines.json', 2, 'keywords'],
    ['data/care/helplines.json', 2, 'keywords']
  ]);
});

describe('what is dated after the time of the desk', () => {
  const withdrawal = {
    card: 'world',
    editions: 'all',
    date: '2026-01-02',
    reason: { id: 'x', en: 'y' }
  };
  const correction = {
    id: '2026-01-02-world',
    posted: '2026-01-02T10:00:00Z',
    place: 'world-2018',
    text: { id: 'x', en: 'y' }
  };

  it.each<[string, string, (text: string) => string, RegExp | undefined]>([
    [
      'a help entry checked tomorrow',
      'care/helplines.json',
      () => helpOf(helpEntry('one', '2026-01-03')),
      /helplines\.json:\d+:\d+: found “one” checked 2026-01-03, a day to come; expected a day that has been: it is 2026-01-02/
    ],
    [
      'a help entry with a source of next month',
      'care/helplines.json',
      () => helpOf({ ...helpEntry('one', null), source_date: '2026-02' }),
      /“one” with a source of 2026-02, a day to come/
    ],
    [
      'one with a source of this year',
      'care/helplines.json',
      () => helpOf({ ...helpEntry('one', '2026-01-02'), source_date: '2026' }),
      undefined
    ],
    [
      'a correction of a minute to come',
      'corrections.json',
      () => JSON.stringify([{ ...correction, posted: '2026-01-02T10:01:00Z' }]),
      /“2026-01-02-world” posted 2026-01-02T10:01:00Z, a time to come; expected .*2026-01-02T10:00Z/
    ],
    [
      'one of now, in another zone',
      'corrections.json',
      () => JSON.stringify([{ ...correction, posted: '2026-01-02T17:00:00+07:00' }]),
      undefined
    ],
    [
      'a card withdrawn tomorrow',
      'withdrawals.json',
      () => JSON.stringify([{ ...withdrawal, date: '2026-01-03' }]),
      /withdrawals\.json:1:\d+: found “world” withdrawn on 2026-01-03, a day to come; expected a day that has been: it is 2026-01-02/
    ],
    [
      'one withdrawn from an edition of tomorrow',
      'withdrawals.json',
      () => JSON.stringify([withdrawal, { ...withdrawal, editions: ['2026-01-02', '2026-01-03'] }]),
      /“world” withdrawn from the edition of 2026-01-03, a day to come; .*or write "all"/
    ],
    [
      'one of today',
      'withdrawals.json',
      () => JSON.stringify([{ ...withdrawal, editions: ['2026-01-02'] }]),
      undefined
    ],
    [
      'an estimate',
      'estimates.csv',
      (text) => text.replace(/^(dh-sextortion.*?,|nca-2020,.*?,)2020-04-03,/m, '$12052-04-03,'),
      /estimates\.csv:\d+:\d+: .*“nca-2020” is “2052-04-03”/
    ],
    [
      'a year that is counted',
      'estimates.csv',
      (text) => text.replace(/^(iwfhost-2016,.*,)2016,/m, '$12081,'),
      /estimates\.csv:\d+:\d+: .*“iwfhost-2016” is “2081”/
    ],
    [
      'a day of the next century until which the figures are kept up',
      'newsroom.json',
      (text) => text.replace('"review_by":null', '"review_by":"2127-01-02"'),
      /newsroom\.json:1:\d+: found “review_by” 2127-01-02; expected a day within a year, until 2027-01-03/
    ],
    [
      'the last day within a year',
      'newsroom.json',
      (text) => text.replace('"review_by":null', '"review_by":"2027-01-03"'),
      undefined
    ],
    [
      'the day after it',
      'newsroom.json',
      (text) => text.replace('"review_by":null', '"review_by":"2027-01-04"'),
      /found “review_by” 2027-01-04; expected a day within a year, until 2027-01-03/
    ],
    [
      'a day of publication beyond it',
      'newsroom.json',
      (text) => text.replace('"review_by":null', '"review_by":null,"published":"2027-01-04"'),
      /found “published” 2027-01-04; expected a day within a year, until 2027-01-03/
    ],
    [
      'a fact of protection',
      'protection.csv',
      (text) => text.replace('2025-03-28', '2052-03-28'),
      /protection\.csv:\d+:\d+: .*“id-pptunas-b” is “2052-03-28”/
    ]
  ])('%s is a fault of every check, or is none', async (_, file, change, said) => {
    const before = await project.read(`data/${file}`);
    await project.edit(`data/${file}`, change);
    expect(await project.read(`data/${file}`)).not.toBe(before);
    expect(await run()).toBe(said ? 1 : 0);
    expect(project.printed()).toMatch(said ?? /^The story holds/);
  });

  it('is none on the day of an edition that is prepared for later', async () => {
    await project.edit('data/edition.lock.json', (text) =>
      text.replace(/("edition": )"[\d-]+"/, '$1"2026-01-05"')
    );
    await project.write('data/care/helplines.json', helpOf(helpEntry('one', '2026-01-05')));
    expect(await run()).toBe(0);
    await project.write('data/care/helplines.json', helpOf(helpEntry('one', '2026-01-06')));
    expect(await run()).toBe(1);
    expect(project.printed()).toMatch(
      /checked 2026-01-06, a day to come; expected a day that has been: it is 2026-01-05/
    );
  });
});

it.each(['wrld', 'world-2019', ''])(
  'refuses a correction of a place “%s”, which the story has not, with those that it has',
  async (place) => {
    const correction = {
      id: '2026-01-01-world',
      posted: '2026-01-01T09:00:00Z',
      place,
      text: { id: 'x', en: 'y' }
    };
    await project.write('data/corrections.json', JSON.stringify([correction], null, 1));
    expect(await run()).toBe(place === '' ? 2 : 1);
    expect(project.printed()).toMatch(/corrections\.json:5:3: /);
    if (place)
      expect(project.printed()).toMatch(
        new RegExp(
          `“${place}” as the place of .*: expected a scene or a step of the story: opening, .*world-2018`.replace(
            ': expected',
            '; expected'
          )
        )
      );
  }
);

itWithGit(
  'names a correction that the last commit has and the project has no longer, for judgement',
  async () => {
    const git = gitIn(project);
    const correction = {
      id: '2026-01-01-world',
      posted: '2026-01-01T09:00:00Z',
      place: 'was-here',
      text: { id: 'x', en: 'y' }
    };
    await project.write('data/corrections.json', JSON.stringify([correction]));
    git('init', '-q');
    git('add', 'data/corrections.json');
    git('commit', '-qm', 'x');
    await project.write('data/corrections.json', '[]');
    expect(await run()).toBe(0);
    expect(project.printed()).toMatch(
      /For judgement \(1\):\n {2}data\/corrections\.json:1:1: found no “2026-01-01-world”, a correction that the last commit has/
    );
  }
);

itWithGit(
  'names a row of a ledger that is another than in the last commit, or gone, for judgement',
  async () => {
    const git = gitIn(project);
    const ledger = 'data/protection.csv';
    const first = (await project.read(ledger)).split('\n')[1]!;
    const dated = (id: string, date: string) =>
      [id, ...first.split(',').slice(1, 4), date, ...first.split(',').slice(5)].join(',');
    await project.edit(
      ledger,
      (text) => `${text.trimEnd()}\n${dated('row-a', '2018-04')}\n${dated('row-b', '2018-05')}\n`
    );
    git('init', '-q');
    git('add', ledger);
    git('commit', '-qm', 'x');
    await project.edit(ledger, (text) =>
      text.replace('2018-04', '2018-04-01').replace(/^row-b.*\n/m, '')
    );
    await run();
    expect(project.printed()).toMatch(/protection\.csv:\d+:\d+: .*“row-a” is “2018-04-01”/);
    expect(project.printed()).toMatch(/protection\.csv:1:1: .*“row-b”/);
  }
);

itWithGit(
  'names a label that the last commit has and no language has any more, for judgement',
  async () => {
    const git = gitIn(project);
    const files = ['en', 'id'].map((language) => `data/copy/${language}/words.json`);
    const edit = (change: (text: string) => string) =>
      Promise.all(files.map((file) => project.edit(file, change)));
    await edit((text) => text.replace('{', '{ "map.said-by-a-script": "–",'));
    git('init', '-q');
    git('add', ...files);
    git('commit', '-qm', 'x');
    expect(await run()).toBe(0);
    expect(project.printed()).not.toContain('For judgement');
    await edit((text) => text.replace('"map.said-by-a-script": "–",', ''));
    expect(await run()).toBe(0);
    expect(project.printed()).toMatch(
      /For judgement \(1\):\n {2}data\/copy\/id\/words\.json:1:1: found no label “map\.said-by-a-script”, which the last commit has/
    );
  }
);

itWithGit('says where nothing is compared with the last commit, and why', async () => {
  expect(await run()).toBe(0);
  expect(project.complained()).toMatch(
    /^Nothing was compared with the last commit, for git could not be asked: fatal: not a git/m
  );
});

it.each([
  ['sources', '', /^data\/sources\/wb-internet-users\.json:1:1: /],
  ['repairs', '[\n{\n', /^data\/repairs\/wb-internet-users\.json:3:1: /]
])('names a file of %s that cannot be read as what it is', async (folder, text, said) => {
  await project.write(`data/${folder}/wb-internet-users.json`, text);
  expect(await run()).toBe(2);
  expect(project.complained()).toMatch(said);
});

it('says of a figure that was taken out that claims.csv has none', async () => {
  await project.edit('data/story/claims.csv', (text) => text.replace(/^parties-2022.*\n/m, ''));
  expect(await run()).toBe(1);
  expect(project.printed()).toMatch(
    /found “parties-2022” locked as .*; expected no such figure, as in data\/story\/claims\.csv/
  );
});

it('tries another vintage without touching the lock', async () => {
  const before = await project.read(lock);
  expect(await run('--pin', 'internet-use=wb-internet-users/2018-08-28')).toBe(1);
  expect(project.printed()).toContain(
    'internet-use: wb-internet-users/2024-11 → wb-internet-users/2018-08-28'
  );
  expect(project.printed()).toContain('after:  About half of the world was online: 52%.');
  expect(await project.read(lock)).toBe(before);
});

it('asks for an editor when a pin moves even though no number did', async () => {
  const pin = ['--pin', 'internet-use=wb-internet-users/2024-12'];
  expect(await run(...pin)).toBe(1);
  expect(await report(...pin)).toMatchObject({
    pins: [{ indicator: 'internet-use', after: 'wb-internet-users/2024-12' }],
    sentences: [],
    problems: [{ kind: 'pin', severity: 'error' }]
  });
});

it('names each promise that broke, in each language', async () => {
  await project.keep({
    ...next,
    aggregates: next.aggregates.map((point) =>
      point.value === 48.6 ? { ...point, value: 61.2 } : point
    )
  });
  expect(await run('--pin', 'internet-use=wb-internet-users/2024-12')).toBe(1);
  for (const language of ['id', 'en']) {
    expect(project.printed()).toMatch(
      new RegExp(
        `data/copy/${language}/world\\.md:24:1: .*: 61%\\.”, “\\$world-2018” is 61%.*about half`
      )
    );
  }
});

it('names a sentence whose claim has lost its value, and the newest there is', async () => {
  await project.keep({
    ...next,
    economies: next.economies.filter(({ iso3, year }) => iso3 !== 'IDN' || year !== 2018)
  });
  expect(await run('--pin', 'internet-use=wb-internet-users/2024-12')).toBe(1);
  expect(project.printed()).toContain(
    'wb-internet-users/2024-12 has no value for IDN in 2018; its newest is for 2023'
  );
  expect(project.printed()).toContain('after:  In Indonesia –, and the world is at 49%.');
});

it('refuses a vintage that was edited after it was locked', async () => {
  await project.keep({ ...smallVintages.use2024, title: 'Another title' });
  expect(await run()).toBe(1);
  expect(project.printed()).toMatch(
    /data\/edition\.lock\.json:\d+:\d+: found files of wb-internet-users\/2024-11 that are not the ones locked/
  );
});

it('refuses an outline that it cannot read, naming every fault and its place', async () => {
  await project.edit('data/story/outline.md', (text) =>
    text.replace('"coverage-3g"', '"coverage-5g"').replace('## speed', '## sped')
  );
  expect(await run()).toBe(2);
  const complaints = project.complained();
  expect(complaints).toMatch(/data\/story\/outline\.md:\d+:\d+: .*layer="coverage-5g"/);
  expect(complaints).toMatch(/data\/story\/outline\.md:\d+:4: .*“sped”/);
});

it('refuses a table whose bytes are not the ones recorded', async () => {
  await project.edit('data/vintages/wb-internet-users/2024-11/data.csv', (text) =>
    text.replace('39.9', '39.8')
  );
  expect(await run()).toBe(2);
  expect(project.complained()).toMatch(
    /wb-internet-users\/2024-11, which cannot be opened: .*data\.csv/
  );
});

it.each([
  [
    'an unknown claim',
    'data/copy/en/world.md',
    '$idn-2018',
    '$idn-1066',
    /en\/world\.md:24:\d+: .*“\$idn-1066”/
  ],
  [
    'a claim used in one language only',
    'data/copy/en/world.md',
    ' In Indonesia {% $idn-2018 %}, and',
    ' In short',
    /id\/world\.md:24:\d+: \{% \$idn-2018 %\}/
  ],
  [
    'a bare digit',
    'data/copy/id/closing.md',
    'Kalimat ini',
    'Kalimat 7 ini',
    /id\/closing\.md:6:9: .*“7”/
  ],
  [
    'a dropped bound',
    'data/copy/id/demand.md',
    'sekitar {%',
    '{%',
    /id\/demand\.md:\d+:\d+: .*“\$nca-2018”/
  ],
  [
    'a refused word',
    'data/copy/en/closing.md',
    'This sentence',
    'This predator',
    /en\/closing\.md:6:6: “predator”/
  ],
  [
    'a renamed step',
    'data/copy/en/world.md',
    'id="world-2018"',
    'id="world-2017"',
    /en\/world\.md:\d+:1: .*“world-2017”.*“world-2018”/
  ],
  [
    'a step without words',
    'data/story/outline.md',
    '{% step id="world-2018"',
    '{% step id="world-2016" layer="internet-use" year=2016 /%}\n{% step id="world-2018"',
    /id\/world\.md:\d+:1: .*“world-2016”/
  ],
  [
    'words of a step that the outline does not name',
    'data/story/outline.md',
    '{% step id="protection-law" panels=3 /%}',
    '',
    /en\/protection\.md:\d+:1: .*“protection-law”/
  ],
  [
    'a year of a step without figures',
    'data/story/outline.md',
    'year=2018',
    'year=2017',
    /data\/story\/outline\.md:\d+:46: .*“world-2018”.*2017/
  ],
  [
    'a label in one language',
    'data/copy/en/words.json',
    '{ ',
    '{ "nav.help": "Help", ',
    /en\/words\.json:1:3: .*“nav\.help”/
  ]
])('fails on %s, with its place', async (_, file, found, put, message) => {
  await project.edit(file, (text) => text.replace(found, put));
  expect(await run()).toBe(1);
  expect(project.printed()).toMatch(message);
});

describe('what cannot be read at all is refused with 2, and nothing is written', () => {
  it.each([
    ['a lock that is no JSON', lock, () => 'edition', /^data\/edition\.lock\.json:1:1: /],
    [
      'a pin that was never taken',
      lock,
      (text: string) => text.replace('"release": "2024-11"', '"release": "1999-01"'),
      /lock\.json:4:\d+: found the vintage wb-internet-users\/1999-01.*expected one of wb-internet-users\/2018-08-28/
    ],
    [
      'a ledger with a wrong bound',
      'data/estimates.csv',
      (text: string) => text.replace('about,,80000,', 'about,80000,,'),
      /^data\/estimates\.csv:2:/
    ],
    [
      'wording rules that are no rules',
      'data/copy/id/wording.json',
      (text: string) => text.replace('"pattern"', '"patern"'),
      /wording\.json:\d+:\d+: /
    ]
  ])('%s', async (_, file, spoil, message) => {
    await project.edit(file, spoil);
    expect(await run()).toBe(2);
    expect(project.complained()).toMatch(message);
  });

  it.each([
    ['an option nobody knows', ['--pins'], /--pin <indicator>/],
    ['an indicator nobody knows', ['--pin', 'gdp=wb/2024-11'], /internet-use/],
    [
      'a pin that is no vintage',
      ['--pin', 'internet-use=latest'],
      /found --pin internet-use="latest", expected <source>\/<release>/
    ],
    [
      'a vintage to keep that is none',
      ['--keep', 'latest'],
      /found --keep "latest", expected <source>\/<release>/
    ],
    ['a word too many', ['everything'], /options only/]
  ])('%s', async (_, argv, message) => {
    expect(await run(...argv)).toBe(2);
    expect(project.complained()).toMatch(message);
  });
});

describe('edition lock', () => {
  const lockAgain = (...argv: string[]) => edition(['lock', ...argv], project.desk);

  it('leaves an up-to-date lock untouched, whatever the day', async () => {
    const before = await project.read(lock);
    project.desk.now = () => new Date('2027-07-07T00:00:00Z');
    expect(await lockAgain()).toBe(0);
    expect(await project.read(lock)).toBe(before);
  });

  it('records a changed pin with the day of the run, and the story holds again', async () => {
    await repin();
    project.desk.now = () => new Date('2027-07-07T00:00:00Z');
    expect(await lockAgain()).toBe(0);
    const written = await project.read(lock);
    expect(written).toContain('"edition": "2027-07-07"');
    expect(project.printed()).toContain('world-2018: id 49% → 52%, en 49% → 52%');
    project.forget();
    expect(await run()).toBe(0);
  });

  it('gives the same bytes for the same story', async () => {
    const before = await project.read(lock);
    await repin();
    await lockAgain();
    await lockAgain('--pin', 'internet-use=wb-internet-users/2024-11');
    expect(await project.read(lock)).toBe(before);
  });

  it('refuses an edited vintage unless it is pinned by name, and leaves no half-written file', async () => {
    const before = await project.read(lock);
    await project.keep({ ...smallVintages.use2024, title: 'Another title' });
    expect(await lockAgain()).toBe(2);
    expect(await project.read(lock)).toBe(before);
    expect(await readdir(join(project.root, 'data'))).not.toContainEqual(
      expect.stringContaining('.part')
    );
    expect(await lockAgain('--pin', 'internet-use=wb-internet-users/2024-11')).toBe(0);
    project.forget();
    expect(await run()).toBe(0);
  });

  it('asks for every pin when there is no lock, one by one', async () => {
    const empty = await smallProject();
    expect(await edition(['lock'], empty.desk)).toBe(2);
    expect(empty.complained()).toContain('--pin internet-use=<source>/<release>');
    expect(await check([], empty.desk)).toBe(2);
    await empty.remove();
  });
});

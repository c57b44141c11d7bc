import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { articles } from '../../src/chapters/chapter.ts';
import { readOutline, type Outline } from '../../src/chapters/outline.ts';
import { languages, type Language } from '../../src/locale/languages.ts';
import { newsroomStatements } from '../../src/pages/newsroom.ts';
import { outlineFile } from '../../src/story/data.ts';
import { smallParts, smallVintages } from '../story/small-edition.ts';
import { helpEntry, helpOf } from './help-entry.ts';
import { copiesOf, emptyProject, type SmallProject } from './memory-project.ts';

/** The text of the steps that state a figure; every other step has filler text. */
const sentences: Record<Language, Record<string, string>> = {
  id: {
    'world-2018':
      'Sekitar separuh dunia sudah terhubung: {% $world-2018 %}. Di Indonesia {% $idn-2018 %}, dan angka dunia kini {% $world-2018 %}.',
    'demand-2018': 'Ada sekitar {% $nca-2018 %} orang.'
  },
  en: {
    'world-2018':
      'About half of the world was online: {% $world-2018 %}. In Indonesia {% $idn-2018 %}, and the world is at {% $world-2018 %}.',
    'demand-2018': 'There are about {% $nca-2018 %} people.'
  }
};
const labels = ['world-2018', 'idn-2018', 'idn-2023', 'nca-2018'].map((id) => [
  `answer.${id}`,
  'x'
]);
/**
 * The claims of the story, with some of no year, so that these sentences need name none, and one
 * that earlier releases do not reach.
 */
const claimsText = (committed: string) =>
  `${committed
    .replace(
      'world-2018,2018,percent,0,"share(WLD, year)"',
      'world-2018,,percent,0,"share(WLD, 2018)"'
    )
    .replace(
      'idn-2018,2018,percent,0,"share(IDN, year)",below the world in 2018,"value < share(WLD, year)"',
      'idn-2018,,percent,0,"share(IDN, 2018)",below the world in 2018,"value < share(WLD, 2018)"'
    )
    .replace(
      'nca-2018,2018,',
      'nca-2018,,'
    )}idn-2023,,percent,0,"share(IDN, 2023)",more than half,value > 50,internet-use\n`;
const filling: Record<Language, string> = {
  id: 'Kalimat ini tidak berkata apa-apa.',
  en: 'This sentence says nothing at all.'
};

/** The committed outline, with years that both releases of the small story have. */
const outline = readFileSync(outlineFile, 'utf8')
  .replace('year=1990', 'year=2000')
  .replace('{% step id="world-2010" layer="internet-use" year=2010 /%}\n', '')
  .replace('layer="internet-use" year="newest"', 'layer="internet-use" year=2016');

function chapterText(language: Language, steps: Outline[number]['steps']) {
  const body = steps.map(({ id, view }) => {
    const year = view && 'year' in view ? `{% day "${view.year}" /%}.` : '';
    const text = [
      sentences[language][id] ?? '',
      ...Array.from({ length: id in sentences[language] ? 2 : 3 }, () => filling[language]),
      year
    ]
      .join(' ')
      .trim();
    return `{% step id="${id}" %}\n### Judul\n\n${text}\n{% /step %}\n`;
  });
  return `---\ntitle: Judul\n---\n\n{% lead %}\n${filling[language]}\n{% /lead %}\n\n${body.join('\n')}`;
}

/** The arguments that pin the small edition for the first time. */
// oxfmt-ignore
export const firstPins = [
  '--pin', 'internet-use=wb-internet-users/2024-11', '--pin', 'coverage-4g=owid-mobile-4g/2025-06', '--pin', 'coverage-3g=owid-mobile-3g/2025-06',
  '--pin', 'coverage-2g=owid-mobile-2g/2025-06', '--pin', 'population=wb-population/2024-05-30', '--pin', 'opsc-parties=un-opsc-status/2022-06-13',
  '--keep', 'wb-internet-users/2018-08-28'
];

async function makeSmallProject(): Promise<SmallProject> {
  const project = emptyProject();
  const { write, keep, edit } = project;
  const parts = smallParts();
  const vintages = [
    ...Object.values(parts.pins),
    ...parts.kept,
    { ...smallVintages.use2024, release: '2024-12' }
  ];
  for (const vintage of vintages) keep(vintage);
  const committed = (file: string) => readFileSync(join('data', file), 'utf8');
  for (const file of [
    'links.json',
    'story/claims.csv',
    'copy/names.json',
    'accessibility.json',
    'card-heights.json',
    'part-heights.json',
    ...languages.map((language) => `copy/${language}/wording.json`)
  ])
    write(`data/${file}`, committed(file));
  for (const ledger of ['estimates.csv', 'protection.csv', 'read-again.json']) {
    // The desk is of a day before some of theirs.
    write(`data/${ledger}`, committed(ledger).replace(/(?<=[,"( ])2026(?=-0[2-9]|,)/g, '2025'));
  }
  for (const ledger of ['corrections.json', 'withdrawals.json', 'signoffs.json'])
    write(`data/${ledger}`, '[]\n');
  write('data/care/helplines.json', helpOf(helpEntry('one', '2026-01-02')));
  write(
    'data/newsroom.json',
    JSON.stringify(
      Object.fromEntries([...newsroomStatements, 'review_by'].map((field) => [field, null]))
    )
  );
  write(outlineFile, outline);
  edit('data/story/claims.csv', claimsText);
  for (const language of languages) {
    for (const { id, steps } of readOutline(outline))
      write(`data/copy/${language}/${id}.md`, chapterText(language, steps));
    for (const { id } of articles)
      write(`data/copy/${language}/${id}.md`, chapterText(language, []));
    write(`data/copy/${language}/words.json`, '{ "site.name": "Terhubung" }\n');
    write(`data/copy/${language}/words.answers.json`, JSON.stringify(Object.fromEntries(labels)));
    write(
      `data/copy/${language}/countries.json`,
      '{ "IDN": "Indonesia", "GBR": "Inggris Raya", "PHL": "Filipina", "TUV": "Tuvalu" }\n'
    );
  }
  return project;
}

export const smallProject = copiesOf(makeSmallProject);

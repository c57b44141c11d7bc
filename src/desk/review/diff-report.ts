import { languageNames, languages, type Language } from '../../locale/languages.ts';
import { printChange } from '../../story/lock.ts';
import { revisionHistogram, worldLines } from './diff-pictures.ts';
import {
  byName,
  changedGroups,
  changedWords,
  changedYears,
  counted,
  groupCells,
  jumpWords,
  largestRows,
  largestWords,
  levelWords,
  number,
  pinCommand,
  runWords,
  sizeWords,
  summaryWords,
  worldCode,
  yearsOfGroup,
  type DiffReport,
  type Names
} from './diff-words.ts';
import { escapeMarkup } from '../../copy/markup.ts';

const style = [
  ':root{color:#1c1b18;background:#fbfaf6;font:16px/1.5 system-ui,sans-serif}',
  'body{margin:0 auto;padding:1.5rem;max-width:60rem}',
  'h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:2.2rem}h3{font-size:1rem;margin:1.4rem 0 .3rem}',
  'table{border-collapse:collapse;font-variant-numeric:tabular-nums}',
  'th,td{padding:.15rem .9rem .15rem 0;text-align:start;vertical-align:top;border-bottom:1px solid #dcd8cc}',
  '.n{text-align:end}thead th{border-bottom:2px solid #8b8778}',
  '.wide{overflow-x:auto}figure{margin:1rem 0}figcaption{color:#54524a;max-width:44rem}',
  'svg{display:block;width:100%;max-width:44rem;height:auto}svg text{font-size:12px;fill:#54524a}',
  '.grid{stroke:#e3dfd3}.zero{stroke:#54524a}.bar{fill:#33658a}path.before,path.after{fill:none;stroke-width:2}',
  'path.before{stroke:#8b8778;stroke-dasharray:5 4}path.after{stroke:#1f4e79}',
  'dt{color:#54524a;font-size:.9rem;margin-top:.9rem}dd{margin:0}dd.before{color:#54524a}code{font-size:.9em}'
].join('');

/** A column; `end` for numbers. */
type Column = [label: string, align?: 'end'];

function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cell = (tag: 'th' | 'td', text: string, [, align]: Column, scope: string) =>
    `<${tag}${align ? ' class="n"' : ''}${scope}>${escapeMarkup(text)}</${tag}>`;
  const head = columns.map((column) => cell('th', column[0], column, ' scope="col"')).join('');
  const body = rows
    .map(
      (row) =>
        `<tr>${row.map((text, index) => (index === 0 ? cell('th', text, columns[0]!, ' scope="row"') : cell('td', text, columns[index]!, ''))).join('')}</tr>`
    )
    .join('\n');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const list = (items: readonly string[]) =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;

/** A headed part of the page; nothing where it would be empty. */
function part(title: string, body: string, level: 2 | 3 = 2): string {
  return body === '' ? '' : `<h${level}>${escapeMarkup(title)}</h${level}>\n${body}\n`;
}

const picture = (drawn: string, caption: string) =>
  drawn === '' ? '' : `<figure>${drawn}<figcaption>${escapeMarkup(caption)}</figcaption></figure>`;

const tallyColumns: Column[] = [['added', 'end'], ['withdrawn', 'end'], ['revised', 'end'], ['up', 'end'], ['down', 'end'], ['largest']];

function values({ before, after, comparison }: DiffReport, nameOf: Names): string {
  const { unit, threshold, sizes, economies, years, appeared, vanished, regrouped, groupsAppeared, groupsVanished, carried, jumps, diff } =
    comparison;
  const world = yearsOfGroup(comparison, worldCode);
  const tally = (row: { added: number; withdrawn: number; revised: number; up: number; down: number }) =>
    [row.added, row.withdrawn, row.revised, row.up, row.down].map(number);
  const named = (codes: readonly string[]) =>
    byName(
      codes.map((iso3) => ({ iso3 })),
      nameOf
    ).map(({ iso3 }) => nameOf(iso3));
  const moved = unit === 'percent' ? 'points' : 'percent of what they were';
  return [
    part(
      'Revised, by size',
      table(
        [[''], ['up', 'end'], ['down', 'end']],
        diff.revised.length === 0 ? [] : sizes.map((one) => [sizeWords(one, unit), number(one.up), number(one.down)])
      )
    ),
    part(
      'Largest revisions, the furthest moved first',
      table([['country'], ['year', 'end'], ['before', 'end'], ['after', 'end'], ['change', 'end']], largestRows(comparison, nameOf))
    ),
    picture(
      revisionHistogram(diff.revised, unit),
      `How many values moved by how many ${moved}: all economies and years together, none named.`
    ),
    part(
      'The world, as its publisher gives it',
      picture(worldLines(world, { before, after }, unit), `Dashed: ${before}. Solid: ${after}.`) +
        table(
          [['year'], ['before', 'end'], ['after', 'end'], ['change', 'end']],
          changedYears(world, threshold).map((year) => [String(year.year), ...groupCells(year, unit)])
        )
    ),
    part(
      'Other groups with other figures',
      list(changedGroups(comparison, nameOf).map((group) => `${nameOf(group.iso3)}: ${changedWords(group.years, unit)}`))
    ),
    part('Groups that come', list(named(groupsAppeared))),
    part('Groups that go', list(named(groupsVanished))),
    part('Economies that appear', list(named(appeared))),
    part('Economies that vanish', list(named(vanished))),
    part('Regrouped', list(regrouped.map(({ iso3, to }) => `${nameOf(iso3)}: now ${to === 'aggregates' ? 'a group' : 'an economy'}`))),
    part(
      'The same figure three years or more running, which it was not before',
      list(byName(carried, nameOf).map((run) => runWords(run, nameOf, unit)))
    ),
    part(
      `New jumps of 20 ${unit === 'percent' ? 'points' : 'percent'} or more in one year`,
      list(
        byName(
          jumps.filter(({ isNew }) => isNew),
          nameOf
        ).map((jump) => jumpWords(jump, nameOf, unit))
      )
    ),
    part(
      'By year',
      table(
        [['year'], ...tallyColumns],
        years.map((row) => [String(row.year), ...tally(row), largestWords(row.largest, nameOf(row.largest?.iso3 ?? ''), unit)])
      )
    ),
    part(
      'By country',
      table(
        [['country'], ...tallyColumns],
        byName(economies, nameOf).map((row) => [
          nameOf(row.iso3),
          ...tally(row),
          largestWords(row.largest, String(row.largest?.year), unit)
        ])
      )
    )
  ].join('\n');
}

function meaning({ story, noStory, after }: DiffReport, nameOf: Names): string {
  const title = 'What it means for the story';
  if (!story) return part(title, `<p>${escapeMarkup(noStory ?? '')}</p>`);
  const { claims, sentences, broken, maps, indicator } = story;
  const none = claims.length + sentences.length + broken.length + maps.length === 0;
  const said = (language: Language) =>
    sentences
      .filter((sentence) => sentence.language === language)
      .map(
        ({ file, line, column, before: was, after: is }) =>
          `<dt><code>${escapeMarkup(`${file}:${line}:${column}`)}</code></dt><dd class="before"><del>${escapeMarkup(was)}</del></dd><dd><ins>${escapeMarkup(is)}</ins></dd>`
      )
      .join('');
  return [
    part(
      title,
      none
        ? '<p>Nothing: no sentence, no promise and no class on a map changes.</p>'
        : `<p>To pin it: <code>${escapeMarkup(pinCommand(indicator, after))}</code></p>`
    ),
    part(
      `Claims that change (${claims.length})`,
      table(
        [['claim'], ...languages.map((language): Column => [languageNames[language]])],
        claims.map((change) => [change.id, ...languages.map((language) => printChange(change, language))])
      ),
      3
    ),
    ...languages.map((language) => {
      const body = said(language);
      return part(`Sentences that change: ${languageNames[language]}`, body === '' ? '' : `<dl lang="${language}">${body}</dl>`, 3);
    }),
    part('Promises broken', list(broken.map(({ message }) => message)), 3),
    ...maps.map(({ step, view, marks }) =>
      part(
        `Map of ${view.year} (${step}): ${counted(marks.length, 'economy', 'economies')} in another class`,
        table(
          [['economy'], ['before'], ['after']],
          byName(marks, nameOf).map((mark) => [nameOf(mark.iso3), levelWords(mark.before), levelWords(mark.after)])
        ),
        3
      )
    )
  ].join('\n');
}

/**
 * Returns the difference of two vintages and what it means as one HTML page that asks for nothing else and runs nothing.
 * Countries stand in the order of their names, never of their figures (standards V24); only revisions are
 * ordered, by how far they moved: an editor looks at the largest first.
 */
export function diffReport(report: DiffReport, nameOf: Names): string {
  const title = `${report.before} → ${report.after}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="robots" content="noindex">',
    `<title>${escapeMarkup(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeMarkup(title)}</h1>`,
    `<p>${escapeMarkup(`${report.indicator}: ${summaryWords(report.comparison)}`)}</p>`,
    meaning(report, nameOf),
    values(report, nameOf),
    '</body>',
    '</html>',
    ''
  ].join('\n');
}

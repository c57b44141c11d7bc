import { escapeMarkup, htmlShell, tag } from '../../copy/markup.ts';
import { languageNames, languages } from '../../locale/languages.ts';
import type { VintageRecord } from '../../vintages/vintage.ts';
import {
  storyHeading,
  type DiffColumn,
  type DiffModel,
  type DiffPart,
  type StoryModel
} from './diff-model.ts';
import { revisionHistogram, worldLines } from './diff-pictures.ts';

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

function table(columns: readonly DiffColumn[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const cell = (name: 'th' | 'td', text: string, align: DiffColumn['align'], scope = '') =>
    tag(name, text, `${align ? ' class="n"' : ''}${scope}`);
  const head = columns.map(({ label, align }) => cell('th', label, align, ' scope="col"')).join('');
  const rowOf = (row: readonly string[]) =>
    columns
      .map(({ align }, at) =>
        at === 0
          ? cell('th', row[at] ?? '', align, ' scope="row"')
          : cell('td', row[at] ?? '', align)
      )
      .join('');
  const body = rows.map((row) => `<tr>${rowOf(row)}</tr>`).join('\n');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
}

const list = (items: readonly string[]) =>
  items.length === 0
    ? ''
    : `<ul>${items.map((item) => `<li>${escapeMarkup(item)}</li>`).join('')}</ul>`;

/** Left out when empty. */
function part(title: string, body: string, level: 2 | 3 = 2): string {
  return body === '' ? '' : `<h${level}>${escapeMarkup(title)}</h${level}>\n${body}\n`;
}

const valuePart = ({ title, columns, rows, lines }: DiffPart, drawn = '') =>
  part(title, drawn + table(columns, rows) + list(lines));

const picture = (drawn: string, caption: string) =>
  drawn === '' ? '' : `<figure>${drawn}<figcaption>${escapeMarkup(caption)}</figcaption></figure>`;

function valueParts(
  { values, tallies, drawn, names }: DiffModel,
  unit: VintageRecord['unit']
): string {
  const { sizes, largest, world, ...others } = values;
  const moved = unit === 'percent' ? 'points' : 'percent of what they were';
  return [
    valuePart(sizes),
    valuePart(largest),
    picture(
      revisionHistogram(drawn.revised, unit),
      `How many values moved by how many ${moved}: all economies and years together, none named.`
    ),
    valuePart(
      world,
      picture(
        worldLines(drawn.world, names, unit),
        `Dashed: ${names.before}. Solid: ${names.after}.`
      )
    ),
    ...[...Object.values(others), tallies.years, tallies.countries].map((one) => valuePart(one))
  ].join('\n');
}

function meaning({ nothing, pin, claims, texts, broken, maps }: StoryModel): string {
  return [
    part(
      storyHeading,
      nothing === undefined
        ? `<p>To pin it: <code>${escapeMarkup(pin)}</code></p>`
        : `<p>${nothing}</p>`
    ),
    part(
      `Claims that change (${claims.length})`,
      table(
        [{ label: 'claim' }, ...languages.map((language) => ({ label: languageNames[language] }))],
        claims
      ),
      3
    ),
    part(
      `Texts that change (${texts.length})`,
      texts
        .map(({ id, place, said }) => {
          const changes = said.map(
            ({ language, before, after }) =>
              `<dd class="before" lang="${language}"><del>${escapeMarkup(before)}</del></dd><dd lang="${language}"><ins>${escapeMarkup(after)}</ins></dd>`
          );
          const head = `<dt><code>${escapeMarkup(id)}</code> <code>${escapeMarkup(place)}</code></dt>`;
          return `<dl>${head}${changes.join('')}</dl>`;
        })
        .join(''),
      3
    ),
    part('Promises broken', list(broken), 3),
    ...maps.map(({ year, step, what, marks }) =>
      part(
        `Map of ${year} (${step}): ${what}`,
        table([{ label: 'economy' }, { label: 'before' }, { label: 'after' }], marks),
        3
      )
    )
  ].join('\n');
}

/** One HTML page without scripts or other files. */
export function diffReport(model: DiffModel, unit: VintageRecord['unit']): string {
  const { title, indicator, summary, story } = model;
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="robots" content="noindex">',
    tag('title', title),
    `<style>${style}</style>`
  ];
  const body = [
    tag('h1', title),
    tag('p', `${indicator}: ${summary}`),
    'none' in story ? part(storyHeading, tag('p', story.none)) : meaning(story),
    valueParts(model, unit)
  ];
  return htmlShell('en', head, body.join('\n'));
}

import type { DraftChange } from '../../site/story/mark-draft.ts';
import { changedLanguages, type TextChange } from '../../story/texts-lock.ts';
import type { Problem } from '../../story/problem.ts';
import { escapeMarkup, htmlShell, tag } from '../../copy/markup.ts';
import { counted } from '../../locale/counted.ts';

export interface ChangedPage {
  /** E.g. `en/index.html`. */
  path: string;
  changes: readonly DraftChange[];
  isNew?: boolean;
}

const style = `
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: #1c1b19; background: #fbfaf6 }
main, header { max-width: 72rem; margin: 0 auto; padding: 1rem }
a { color: #14507a } li, details { margin: .5rem 0 } h2 { margin: 2rem 0 .5rem; font-size: 1.1rem }
nav { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem }
del { background: #f7dfd6 } ins { background: #dcecd2; text-decoration: none }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1rem }
iframe { width: 100%; height: 70vh; border: 1px solid #8a857b; background: #fff } code { overflow-wrap: anywhere }
`;

/** E.g. `/draft/en/`. */
const addressOf = (root: string, path: string, id: string) =>
  `/${root}/${path.replace(/(^|\/)index\.html$/, '$1')}${id === '' ? '' : `#${encodeURIComponent(id)}`}`;

function saidOf(change: DraftChange): string {
  const { kind, before, after, claims, rows } = change;
  if (kind !== 'text') {
    const table =
      rows && rows.all > 0 ? ` (${rows.changed} of ${counted(rows.all, 'row')} differ)` : '';
    return `${kind === 'figure' ? 'Figure' : 'Table'}: <ins>${escapeMarkup(after)}</ins>${table}`;
  }
  const named =
    claims.length === 0
      ? ''
      : ` <small>${claims.map((id) => `<code>${escapeMarkup(id)}</code>`).join(' ')}</small>`;
  return `${before === undefined ? '' : `<del>${escapeMarkup(before)}</del><br>`}<ins>${escapeMarkup(after)}</ins>${named}`;
}

export function draftBar(changes: number, first: string | undefined): string {
  const said =
    changes === 0
      ? 'nothing on this page differs from what readers see'
      : `${counted(changes, 'change')} on this page`;
  const go = first === undefined ? '' : ` · <a href="#${escapeMarkup(first)}">first change</a>`;
  return `<div class="draft-bar" role="note">Draft: ${said}${go} · <a href="/changes/">all changes</a></div>`;
}

/** Marks have a line as well as a colour. */
export const draftStyle =
  '<style>.draft-bar{padding:.5rem 1rem;font:.9rem/1.4 system-ui,sans-serif;background:#fff3c4;color:#1c1b19;border-bottom:2px solid #1c1b19}' +
  '.changed-text{box-shadow:inset 4px 0 #b35900;padding-left:.75rem}.changed-figure{outline:3px dashed #b35900;outline-offset:4px}' +
  'data.changed{background:#ffe0a8;text-decoration:underline double}:target{outline:3px solid #14507a;outline-offset:4px}</style>';

/**
 * A page without script: what keeps the draft from being published, the texts to accept, and each
 * change of a page, which opens the draft beside what readers see.
 */
export function changesPage(
  now: string,
  pages: readonly ChangedPage[],
  { problems, texts }: { problems: readonly Problem[]; texts: readonly TextChange[] }
): string {
  // No script runs in the frames: the story's would scroll away from the mark.
  const frame = (name: string, root: string, path: string, { near }: DraftChange, id: string) =>
    `<section><h3>${name}: <a href="${addressOf(root, path, near)}">${addressOf(root, path, near)}</a></h3>` +
    `<iframe title="${name}" loading="lazy" sandbox="allow-same-origin" src="${addressOf(root, path, id)}"></iframe></section>`;
  const changed = pages.map(({ path, changes, isNew }) => {
    const items = changes.map(
      (change) =>
        `<details><summary>${saidOf(change)}</summary><div class="pair">${frame('Readers see', 'now', path, change, change.near)}${frame('Draft', 'draft', path, change, change.anchor)}</div></details>`
    );
    const note = isNew ? '<p>Readers have no such page yet.</p>' : '';
    return `<h2><a href="${addressOf('draft', path, '')}">${escapeMarkup(path)}</a>: ${counted(changes.length, 'change')}</h2>${note}${items.join('\n')}`;
  });
  const rewritten = texts.map((change) => {
    const sides = changedLanguages(change).map((language) => {
      const { before, after } = change;
      return `<p lang="${language}"><del>${escapeMarkup(before?.said[language] ?? '')}</del><br><ins>${escapeMarkup(after?.said[language] ?? '')}</ins></p>`;
    });
    return `<li><code>${escapeMarkup(change.id)}</code>${sides.join('')}</li>`;
  });
  const faults = problems.map(({ message }) => `<li>${escapeMarkup(message)}</li>`);
  const list = (title: string, items: readonly string[]) =>
    items.length === 0 ? '' : `<h2>${title} (${items.length})</h2><ul>${items.join('\n')}</ul>`;
  const total = pages.reduce((sum, { changes }) => sum + changes.length, 0);
  const head = [
    '<meta name="robots" content="noindex">',
    '<link rel="icon" href="data:,">',
    tag('title', 'Changes'),
    `<style>${style}</style>`
  ];
  const body = [
    `<header><h1>${total === 0 ? 'Nothing changes' : counted(total, 'change')}</h1>`,
    `<nav aria-label="Editions"><a href="/now/">What readers see (${escapeMarkup(now)})</a> <a href="/draft/">The draft</a></nav></header>`,
    `<main>${list('Before this draft can be published', faults)}${list('To accept', rewritten)}${changed.join('\n')}</main>`
  ].join('\n');
  return htmlShell('en', head, body);
}

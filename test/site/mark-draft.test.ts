import { describe, expect, it } from 'vitest';
import { markDraft } from '../../src/site/story/mark-draft.ts';

const claim = (id: string, value: string) =>
  `<a href="#n-${id}"><data class="claim" value="${value}" data-claim="${id}">${value}</data></a>`;
const picture = (title: string, bar: number) =>
  `<figure class="stage" data-figure="world"><figcaption><h3>${title}</h3></figcaption><svg><rect width="${bar}"></rect></svg></figure>`;
const page = (...steps: string[]) => `<main><section id="world">${steps.join('')}</section></main>`;
const step = (id: string, words: string) =>
  `<div class="step" id="${id}"><h3>Heading ${id}</h3><p>${words}</p></div>`;

describe('markDraft', () => {
  it('leaves an equal page unchanged', () => {
    const html = page(
      step('a', `In 2018, ${claim('x', '49%')}.`),
      picture('Map', 3),
      '<table><tr><td>1</td></tr></table>'
    );
    expect(markDraft(html, html)).toEqual({ html, changes: [] });
  });

  it('marks a paragraph and its changed number', () => {
    const { html, changes } = markDraft(
      page(step('a', `Half: ${claim('x', '49%')} and ${claim('y', '7%')}.`), step('b', 'Same.')),
      page(step('a', `Half: ${claim('x', '52%')} and ${claim('y', '7%')}.`), step('b', 'Same.'))
    );
    expect(changes).toEqual([
      {
        kind: 'text',
        anchor: 'change-1',
        near: 'a',
        before: 'Half: 49% and 7%.',
        after: 'Half: 52% and 7%.',
        claims: ['x']
      }
    ]);
    expect(html).toContain('<p id="change-1" class="changed-text">');
    expect(html).toContain(
      '<data class="claim changed" title="readers see 49%" value="52%" data-claim="x">52%</data>'
    );
    expect(html.match(/changed/g)).toHaveLength(2);
  });

  it('does not pair a moved paragraph with a replaced one', () =>
    expect(
      markDraft(page(step('a', 'Kept.')), page(step('a', 'New.'), step('b', 'Kept.'))).changes.map(
        ({ before, after }) => [before, after]
      )
    ).toEqual([
      [undefined, 'New.'],
      [undefined, 'Heading b']
    ]));

  it('links to an element’s own id', () => {
    const { html, changes } = markDraft(
      '<h1 class="big" id="title">Old</h1>',
      '<h1 class="big" id="title">New</h1>'
    );
    expect(html).toBe('<h1 class="changed-text big" id="title">New</h1>');
    expect(changes[0]?.anchor).toBe('title');
  });

  it('marks a figure whose picture alone differs', () => {
    const { html, changes } = markDraft(page(picture('Map', 3)), page(picture('Map', 4)));
    expect(changes).toEqual([
      {
        kind: 'figure',
        anchor: 'change-1',
        near: 'world',
        after: 'Map',
        claims: [],
        rows: { changed: 0, all: 0 }
      }
    ]);
    expect(html).toContain(
      '<figure id="change-1" class="changed-figure stage" data-figure="world">'
    );
  });

  it('marks a table as one change with its row count', () => {
    const table = (last: string) =>
      `<table><caption>Use</caption><tr><td>IDN</td><td>40</td></tr><tr><td>GBR</td><td>${last}</td></tr></table>`;
    expect(markDraft(page(table('91')), page(table('95'))).changes).toMatchObject([
      { kind: 'table', after: 'Use', near: 'world', rows: { changed: 1, all: 2 } }
    ]);
  });

  it('reads entities and ignores comments', () =>
    expect(markDraft('<p>A<!--1--> &amp; B</p>', '<p>A<!--2--> &amp; B</p>').changes).toEqual([]));

  it('reports a claim that readers do not see', () =>
    expect(
      markDraft(page(step('a', 'Words.')), page(step('a', `Words ${claim('new', '3')}.`))).html
    ).toContain('title="not on the page that readers see"'));
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { themeNames } from '../../src/cards/client/theme.ts';
import { sandbox } from '../../src/cards/embed/snippet.ts';

const root = join(import.meta.dirname, '..', '..');
const guides = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)
].filter((path) => path.endsWith('.md'));
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

it.each(guides)('%s leads to files that are there', (path) => {
  const links = [
    ...textOf(path).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)|<img[^>]*\ssrc="([^":]+)"/g)
  ].map(([, link, picture]) => link ?? picture!);
  expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
});

// The book of rules cites files of other projects too.
it.each(guides.filter((path) => path !== 'docs/standards.md'))(
  '%s names files of the project that are there',
  (path) => {
    const named = [
      ...textOf(path).matchAll(
        /(?<![\w/])(?:src|test|data|docs)\/[\w./-]*\w(?![\w<*]|[/.-]+[<\w])/g
      )
    ].map(([name]) => name);
    expect(named.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  }
);

it('the front page is one', () => expect(textOf('README.md').split('\n').length).toBeLessThan(150));

it('the guide for partners names every part of a look and what a frame is allowed', () => {
  const guide = textOf('docs/embedding.md');
  for (const word of [...themeNames, `sandbox="${sandbox}"`])
    expect(guide).toContain(word.includes('=') ? word : `\`${word}\``);
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const read = (folder: string, name: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, folder, path), 'utf8') }));

const labels = read('data/copy/en', /^words.*\.json$/);
const code = read('src', /\.(ts|svelte)$/);
const typed = code.find(({ path }) => path === join('copy', 'words.ts'))!.text;
const asking = code.filter(({ text }) => text !== typed).map(({ text }) => text);

/** Keys with variable parts: `help.${need}`, `${id}.title`. */
const made = asking
  .flatMap((text) =>
    [...text.matchAll(/`((?:[\w.-]|\$\{[^`}]+\})+)`/g)].map(([, template = '']) => template)
  )
  .filter(
    (template) =>
      template.includes('${') && /[a-z]\.|\.[a-z]/.test(template.replaceAll(/\$\{[^}]+\}/g, '#'))
  )
  .map(
    (template) =>
      new RegExp(
        `^${template
          .replaceAll(/\$\{[^}]+\}/g, '#')
          .replaceAll('.', '\\.')
          .replaceAll('#', '.+')}$`
      )
  );

it('imports every label file into the type of keys', () => {
  expect(labels.map(({ path }) => path).filter((path) => !typed.includes(`/${path}'`))).toEqual([]);
});

it('uses every label', () => {
  const keys = labels.flatMap(({ text }) => Object.keys(JSON.parse(text) as object));
  const all = asking.join('\n');
  const asked = (key: string) =>
    ["'", '"', '`'].some((quote) => all.includes(quote + key + quote)) ||
    made.some((one) => one.test(key));
  expect(keys.filter((key) => !asked(key) && !asked(key.replace(/\.(one|other)$/, '')))).toEqual(
    []
  );
});

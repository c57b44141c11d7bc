import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvParse, subset } from 'd3';
import { parse as parseComponent } from 'svelte/compiler';
import ts from 'typescript';
import { afterEach, describe, expect, it } from 'vitest';
import { say, counted, few } from '../../src/locale/say.ts';
import { commands, type CommandWords } from '../../src/desk/cli/commands.ts';
import { chooseLanguage, speakLanguage } from '../../src/desk/words/choose-language.ts';
import { promiseWords } from '../../src/story/claims/promise-words.ts';
import help from '../../src/desk/words/help.json' with { type: 'json' };
import indonesian from '../../src/desk/words/id.json' with { type: 'json' };

const src = join(import.meta.dirname, '../../src');
const keyOf = (parts: readonly string[]) =>
  parts.reduce((before, part, at) => `${before}{${at}}${part}`);

/** Calls whose arguments at these places are texts, where they are written in the call. */
const texts = new Map([
  ['sayText', [0]],
  ['drop', [0]],
  ['flag', [0]],
  ['list.drop', [0]],
  ['list.leave', [2]],
  ['counted', [1, 2]]
]);

function keysOfModule(text: string) {
  const keys: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'say') {
      const { template } = node;
      keys.push(
        ts.isNoSubstitutionTemplateLiteral(template)
          ? template.text
          : keyOf([
              template.head.text,
              ...template.templateSpans.map(({ literal }) => literal.text)
            ])
      );
    }
    if (ts.isCallExpression(node)) {
      const said = (texts.get(node.expression.getText()) ?? []).map((at) => node.arguments[at]);
      const literals = said.filter((one) => one !== undefined && ts.isStringLiteralLike(one));
      keys.push(...literals.map(({ text }) => text));
      if (node.expression.getText() === 'counted' && literals.length === 1)
        keys.push(`${literals[0]!.text}s`);
    }
    // What `take` left out or changed.
    if (
      ts.isPropertyAssignment(node) &&
      /^(reason|flag)$/.test(node.name.getText()) &&
      ts.isStringLiteralLike(node.initializer)
    )
      keys.push(node.initializer.text);
    // The predicates of schemas.
    if (ts.isStringLiteralLike(node) && node.text.startsWith('must ')) keys.push(node.text);
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  visit(file);
  return keys;
}

/** Each expression of a component, as the text of a module. */
function keysOfComponent(text: string) {
  const parts: string[] = [];
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return;
    const { type, start, end } = node as { type?: string; start?: number; end?: number };
    if (type === 'TaggedTemplateExpression' || type === 'CallExpression')
      parts.push(text.slice(start, end));
    else Object.values(node).forEach(visit);
  };
  visit(parseComponent(text, { modern: true }));
  return parts.flatMap(keysOfModule);
}

const helpTexts = Object.values<CommandWords>(commands).flatMap(({ about, options = {} }) => [
  about,
  ...Object.values(options)
]);
const spoken = new Set([
  ...helpTexts,
  ...Object.values(help),
  ...readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|svelte)$/.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(src, path), 'utf8');
      return path.endsWith('.ts') ? keysOfModule(text) : keysOfComponent(text);
    })
]);
const blanks = (text: string) => new Set([...text.matchAll(/\{\d+\}/g)].map(([blank]) => blank));

describe('the messages of the desk', () => {
  it('exist in Indonesian, with values that the message has', () => {
    expect([...spoken].filter((text) => !Object.hasOwn(indonesian, text))).toEqual([]);
    expect(
      Object.entries(indonesian).filter(([en, id]) => !subset(blanks(id), blanks(en)))
    ).toEqual([]);
  });

  it('have no translation of a text that no code says', () => {
    expect(Object.keys(indonesian).filter((text) => !spoken.has(text))).toEqual([]);
  });
});

describe('the language of the desk', () => {
  it('changes no result', () => {
    const run = join(src, 'desk/run.mjs');
    const [id, en] = ['id', 'en'].map((language) =>
      spawnSync(process.execPath, [run, 'desk', 'claims', '--json', '--lang', language], {
        encoding: 'utf8'
      })
    );
    expect(id!.stderr).toBe('');
    expect(JSON.parse(id!.stdout)).toEqual(JSON.parse(en!.stdout));
  });

  afterEach(() => speakLanguage('en'));

  it.each([
    [['--lang', 'id', 'check'], {}, ['check'], 'a, b, c dan 1 lagi'],
    [['check', '--lang=id'], { TERHUBUNG_LANG: 'en' }, ['check'], 'a, b, c dan 1 lagi'],
    [['check'], { TERHUBUNG_LANG: 'id', LANG: 'en_GB.UTF-8' }, ['check'], 'a, b, c dan 1 lagi'],
    [['check'], { LANG: 'id_ID.UTF-8' }, ['check'], 'a, b, c dan 1 lagi'],
    [['check'], { LANG: 'fr_FR.UTF-8' }, ['check'], 'a, b, c and 1 more'],
    [['check'], { LANG: 'idb' }, ['check'], 'a, b, c and 1 more']
  ])('%j in %j', (argv, env, rest, list) => {
    expect(chooseLanguage(argv, env)).toEqual(rest);
    expect(few(['a', 'b', 'c', 'd'])).toBe(list);
  });

  it('refuses a language that it does not speak, in the language of the system', () => {
    expect(() => chooseLanguage(['--lang', 'fr'], { LANG: 'id_ID' })).toThrow(
      'Meja redaksi tidak mengenal bahasa “fr”. Tulis salah satu dari id, en di --lang atau TERHUBUNG_LANG.'
    );
  });

  it('says each promise of the story, which its author wrote in English', () => {
    speakLanguage('id');
    const written = csvParse(readFileSync(join(src, '../data/story/claims.csv'), 'utf8'));
    for (const { promise = '', holds = '' } of written)
      expect(promiseWords({ promise, written: { year: '', value: '', holds } })).not.toMatch(
        /\w\(|\b(value|year|and|or|between)\b|[<>]/
      );
  });

  it('prints a number as the language does, and a value as it is', () => {
    speakLanguage('id');
    expect(counted(2000, 'value')).toBe('2.000 nilai');
    expect(say`${'{2}'} and ${2018} more`).toBe('{2} dan 2018 lagi');
  });
});

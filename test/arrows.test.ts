import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { group } from 'd3';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { drawRooms } from './draw-rooms.ts';

const root = join(import.meta.dirname, '..');
const src = join(root, 'src');

/**
 * The rooms of the house, left to right, each with what is in it. Data walks through them once and
 * never turns back.
 */
const contents = {
  locale: 'the languages, and how each prints numbers and dates',
  sources: 'bytes of a published file → observations',
  vintages: 'what is kept: store, open, compare, repair',
  story: 'an edition and its claims → the data of the story',
  copy: 'the words, checked against claims and each other',
  charts: 'a folder a chart: frame, drawing, table, words',
  chapters: 'the outline → scenes, steps and what each shows',
  scroll: 'where the reader is',
  pages: 'the story and the pages beside it',
  cards: 'what partners embed and take along',
  site: 'every path, and what makes it',
  desk: 'the commands'
};
const rooms = Object.keys(contents);
/** Where components are; the desk's page is a bundle apart. */
const hasSvelte = (path: string) => /^(charts|pages|cards|desk\/window)\//.test(path);
const generalDrawers = /(^|\/)(utils?|helpers?|common|misc|lib|shared)(\/|\.|$)/i;

interface Import {
  from: string;
  name: string;
  to?: string;
}

const paths = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((path) => extname(path) !== '')
  .map((path) => path.replaceAll('\\', '/'))
  .sort();
const modules = paths.filter((path) => /\.(ts|mjs|svelte)$/.test(path));
const textOf = (path: string) => readFileSync(join(src, path), 'utf8');
/** The script of a module; of a Svelte file, what stands in its script elements. */
const scriptOf = (path: string) =>
  path.endsWith('.svelte')
    ? [...textOf(path).matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)]
        .map((match) => match[1])
        .join('\n')
    : textOf(path);
const roomOf = (path: string) => path.split('/')[0]!;

function resolve(from: string, name: string): Import {
  if (name.startsWith('#')) return { from, name, to: name.slice(1) };
  if (!name.startsWith('.')) return { from, name };
  return { from, name, to: relative(src, join(src, dirname(from), name)).replaceAll('\\', '/') };
}
const imports: Import[] = [
  ...modules.flatMap((from) =>
    ts
      .preProcessFile(scriptOf(from), true, true)
      .importedFiles.map(({ fileName }) => resolve(from, fileName))
  ),
  ...paths
    .filter((path) => path.endsWith('.css'))
    .flatMap((from) =>
      [...textOf(from).matchAll(/@import\s+['"]([^'"]+)['"]/g)].map((match) =>
        resolve(from, match[1]!)
      )
    )
];

function circle(): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { from, to } of imports)
    if (to !== undefined) next.set(from, [...(next.get(from) ?? []), to]);
  const done = new Set<string>();
  const visit = (path: string, trail: string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const target of next.get(path) ?? []) {
      const found = visit(target, [...trail, path]);
      if (found) return found;
    }
    done.add(path);
    return undefined;
  };
  for (const path of next.keys()) {
    const found = visit(path, []);
    if (found) return found;
  }
  return undefined;
}

describe('the house', () => {
  it('is what docs/rooms.svg shows', async () => {
    const between = imports.flatMap(({ from, to }) =>
      to === undefined ? [] : { from: roomOf(from), to: roomOf(to) }
    );
    await expect(drawRooms(contents, between)).toMatchFileSnapshot(join(root, 'docs', 'rooms.svg'));
  });

  it('has no room but those of the plan', () => {
    expect(rooms).toEqual(expect.arrayContaining([...new Set(paths.map(roomOf))]));
  });

  it('imports only from the same room or from rooms to its left', () => {
    const wrong = imports
      .filter(
        ({ from, to }) =>
          to !== undefined && rooms.indexOf(roomOf(to)) > rooms.indexOf(roomOf(from))
      )
      .map(({ from, to }) => `${from} → ${to}`);
    expect(wrong).toEqual([]);
  });

  it('imports nothing of the project from outside src, but the keys of the labels as a type', () => {
    const isLabels = ({ from, to = '' }: Import) =>
      from === 'copy/words.ts' && /^\.\.\/data\/copy\/en\/words[\w.]*\.json$/.test(to);
    expect(
      imports
        .filter((one) => one.to?.startsWith('..') && !isLabels(one))
        .map(({ from, name }) => `${from} → ${name}`)
    ).toEqual([]);
  });

  it('names a module of another room by `#room/…`, one of its own room by its path', () => {
    expect(
      imports
        .filter(
          ({ from, name, to = '..' }) =>
            extname(from) !== '.css' &&
            !to.startsWith('..') &&
            name.startsWith('#') === (roomOf(from) === roomOf(to))
        )
        .map(({ from, name }) => `${from} → ${name}`)
    ).toEqual([]);
  });

  it('names files with their extension', () => {
    expect(
      imports
        .filter(({ to }) => to !== undefined && extname(to) === '')
        .map(({ from, name }) => `${from} → ${name}`)
    ).toEqual([]);
  });

  it('is run by the packages that `npm start` installs, and has no other of them (src/desk/run.mjs)', () => {
    const { dependencies, devDependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8')
    ) as Record<string, object>;
    const imported = (name: string) =>
      imports.some((one) => one.name === name || one.name.startsWith(`${name}/`));
    const opened = (name: string) => modules.some((path) => textOf(path).includes(`'${name}`));
    expect(Object.keys(devDependencies!).filter((name) => imported(name))).toEqual([]);
    expect(Object.keys(dependencies!).filter((name) => !imported(name) && !opened(name))).toEqual(
      []
    );
  });

  it('has no circle of imports', () => {
    expect(circle()?.join(' → ')).toBeUndefined();
  });

  it('uses Svelte only where pictures and pages are made', () => {
    const components = paths.filter((path) => path.endsWith('.svelte') && !hasSvelte(path));
    expect(components).toEqual([]);
    const wrong = imports.filter(
      ({ from, name }) => /^svelte(\/|$)/.test(name) && name !== 'svelte/server' && !hasSvelte(from)
    );
    expect(wrong.map(({ from, name }) => `${from} → ${name}`)).toEqual([]);
  });

  it('lets the desk run on TypeScript alone: none of its commands comes to a component', () => {
    // A type is gone before anything runs.
    const loaded = (path: string) =>
      ts
        .preProcessFile(scriptOf(path).replace(/^(import|export) type\b[^;]*;/gm, ''), true, true)
        .importedFiles.flatMap(({ fileName }) => resolve(path, fileName).to ?? []);
    const from = new Map<string, string>();
    const ahead = modules.filter((path) => roomOf(path) === 'desk' && !hasSvelte(path));
    for (let path = ahead.pop(); path !== undefined; path = ahead.pop()) {
      for (const next of path.endsWith('.svelte') || !modules.includes(path) ? [] : loaded(path)) {
        if (from.has(next)) continue;
        from.set(next, path);
        ahead.push(next);
      }
    }
    expect(from.size).toBeGreaterThan(100);
    expect(
      [...from].filter(([to]) => to.endsWith('.svelte')).map(([to, path]) => `${path} → ${to}`)
    ).toEqual([]);
  });

  it('keeps the effects of Node out of the rooms that are pure', () => {
    const pure = ['locale', 'sources', 'chapters', 'scroll'];
    // These compute, and touch nothing.
    const computing = ['node:buffer', 'node:crypto', 'node:zlib'];
    expect(
      imports
        .filter(
          ({ from, name }) =>
            name.startsWith('node:') && !computing.includes(name) && pure.includes(roomOf(from))
        )
        .map(({ from, name }) => `${from} → ${name}`)
    ).toEqual([]);
  });

  it('gives each room within a room a line in its table', () => {
    const folders = group(paths, (path) => dirname(path));
    const lines = readFileSync(join(root, 'docs/architecture.md'), 'utf8').matchAll(
      /^\| (`[^|]+`) \|/gm
    );
    const told = [...lines].flatMap(([, cell = '']) => {
      // `charts/unit/`, `unknown/`: of the same room.
      let room = '';
      return [...cell.matchAll(/`([^`]+)\/`/g)].map(([, name = '']) => {
        if (name.includes('/')) room = dirname(name);
        return name.includes('/') ? name : `${room}/${name}`;
      });
    });
    const within = [...folders.keys()].filter(
      (folder) =>
        folder.split('/').length === 2 && !existsSync(join(root, 'src', folder, 'figure.ts'))
    );
    expect(
      [...new Set(told)]
        .filter((folder) => folder.includes('/') && !folder.startsWith('src/'))
        .sort()
    ).toEqual(within.sort());
  });

  it('has no drawer for everything', () => {
    const everything = [
      ...paths,
      ...readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    ];
    expect(everything.filter((path) => generalDrawers.test(path.replaceAll('\\', '/')))).toEqual(
      []
    );
  });

  it('takes no country name from the browser (standards V32)', () => {
    expect(modules.filter((path) => /DisplayNames/.test(textOf(path)))).toEqual([]);
  });

  it('types everything', () => {
    const loose = modules.filter((path) => {
      const source = ts.createSourceFile(
        path,
        scriptOf(path),
        ts.ScriptTarget.Latest,
        false,
        path.endsWith('.mjs') ? ts.ScriptKind.JS : ts.ScriptKind.TS
      );
      const isAny = (node: ts.Node): boolean =>
        node.kind === ts.SyntaxKind.AnyKeyword || (ts.forEachChild(node, isAny) ?? false);
      return isAny(source);
    });
    expect(loose).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { attributes, built, builtFiles, bytesSent } from './dist.ts';

const ownPlace = /^assets\/(mount-place|Releases)-.*\.js$/;
const redraws = /^assets\/redraw-.*\.js$/;
const heard = /^assets\/(around|listen)-.*\.js$/;
const allScripts = () =>
  builtFiles().filter(
    (path) =>
      /^assets\/(?!partners-).*\.js$/.test(path) &&
      ![ownPlace, redraws, heard].some((later) => later.test(path))
  );

function loaded(page: string): { path: string; kind: 'script' | 'style' | 'font' | 'image' }[] {
  const html = built(page);
  const local = (href: string) => href.replace(/^\.\.\//, '');
  const links = [...html.matchAll(/<link\b[^>]*>/g)].map(([link]) => ({
    rel: /rel="([^"]*)"/.exec(link)?.[1] ?? '',
    href: local(/href="([^"]*)"/.exec(link)?.[1] ?? '')
  }));
  const styles = [
    ...new Set(links.filter(({ rel }) => rel === 'stylesheet').map(({ href }) => href))
  ];
  const fonts = new Set(
    links
      .filter(({ rel, href }) => rel === 'preload' && href.endsWith('.woff2'))
      .map(({ href }) => href)
  );
  const inPage = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, style = '']) => style);
  for (const style of [...inPage, ...styles.map(built)])
    for (const match of style.matchAll(/url\(["']?(?:\.\.\/|\/)*(fonts\/[^"')]+)/g))
      fonts.add(match[1]!);
  return [
    // The boot script names it.
    ...[...html.matchAll(/script:`([^`]+)`/g)].map(([, path = '']) => ({
      path: local(path),
      kind: 'script' as const
    })),
    ...styles.map((path) => ({ path, kind: 'style' as const })),
    ...[...fonts].map((path) => ({ path, kind: 'font' as const })),
    ...attributes(html, 'img', 'src').map((path) => ({
      path: local(path),
      kind: 'image' as const
    })),
    ...links
      .filter(({ rel }) => rel === 'icon')
      .map(({ href }) => ({ path: href, kind: 'image' as const }))
  ];
}

const kilobytes = (paths: string[]) => paths.reduce((sum, path) => sum + bytesSent(path), 0) / 1000;

describe.each(languages)('%s before the first scroll', (language) => {
  const page = `${language}/index.html`;
  const files = loaded(page);

  it('sends at most 112 KB, fonts included', () => {
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(files.filter(({ kind }) => kind === 'font')).toHaveLength(2);
    expect(kilobytes([page, ...files.map(({ path }) => path)])).toBeLessThanOrEqual(112);
  });

  it('sends at most 60 KB of HTML, its first styles included', () => {
    expect(kilobytes([page])).toBeLessThanOrEqual(60);
  });

  it('has no form field: Chromium would lay out its whole scene for autofill', () => {
    expect(built(page)).not.toMatch(/<(select|input|textarea)\b/);
  });

  it('sends at most 26 KB of script', () => {
    const scripts = files.filter(({ kind }) => kind === 'script').map(({ path }) => path);
    expect(scripts).not.toEqual([]);
    expect(kilobytes(scripts)).toBeLessThanOrEqual(26);
  });

  it('asks for at most 10 files', () => {
    expect(1 + files.length).toBeLessThanOrEqual(10);
  });
});

describe('a choice of place', () => {
  it('loads scripts of at most 3.6 KB', () => {
    const scripts = builtFiles().filter((path) => ownPlace.test(path));
    expect(scripts).toHaveLength(2);
    for (const path of scripts) expect(bytesSent(path)).toBeLessThanOrEqual(3600);
  });
});

it('sends at most 20 KB of script to draw a line again', () => {
  const scripts = builtFiles().filter((path) => redraws.test(path));
  expect(scripts).toHaveLength(1);
  expect(kilobytes(scripts)).toBeLessThanOrEqual(20);
});

it('sends at most 1 KB of script to those who listen', () => {
  const scripts = builtFiles().filter((path) => heard.test(path));
  expect(scripts).toHaveLength(2);
  for (const path of scripts) expect(bytesSent(path)).toBeLessThanOrEqual(1000);
});

it('sends at most 6 KB of script to the partner page', () => {
  const scripts = builtFiles().filter((path) => /^assets\/partners-.*\.js$/.test(path));
  expect(scripts).toHaveLength(1);
  expect(kilobytes(scripts)).toBeLessThanOrEqual(6);
});

describe.each(languages)('a full read of %s', (language) => {
  const page = `${language}/index.html`;
  const files = loaded(page);
  const scripts = allScripts();

  it('sends at most 140 KB, at most 31 KB of it script', () => {
    const others = files.filter(({ kind }) => kind !== 'script').map(({ path }) => path);
    expect(scripts.length).toBeGreaterThanOrEqual(2);
    expect(kilobytes(scripts)).toBeLessThanOrEqual(31);
    const [map = ''] = attributes(built(page), 'main', 'data-map-data');
    expect(kilobytes([page, ...others, ...scripts, map.replace('../', '')])).toBeLessThanOrEqual(
      140
    );
  });
});

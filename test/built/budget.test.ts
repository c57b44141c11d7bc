import { describe, expect, it } from 'vitest';
import { languages } from '../../src/locale/languages.ts';
import { attributes, built, bytesSent } from './dist.ts';

/** Every file that a story page asks for by itself. */
function loaded(page: string): { path: string; kind: 'script' | 'style' | 'font' | 'image' }[] {
  const html = built(page);
  const local = (href: string) => href.replace(/^\.\.\//, '');
  const links = [...html.matchAll(/<link\b[^>]*>/g)].map(([link]) => ({
    rel: /rel="([^"]*)"/.exec(link)?.[1] ?? '',
    href: local(/href="([^"]*)"/.exec(link)?.[1] ?? '')
  }));
  const styles = links.filter(({ rel }) => rel === 'stylesheet').map(({ href }) => href);
  const fonts = new Set(links.filter(({ rel }) => rel === 'preload').map(({ href }) => href));
  for (const style of styles) for (const match of built(style).matchAll(/url\(["']?(?:\.\.\/|\/)*(fonts\/[^"')]+)/g)) fonts.add(match[1]!);
  return [
    ...attributes(html, 'script', 'src').map((path) => ({ path: local(path), kind: 'script' as const })),
    ...styles.map((path) => ({ path, kind: 'style' as const })),
    ...[...fonts].map((path) => ({ path, kind: 'font' as const })),
    ...attributes(html, 'img', 'src').map((path) => ({ path: local(path), kind: 'image' as const })),
    ...links.filter(({ rel }) => rel === 'icon').map(({ href }) => ({ path: href, kind: 'image' as const }))
  ];
}

describe.each(languages)('%s before the first scroll', (language) => {
  const page = `${language}/index.html`;
  const files = loaded(page);
  const kilobytes = (paths: string[]) => paths.reduce((sum, path) => sum + bytesSent(path), 0) / 1000;

  it('sends at most 130 KB, fonts included', () => {
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(kilobytes([page, ...files.map(({ path }) => path)])).toBeLessThanOrEqual(130);
  });

  it('sends at most 30 KB of script, and every script it can ask for is counted', () => {
    const scripts = files.filter(({ kind }) => kind === 'script').map(({ path }) => path);
    expect(scripts).not.toEqual([]);
    expect(kilobytes(scripts)).toBeLessThanOrEqual(30);
    for (const script of scripts) expect(built(script)).not.toMatch(/\bimport\s*\(|\bfrom\s*["']\.\//);
  });

  it('asks for at most 12 files', () => {
    expect(1 + files.length).toBeLessThanOrEqual(12);
  });
});

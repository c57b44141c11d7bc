import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

const claim = (value: string) =>
  `<data class="claim" value="${value}" data-claim="world-2018">${value}</data>`;
const document = (body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head><body>${body}</body></html>`;

/**
 * Fills a folder with a small site in two languages that prints one number, with a packed copy of
 * each page.
 */
export async function numberSite(
  folder: string,
  value: string,
  more: Record<string, string> = {}
): Promise<void> {
  const story = (words: string) =>
    document(
      `<main><section id="world"><h2>World</h2><div class="step" id="world-2018"><p>${words} ${claim(value)}.</p></div>` +
        `<div style="height:2000px"></div><figure data-figure="world"><figcaption><h3>Map</h3></figcaption><svg width="${value.replace('%', '')}"></svg></figure></section></main>`
    );
  const files = {
    'index.html': document('<p>Choose</p>'),
    'id/index.html': story('Sekitar separuh:'),
    'en/index.html': story('About half:'),
    'en/methods/index.html': document('<h1>Methods</h1>'),
    'en/index.html.br': brotliCompressSync(story('About half:')),
    '404.html': document('<p>Missing</p>'),
    ...more
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

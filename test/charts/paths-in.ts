import type { Part } from '../../src/charts/drawing/parts.ts';

export function pathsIn(parts: readonly Part[], name: string): string[] {
  return parts.flatMap((part) => {
    if ('parts' in part) return pathsIn(part.parts, name);
    if (!('drawing' in part)) return [];
    return [...part.drawing.markup.matchAll(/<path class="([^"]*)" d="([^"]*)"/g)]
      .filter(([, classes = '']) => classes.split(' ').includes(name))
      .map(([, , d = '']) => d);
  });
}

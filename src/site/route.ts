import type { SiteFile } from './output/site-file.ts';

/** What a path of the site is answered with: text, or bytes. */
export type Contents = string | Uint8Array;

/** One path of the site, from its root, and what makes its contents when they are asked for. */
export interface Route {
  path: string;
  make: () => Contents | Promise<Contents>;
}

/**
 * Every path of the site, each once. A build asks for all of them, a development server for one.
 */
export type RouteTable = ReadonlyMap<string, Route['make']>;

/** Returns `make` as a function that makes its value when it is first asked for, and once. */
export function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Returns a route of which the contents are at hand. */
export const routeOf = ({ path, text }: SiteFile): Route => ({ path, make: () => text });

/** Returns the table of some routes. @throws Error naming a path that is there twice. */
export function routeTable(routes: readonly Route[]): RouteTable {
  const table = new Map<string, Route['make']>();
  for (const { path, make } of routes) {
    if (table.has(path))
      throw new Error(`found ${path} twice among the paths of the site, expected each once`);
    table.set(path, lazily(make));
  }
  return table;
}

/** Returns what one of some routes gives, by its path. */
export const madeAt = async (routes: readonly Route[], path: string): Promise<Contents> =>
  routes.find((route) => route.path === path)!.make();

/** Returns the text that one of some routes gives. */
export const textAt = async (routes: readonly Route[], path: string): Promise<string> =>
  String(await madeAt(routes, path));

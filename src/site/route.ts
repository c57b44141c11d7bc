import type { SiteFile } from './output/site-file.ts';
import { say } from '#locale/say.ts';
import type { Withdrawal } from '#cards/withdrawal.ts';
import type { Language } from '#locale/languages.ts';
import type { PartHeights } from '#pages/story/part-heights.ts';
import type { Assessment } from '#story/ledgers/accessibility.ts';
import type { SidePage } from '#pages/side/side-page.ts';

export type Contents = string | Uint8Array;

export interface Route {
  path: string;
  make: () => Contents | Promise<Contents>;
}

/** A build makes all of them, the development server one. */
export type RouteTable = ReadonlyMap<string, Route['make']>;

export function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

export const routeOf = ({ path, text }: SiteFile): Route => ({ path, make: () => text });

export function routeTable(routes: readonly Route[]): RouteTable {
  const table = new Map<string, Route['make']>();
  for (const { path, make } of routes) {
    if (table.has(path)) throw new Error(say`The site has two files at ${path}. Rename one.`);
    table.set(path, lazily(make));
  }
  return table;
}

export const contentsAt = async (routes: readonly Route[], path: string) =>
  routes.find((route) => route.path === path)!.make();

export const textAt = async (routes: readonly Route[], path: string) =>
  String(await contentsAt(routes, path));

export interface SiteInputs extends Pick<
  SidePage,
  'helplines' | 'corrections' | 'newsroom' | 'releases' | 'measure'
> {
  withdrawals: Withdrawal[];
  partHeights: Readonly<Record<Language, PartHeights>>;
  assessment: Assessment;
  /** True while the reviews of S35 are unsigned. */
  draft: boolean;
  address: string;
  /** As `minisign -P` takes it; undefined when the newsroom does not sign. */
  publicKey?: string | undefined;
}

import { groups } from 'd3';
import { cardWidths } from '#cards/embed/card-heights.ts';
import { languages } from '#locale/languages.ts';
import { contentTypes, unknownType } from '../output/content-types.ts';
import { pathClasses, pathRules, patternSource } from '../headers.ts';
import http from './nginx/terhubung-http.conf?raw';
import server from './nginx/terhubung-server.conf?raw';
import { say } from '#locale/say.ts';

export const nginxFiles = { http: 'terhubung-http.conf', server: 'terhubung-server.conf' } as const;

/** Fills `@name@`. One on a line of its own becomes lines, indented like it; none removes it. */
const filled = (file: string, parts: Readonly<Record<string, string | readonly string[]>>) =>
  file
    .replace(/^( *)@(\w+)@\n/gm, (_, indent: string, name: string) =>
      [parts[name]!]
        .flat()
        .map((line) => `${indent}${line}\n`)
        .join('')
    )
    .replace(/@(\w+)@/g, (_, name: string) => String(parts[name]));

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Quoted, because braces would end the block. */
const expression = (source: string) => `"~^${source}$"`;

const variableOf = (header: string) => `$terhubung_${header.toLowerCase().replaceAll('-', '_')}`;

const headerNames = [...new Set(pathClasses.flatMap(({ headers }) => Object.keys(headers)))];

const classesWith = (header: string) =>
  pathClasses.flatMap(({ name, headers }) =>
    headers[header] === undefined ? [] : [`    ${name} ${quoted(headers[header])};`]
  );

export function siteRoot(at: string) {
  const path = `/${at.replace(/^\/+|\/+$/g, '')}/`.replace(/^\/\/$/, '/');
  if (!/^\/([\w-][\w.-]*\/)*$/.test(path)) {
    throw new Error(say`--at “${at}” is not the path of a site.`);
  }
  return path;
}

const prefixOf = (root: string) => root.slice(0, -1).replaceAll('.', '\\.');

/** For 320: `3[2-9]\d` or `[4-9]\d\d`. `width` is a multiple of 10. */
function threeDigitsFrom(width: number) {
  const [hundreds, tens] = [Math.floor(width / 100), Math.floor((width % 100) / 10)];
  return `${hundreds}[${tens}-9]\\d|[${hundreds + 1}-9]\\d\\d`;
}

/** The choice of `oembedFile` as patterns, most specific first: nginx cannot compare numbers. */
export function oembedWidthPatterns(): { pattern: string; width: number }[] {
  return [
    ...cardWidths
      .toReversed()
      .map((width) => ({ pattern: `0*(?:${threeDigitsFrom(width)}|[1-9]\\d{3,})`, width })),
    { pattern: '\\d+', width: cardWidths[0] }
  ];
}

/** The `http { … }` part. The log has no personal data (S32). Unknown paths are pages. */
export function nginxHttp(at = '/') {
  const prefix = prefixOf(siteRoot(at));
  const pathsTo = (pattern: string) => expression(prefix + patternSource(pattern));
  return filled(http, {
    classes: pathClasses.flatMap(({ name, paths }) =>
      paths.map((pattern) => `${pathsTo(pattern)} ${name};`)
    ),
    unknown: pathClasses[0]!.name,
    languages: languages.flatMap((language) =>
      pathRules()
        .filter(({ headers }) => headers['Content-Language'] === language)
        .map(({ pattern }) => `${pathsTo(pattern)} ${language};`)
    ),
    story: `${prefix}/(?:${languages.join('|')})/`,
    headers: headerNames
      .map((header) =>
        [
          `map $terhubung_class ${variableOf(header)} {`,
          ...classesWith(header),
          '    default "";',
          '}'
        ].join('\n')
      )
      .join('\n\n'),
    widths: oembedWidthPatterns().map(({ pattern, width }) => `${expression(pattern)} .${width};`)
  });
}

/**
 * The `server { … }` part. One location sets all headers, because an inner block with `add_header`
 * drops those of the outer.
 */
export function nginxServer(at = '/') {
  const root = siteRoot(at);
  return filled(server, {
    link:
      root === '/'
        ? []
        : [`# Link the folder first: ln -s <folder>/current <root>${root.slice(0, -1)}`],
    root,
    prefix: prefixOf(root),
    // How long a copy is kept depends on the status too.
    headers: headerNames.map(
      (header) =>
        `add_header ${header} ${header === 'Cache-Control' ? '$terhubung_kept' : variableOf(header)} always;`
    ),
    types: groups(Object.entries(contentTypes), ([, type]) => type).map(
      ([type, kinds]) =>
        `${quoted(type)} ${kinds.map(([extension]) => extension.slice(1)).join(' ')};`
    ),
    unknown: unknownType
  });
}

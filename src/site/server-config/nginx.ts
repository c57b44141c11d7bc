import { groups, rollups } from 'd3';
import { languages } from '../../locale/languages.ts';
import { contentTypes, unknownType } from '../output/content-types.ts';
import { pathClasses, pathRules, patternSource, sentHeaders } from '../headers.ts';
import { oembedWidthPatterns } from './oembed-width.ts';

export const nginxFiles = { http: 'terhubung-http.conf', server: 'terhubung-server.conf' } as const;

const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Quoted, because braces would end the block. */
const expression = (source: string) => `"~^${source}$"`;

const variableOf = (header: string) => `$terhubung_${header.toLowerCase().replaceAll('-', '_')}`;

/** Its `Cache-Control` also depends on the status. */
const sentAs = (header: string) =>
  header === 'Cache-Control' ? '$terhubung_kept' : variableOf(header);

const block = (head: string, lines: readonly string[]) => [
  `${head} {`,
  ...lines.map((line) => line && `    ${line}`),
  '}'
];

const valuesByHeader = rollups(
  sentHeaders,
  (sent) => new Map(sent.map(({ name, value }) => [name, value])),
  ({ header }) => header
);

function sameEverywhere(values: Map<string, string>): string | undefined {
  const [first, ...others] = new Set(values.values());
  return others.length === 0 && values.size === pathClasses.length ? first : undefined;
}

/** `/`, `/terhubung/`. @throws Error for an invalid path. */
export function siteRoot(at: string): string {
  const path = `/${at.replace(/^\/+|\/+$/g, '')}/`.replace(/^\/\/$/, '/');
  if (!/^\/([\w-][\w.-]*\/)*$/.test(path)) {
    throw new Error(`--at “${at}” is not the path of a site.`);
  }
  return path;
}

/** Prefix of regular expressions over paths. */
const prefixOf = (root: string) => root.slice(0, -1).replaceAll('.', '\\.');

function classMap(root: string): string[] {
  const rules = pathClasses.flatMap(({ name, paths }) =>
    paths.map((pattern) => `${expression(prefixOf(root) + patternSource(pattern))} ${name};`)
  );
  // Unknown paths get a page's headers, the strictest.
  return block('map $uri $terhubung_class', [...rules, `default ${pathClasses[0]!.name};`]);
}

function languageMap(root: string): string[] {
  const rules = languages.flatMap((language) =>
    pathRules()
      .filter(({ headers }) => headers['Content-Language'] === language)
      .map(({ pattern }) => `${expression(prefixOf(root) + patternSource(pattern))} ${language};`)
  );
  return block('map $uri $terhubung_content_language', [...rules, 'default "";']);
}

/**
 * Redirects readers with `Save-Data: on` (https://wicg.github.io/savedata/) to the lite edition;
 * its link back carries a query. The redirect is never cached.
 */
function saveDataMaps(root: string): string[][] {
  const story = `${prefixOf(root)}/(?:${languages.join('|')})/`;
  return [
    [
      '# Redirects readers who save data to the lite edition, unless the address has a query.',
      ...block('map "$http_save_data $uri$is_args" $terhubung_lite', [
        `"~*^on ${story}\\z" lite/;`,
        'default "";'
      ])
    ],
    block('map $uri $terhubung_vary', [`"~^${story}(?:index\\.html)?$" Save-Data;`, 'default "";'])
  ];
}

/** The `http { … }` part. The log has no personal data (S32). */
export function nginxHttp(at = '/'): string {
  const root = siteRoot(at);
  const headers = valuesByHeader.filter(([, values]) => sameEverywhere(values) === undefined);
  const widths = oembedWidthPatterns().map(
    ({ pattern, width }) => `${expression(pattern)} .${width};`
  );
  return `${[
    [`# Include in http { }, for example from /etc/nginx/conf.d/. ${nginxFiles.server} needs it.`],
    ['# The class of each path; the headers of each class follow.', ...classMap(root)],
    languageMap(root),
    ...saveDataMaps(root),
    ...headers.map(([header, values]) =>
      block(`map $terhubung_class ${variableOf(header)}`, [
        ...[...values].map(([name, value]) => `${name} ${quoted(value)};`),
        'default "";'
      ])
    ),
    [
      '# Errors are never cached: a file that could not be opened once would be missing for a year.',
      ...block('map $status $terhubung_kept', [
        '"~^[45]" no-cache;',
        `default ${variableOf('Cache-Control')};`
      ])
    ],
    [
      '# The oEmbed answer for the widest known width that fits; without maxwidth the plain one.',
      ...block('map $arg_maxwidth $terhubung_oembed_width', [...widths, 'default "";'])
    ],
    [
      '# No personal data: no address, no referrer, no user agent, no query.',
      ...block('map $request_uri $terhubung_asked', [
        '"~^(?<terhubung_before_query>[^?]*)" $terhubung_before_query;',
        'default "";'
      ]),
      `log_format terhubung '[$time_local] "$request_method $terhubung_asked" $status $body_bytes_sent';`
    ]
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

const oembedPattern =
  '(?<terhubung_card>(?:editions/[^/]+/)?oembed/[^/]+/[^/.]+)\\.(?<terhubung_form>json|xml)$';

/**
 * The `server { … }` part. One location sets all headers, because an inner block with `add_header`
 * drops those of the outer. @throws Error for an invalid path.
 */
export function nginxServer(at = '/'): string {
  const root = siteRoot(at);
  const types = groups(Object.entries(contentTypes), ([, type]) => type).map(
    ([type, kinds]) =>
      `${quoted(type)} ${kinds.map(([extension]) => extension.slice(1)).join(' ')};`
  );
  const body = [
    '# Put headers of the whole host, such as Strict-Transport-Security, into a file of this name:',
    '# a location with add_header does not inherit those of server { }.',
    'include terhubung-own*.conf;',
    '',
    '# A header with an empty value is not sent. "always" includes errors.',
    ...valuesByHeader.map(
      ([header, values]) =>
        `add_header ${header} ${sameEverywhere(values) ?? sentAs(header)} always;`
    ),
    'add_header Content-Language $terhubung_content_language always;',
    'add_header Vary $terhubung_vary always;',
    '',
    ...block('types', types),
    `default_type ${unknownType};`,
    '# Already in the types.',
    'charset off;',
    'expires off;',
    '',
    '# Serves the compressed copies. Delete the line of brotli if nginx lacks its module',
    '# (Debian: libnginx-mod-http-brotli-static): readers then get gzip.',
    'brotli_static on;',
    'gzip_static on;',
    'gzip off;',
    'gzip_vary on;',
    '# Behind a proxy too.',
    'gzip_proxied any;',
    '',
    'index index.html;',
    `error_page 404 ${root}404.html;`,
    '# A folder without a page.',
    `error_page 403 =404 ${root}404.html;`,
    'absolute_redirect off;',
    'server_tokens off;',
    '# Resolves the link "current" for each request, so that a release shows at once.',
    'open_file_cache off;',
    '',
    '# Error lines contain addresses, so only fatal ones are logged. Delete both logs within',
    '# fourteen days, as Debian’s logrotate does.',
    'access_log /var/log/nginx/terhubung.access.log terhubung;',
    'error_log /var/log/nginx/terhubung.error.log emerg;',
    '',
    ...block('if ($terhubung_lite)', ['return 302 $uri$terhubung_lite;']),
    'try_files $uri $uri/ =404;',
    '',
    '# For other hosts.',
    ...block(`location = ${root}_headers`, ['return 404;']),
    '',
    ...block(`location ~ "^${prefixOf(root)}/embed/v1/${oembedPattern}"`, [
      `try_files ${root}embed/v1/$terhubung_card$terhubung_oembed_width.$terhubung_form $uri =404;`
    ])
  ];
  const place = [
    '# Include in server { }, with its name, certificate and root <folder>/current;',
    ...(root === '/'
      ? []
      : [`# Link the folder first: ln -s <folder>/current <root>${root.slice(0, -1)}`])
  ];
  return `${[...place, ...block(`location ^~ ${root}`, body)].join('\n')}\n`;
}

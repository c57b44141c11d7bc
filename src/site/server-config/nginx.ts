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
      '# Readers who save data are led from the story to its lite edition; a question in the address keeps them.',
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
    [
      `# Belongs in http { }: /etc/nginx/conf.d/ is read there. ${nginxFiles.server} uses what is said here.`
    ],
    ['# Which class a path is of; below, what each class is sent.', ...classMap(root)],
    languageMap(root),
    ...saveDataMaps(root),
    ...headers.map(([header, values]) =>
      block(`map $terhubung_class ${variableOf(header)}`, [
        ...[...values].map(([name, value]) => `${name} ${quoted(value)};`),
        'default "";'
      ])
    ),
    [
      '# What nginx refuses or fails at is kept by nobody: a file that it could not open for a moment would else be lost for a year.',
      ...block('map $status $terhubung_kept', [
        '"~^[45]" no-cache;',
        `default ${variableOf('Cache-Control')};`
      ])
    ],
    [
      '# The oEmbed answer for the widest known width that fits; the plain one where no width is asked for.',
      ...block('map $arg_maxwidth $terhubung_oembed_width', [...widths, 'default "";'])
    ],
    [
      '# Nothing that tells one reader from another: no address, no referrer, no browser, nothing after "?".',
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
    '# Add what binds the whole host, such as Strict-Transport-Security, in a file of this name: an add_header of the',
    '# server { } is not passed on to a location that has its own.',
    'include terhubung-own*.conf;',
    '',
    '# A header without a value is not sent. "always": errors, too.',
    ...valuesByHeader.map(
      ([header, values]) =>
        `add_header ${header} ${sameEverywhere(values) ?? sentAs(header)} always;`
    ),
    'add_header Content-Language $terhubung_content_language always;',
    'add_header Vary $terhubung_vary always;',
    '',
    ...block('types', types),
    `default_type ${unknownType};`,
    '# The types carry it.',
    'charset off;',
    'expires off;',
    '',
    '# The packed copies beside each file; nothing is packed while a reader waits. Without the module for brotli (Debian:',
    '# libnginx-mod-http-brotli-static) take out its line: gzip is sent then.',
    'brotli_static on;',
    'gzip_static on;',
    'gzip off;',
    'gzip_vary on;',
    '# Behind a proxy, too.',
    'gzip_proxied any;',
    '',
    'index index.html;',
    `error_page 404 ${root}404.html;`,
    '# A folder without a page of its own.',
    `error_page 403 =404 ${root}404.html;`,
    'absolute_redirect off;',
    'server_tokens off;',
    '# The link "current" is looked up for each request, so that a release is seen at once.',
    'open_file_cache off;',
    '',
    '# Of errors nginx writes the address too, so only those that stop it are kept. Delete both within fourteen days, as',
    '# Debian’s logrotate does.',
    'access_log /var/log/nginx/terhubung.access.log terhubung;',
    'error_log /var/log/nginx/terhubung.error.log emerg;',
    '',
    ...block('if ($terhubung_lite)', ['return 302 $uri$terhubung_lite;']),
    'try_files $uri $uri/ =404;',
    '',
    '# For other hosts.',
    ...block(`location = ${root}_headers`, ['return 404;']),
    '',
    ...block(
      `location ~ "^${prefixOf(root)}/embed/v1/(?<terhubung_card>(?:editions/[^/]+/)?oembed/[^/]+/[^/.]+)\\.(?<terhubung_form>json|xml)$"`,
      [
        `try_files ${root}embed/v1/$terhubung_card$terhubung_oembed_width.$terhubung_form $uri =404;`
      ]
    )
  ];
  const place = [
    '# Belongs in server { }, which names the address, the certificate and the folder: root <folder>/current;',
    ...(root === '/'
      ? []
      : [
          `# where "current" is a link named for ${root}: ln -s <folder>/current <root>${root.slice(0, -1)}`
        ])
  ];
  return `${[...place, ...block(`location ^~ ${root}`, body)].join('\n')}\n`;
}

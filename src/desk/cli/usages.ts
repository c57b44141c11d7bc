import { filmScenes } from '../../cards/embed/film-names.ts';

/** How each of the newsroom's commands is called, as its help and its refusals say. */
const usages = {
  take: 'take <file, folder or .zip> [--source <id>] [--released YYYY-MM-DD|YYYY-MM] [--origin <address>] [--dry-run | --yes] [--json]',
  vintages: 'vintages list | show <source>/<release> | verify [<source>/<release> … | --all] [--json]',
  diff: 'diff <source>/<release> <source>/<release> [--html <file>] [--json]',
  fetch: 'fetch <source> [--released YYYY-MM-DD|YYYY-MM] [--from <address>] [--limit <megabytes>] [--wait <seconds>] [--dry-run] [--json]',
  check: 'check [--release] [--pin <indicator>=<source>/<release>] [--as-of YYYY-MM-DD] [--json]',
  claims: 'claims [<claim> …] | claims try "<formula>" [--pin <indicator>=<source>/<release>] [--as-of YYYY-MM-DD] [--json]',
  edition:
    'edition lock [--pin <indicator>=<source>/<release>] [--keep <source>/<release>] | pin <indicator>=<source>/<release> | unpin <indicator or vintage> | drop <vintage> | as-of YYYY-MM-DD | diff <edition> [<edition>]',
  preview: 'preview [--published <folder or s3://bucket/prefix>] [--pin <indicator>=<source>/<release>] [--as-of YYYY-MM-DD]',
  agree: 'agree [<scene>[/<part>] …] --by "<name>"',
  'follow-up': 'follow-up <edition> [<edition>] --out <folder> [--json]',
  'fact-check': 'fact-check --out <folder> [--json]',
  publish: 'publish <folder or s3://bucket/prefix> [--release] [--keep 5] [--plain] [--lock] [--json]',
  rollback: 'rollback <folder or s3://bucket/prefix> [<release>] [--lock] [--unsigned] [--json]',
  key: 'key new <file>',
  releases: 'releases <folder or s3://bucket/prefix> [--json]',
  headers: 'headers --nginx <folder> [--at <path>] | --cloudfront <folder> | --worker <folder> | --netlify | --table',
  heights: 'heights [--check]',
  film: `film ${filmScenes.join(' | ')} [--json]`,
  archive: 'archive <folder, file.zip or s3://bucket/prefix> [--json]'
} as const;

/** The name of one of them, as it is typed. */
export type CommandName = keyof typeof usages;

/** Returns how a command is called, as an editor types it; of a verb of `edition`, which says so itself, that. */
export const usageOf = (name: CommandName | `edition ${string}`): string =>
  `npm run desk -- ${(usages as Readonly<Record<string, string>>)[name] ?? name}`;

import { vocabularyLines } from '../../story/claims/functions.ts';
import type { Command } from './desk-io.ts';
import type { CommandName } from './command.ts';

interface DeskCommand {
  about: string;
  help: string[];
  /** True when it writes into the project: it holds the desk's lock and takes --wait. */
  writes?: (argv: readonly string[]) => boolean;
  load: () => Promise<Command>;
}

/** Loaded only when asked for. */
export const commands: Readonly<Record<CommandName, DeskCommand>> = {
  take: {
    about: 'check a published file and keep it as a vintage',
    help: [
      'Takes a file as its publisher released it, or as a spreadsheet saved it again: alone, in',
      'a folder or in a zip archive. It prints what it takes the file for and why, checks every',
      'value, and writes data/vintages/<source>/<release>/.',
      '',
      'It writes nothing if the file has a fault (exit code 2), if you must say what the file',
      'is, or if a value is doubtful (exit code 1).',
      '',
      '  --source    the name of a file in data/sources/, if the file does not tell',
      '  --released  the day or month of the release, if the file does not tell',
      '  --origin    the public address of the file',
      '  --dry-run   prints what would be written, and writes nothing',
      '  --yes       accepts doubtful values',
      '  --json      prints a report for scripts'
    ],
    writes: () => true,
    load: async () => (await import('../intake/take.ts')).take
  },
  vintages: {
    about: 'list the kept vintages, and verify their files',
    help: [
      '  list    lists every vintage with its release, its number of values and whether its',
      '          files are unchanged',
      '  show    prints the record of one vintage',
      '  verify  compares every file with its recorded size and checksum; exit code 2 if one',
      '          differs',
      '',
      '  --json  prints a report for scripts'
    ],
    load: async () => (await import('../edition/vintages.ts')).vintages
  },
  diff: {
    about: 'compare the values of two releases',
    help: [
      'Lists what the second release added, withdrew and revised, by size, country and year;',
      'and economies and groups that appear or vanish. `check --pin` lists what it changes in',
      'the story.',
      '',
      '  --json  prints a report for scripts'
    ],
    load: async () => (await import('../review/diff.ts')).diff
  },
  fetch: {
    about: 'download the newest file of a source and take it',
    help: [
      'Downloads from “download” in data/sources/<source>.json, unpacks a zip archive, and takes',
      'the table as `take` does. It tries three times. It gives up after 15 s without a',
      'connection, 30 s without data or 10 minutes in all. Ctrl+C leaves nothing behind. Exit',
      'code 1 if you must say when the file was released.',
      '',
      '  --released  the day or month of the release, if the file does not tell',
      '  --from      another address (https), if the publisher has moved the file',
      '  --dry-run   prints what would be written, and writes nothing',
      '  --json      prints a report for scripts'
    ],
    load: async () => (await import('../intake/fetch.ts')).fetchSource
  },
  check: {
    about: 'list every text that changed or no longer holds',
    help: [
      'Compares the copy in every language with the vintages that data/edition.lock.json pins.',
      'It prints each broken promise and every other fault with file, line and column, then',
      'each text that differs from data/texts.lock.json, old beside new in every language. If',
      'there is none, it tries every page, card and picture. Writes nothing. Exit code 1 if an',
      'editor is needed.',
      '',
      '  --release  also lists what a release needs: signed reviews, help entries checked',
      '             within 90 days, links, licences, the newest releases, texts read by a',
      '             named person',
      '  --pin      tries another vintage; repeat it for other indicators',
      '  --json     prints a report for scripts'
    ],
    load: async () => {
      const [{ check }, { trySite }] = await Promise.all([
        import('../review/check.ts'),
        import('../output/prerender.ts')
      ]);
      return (argv, desk) => check(argv, desk, trySite);
    }
  },
  claims: {
    about: 'list the figures that sentences may state, or try a formula',
    help: [
      'Lists the rows of data/story/claims.csv, or those you name: what each prints in every',
      'language, its year, its promise and whether that is true, and where the copy uses it.',
      '',
      '  try      computes a formula and prints each step: claims try "share(IDN, 2023)"',
      '  --pin    uses another vintage; repeat it for other indicators',
      '  --keep   adds a kept vintage, for a formula that names it',
      '  --json   prints a report for scripts',
      '',
      'Formulas are made of:',
      ...vocabularyLines()
    ],
    load: async () => (await import('../edition/claims.ts')).claims
  },
  edition: {
    about: 'lock or change what the story shows',
    help: [
      '  lock   writes data/edition.lock.json once you have read the check: the vintages, and',
      '         every claim with its promise',
      '           --pin <indicator>=<source>/<release>  pins another vintage; repeat it for',
      '                                                 other indicators',
      '           --keep <source>/<release>             keeps an older vintage to compare with',
      '  pin    pins another vintage but keeps the reviewed claims: `check` then lists what',
      '         changes',
      '  unpin  takes back a pin that is not locked yet, or stops keeping a vintage that no',
      '         claim reads',
      '',
      '  --json  prints a report for scripts'
    ],
    writes: () => true,
    load: async () => (await import('../edition/edition.ts')).edition
  },
  accept: {
    about: 'record that you read changed texts in every language',
    help: [
      'Writes data/texts.lock.json: every text that a reader can meet, whole and in every',
      'language, with who accepted it and when. `check` shows each text that differs, old beside',
      'new, until you accept it. Name texts as `check` does, or all that begin alike:',
      '',
      '  accept world/world-now --by "<name>"     one text',
      '  accept world words.share --by "<name>"   every text of a scene, and of a file of labels',
      '',
      '  --by     your name: you read the texts in every language, and they are true',
      '  --draft  records the words of every changed text, or of those you name, without a name:',
      '           nobody has read them. A draft can be built; `publish --release` refuses it',
      '  --json   prints a report for scripts'
    ],
    writes: () => true,
    load: async () => (await import('../review/accept.ts')).accept
  },
  'follow-up': {
    about: 'list what changed between two editions, and draft a follow-up',
    help: [
      'Lists the pins, claims and texts that changed. Name an edition by its day, a saved lock',
      'file, a git revision such as HEAD~1, or now (the default for the second).',
      '',
      '  --out   a new folder: writes follow-up.<language>.md, the new sources, then every',
      '          sentence with a changed figure; a comment has the figure before and after',
      '  --json  prints a report for scripts'
    ],
    load: async () => (await import('../review/follow-up.ts')).followUp
  },
  'fact-check': {
    about: 'list every sentence with its sources, as a spreadsheet',
    help: [
      'Writes fact-check.<language>.csv into a new folder: every sentence in reading order, and',
      'for each of its figures the printed and exact value, the formula, the promise, and the',
      'row or release behind it with publisher, definition and address. A person must name the',
      'source of a sentence without a figure.',
      '',
      '  --out   a new folder; nothing is overwritten',
      '  --json  prints a report for scripts'
    ],
    load: async () => (await import('../review/fact-check.ts')).factCheck
  },
  publish: {
    about: 'build the edition, publish it and switch readers to it',
    help: [
      'Builds the edition, writes it to <folder>/releases/<edition>/ with a manifest of SHA-256',
      'checksums, and verifies it. Then one rename replaces the link <folder>/current, which',
      'your web server serves. If it is interrupted, readers keep the old release. Publishing',
      'the same bytes again changes nothing; other bytes of the same edition become',
      '<edition>.2, .3 …',
      '',
      'Cards that partners pinned to earlier editions are copied into the release, with today’s',
      'corrections. A card in data/withdrawals.json is replaced by the reason.',
      '',
      'In an object store, publish uploads only new files and switches readers by a small',
      'object, current.json. Set the standard AWS variables: AWS_ACCESS_KEY_ID or AWS_PROFILE,',
      'AWS_REGION, and AWS_ENDPOINT_URL_S3 for other stores than Amazon’s.',
      '',
      '  --release   refuses an edition that `check --release` does not pass;',
      '              without it, publish only warns',
      '  --keep      how many releases to keep (5); the current one and the one',
      '              before are always kept',
      '  --plain     for a bucket without an edge function: also uploads the',
      '              pages to the root of the prefix; remembered. Also accepts a',
      '              store that ignores preconditions, and warns',
      '  --json      prints a report for scripts'
    ],
    writes: () => true,
    load: async () => (await import('../release/publish.ts')).publish
  },
  rollback: {
    about: 'switch readers back to an earlier release',
    help: [
      'Verifies the release before the current one, or the one you name, and makes it current.',
      'The other release is kept. Warns of pinned cards, corrections and withdrawals that the',
      'earlier release lacks; the next publish restores them. If the newsroom has a key,',
      'unsigned releases are refused.',
      '',
      '  --unsigned  accepts a release that is older than the key',
      '  --json      prints a report for scripts'
    ],
    writes: () => true,
    load: async () => (await import('../release/releases.ts')).rollback
  },
  key: {
    about: 'make the key that signs releases',
    help: [
      'Writes the secret key to a file outside the project, readable by you only, and the',
      'public key to data/minisign.pub, in minisign’s format. With TERHUBUNG_KEY=<file>,',
      'publish signs the manifest of each release. releases and rollback verify the signature;',
      'partners can do so with `minisign -V`. The partners’ page shows the public key.'
    ],
    writes: () => true,
    load: async () => (await import('../release/key.ts')).key
  },
  releases: {
    about: 'list and verify the published releases',
    help: [
      'Lists the releases, newest first, and checks every byte. → marks the current one. Exit',
      'code 1 if one is damaged.'
    ],
    load: async () => (await import('../release/releases.ts')).releases
  },
  headers: {
    about: 'print or write the HTTP headers of the site for a host',
    help: [
      'Covers pages, cards, partners’ files, data and assets, with the headers of `npm start`.',
      '`npm run build` also writes them to dist/_headers.',
      '',
      '  --nginx       writes terhubung-http.conf and terhubung-server.conf to',
      '                a folder',
      '  --at          the path of the site on its host, if it is not / (only',
      '                with --nginx)',
      '  --cloudfront  writes two CloudFront functions that serve the current',
      '                release of a bucket',
      '  --worker      writes a Cloudflare Worker that does the same',
      '  --netlify     prints the _headers file of Cloudflare Pages and Netlify',
      '  --table       prints the tables of docs/publishing.md'
    ],
    load: async () => (await import('../release/headers.ts')).headers
  },
  heights: {
    about: 'measure the heights of cards, so that frames reserve them',
    help: [
      'Builds the edition, opens every card in Chromium at widths from 240 to 900 px, and',
      'writes data/card-heights.json and data/part-heights.json (parts of the story’s page that',
      'are laid out late). Run it when the words or the picture of a card have changed. The',
      'build only reads the tables.',
      '',
      '  --check  lists heights that differ, and writes nothing; exit code 1 if',
      '           there are any'
    ],
    writes: (argv) => !argv.includes('--check'),
    load: async () => (await import('../output/heights.ts')).heights
  },
  film: {
    about: 'draw a scene as silent films for partners and social media',
    help: [
      'Draws the map’s years (world), the squares (demand) or the lines (speed) as MP4 in each',
      'language: upright, square and wide, at most 30 s and 3 MB. Every frame shows the title,',
      'the source and the edition. Each film has a still; captions (WebVTT) and a transcript',
      'serve all shapes. Writes build/films/<scene>/. The next build offers films of the same',
      'edition to partners.',
      '',
      'Needs ffmpeg with libx264 (Debian: `apt-get install ffmpeg`). Without it, film writes',
      'nothing and exits with 2.',
      '',
      '  --json  prints sizes and checksums for scripts'
    ],
    writes: () => true,
    load: async () => (await import('../output/film.ts')).film
  }
};

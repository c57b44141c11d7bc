import { vocabularyLines } from '../../story/claims/functions.ts';
import type { Command } from './desk-io.ts';
import type { CommandName } from './command.ts';

/** A command of the desk, as its help tells it. */
interface DeskCommand {
  about: string;
  help: string[];
  /**
   * Whether the command writes into the project with these arguments: it holds the desk's lock
   * while it runs, and takes --wait.
   */
  writes?: (argv: readonly string[]) => boolean;
  load: () => Promise<Command>;
}

/** The newsroom's commands, each loaded only when it is asked for. */
export const commands: Readonly<Record<CommandName, DeskCommand>> = {
  take: {
    about: 'check a published file and write it as a vintage',
    help: [
      'Reads a file as its publisher released it or a spreadsheet saved it again, alone, in a folder or in a zip archive; says what it takes it for',
      'and why, checks it, and writes data/vintages/<source>/<release>/: data.csv, aggregates.csv and datapackage.json.',
      'Nothing is written when anything is wrong (exit code 2), when only an editor can say what the file is, or when it is',
      'doubtful (exit code 1).',
      '',
      '  --source    the id of a file in data/sources/, where the file does not tell',
      '  --released  the day or month of the release, where the file does not carry it',
      '  --origin    the public address the file came from',
      '  --dry-run   says what would be written, and writes nothing',
      '  --yes       writes also what is doubtful',
      '  --json      prints the same for a script'
    ],
    writes: () => true,
    load: async () => (await import('../intake/take.ts')).take
  },
  vintages: {
    about: 'say what is kept, from whom, and whether it is still what was taken',
    help: [
      '  list    every kept vintage: its release, how many economies and values, and whether its files are whole',
      '  show    everything one vintage records of itself',
      '  verify  reads every file and compares it with its recorded size and checksum; ends with 2 when one differs',
      '',
      '  --json  prints the same for a script'
    ],
    load: async () => (await import('../edition/vintages.ts')).vintages
  },
  diff: {
    about: 'say what a release added, withdrew and revised, and what that means for the story',
    help: [
      'Sets two kept vintages of one indicator against each other: values added, withdrawn and revised, by size, by',
      'country and by year; economies that appear, vanish or are regrouped; figures repeated three years or more;',
      'jumps of 20 points in a year. Then what the story would say otherwise with the second pinned in place of the',
      'first: claims, sentences before and after in each language, promises broken, marks of a map in another class.',
      '',
      '  --html  writes the same as one page with small charts, which asks for no other file',
      '  --json  prints the same for a script',
      '',
      'Ends with 1 when a sentence changes or a promise breaks.'
    ],
    load: async () => (await import('../review/diff.ts')).diff
  },
  fetch: {
    about: 'download the newest file of a source and take it',
    help: [
      'Downloads from the address that "download" in data/sources/<source>.json names, opens a zip archive, and does with',
      'the table what take does. Tries three times, goes on where a try was cut off, and gives up after 15 s without a',
      'connection, 30 s without a byte or 10 minutes in all. Prints the checksum. Ctrl+C leaves nothing behind.',
      'Exit code 1: the file is sound and new, and an editor must say when it was released.',
      '',
      '  --released  the day or month of the release, where the file does not carry it',
      '  --from      another address, should the publisher have moved the file; https only',
      '  --limit     the largest file to accept, in megabytes; 256 when left out',
      '  --dry-run   says what would be written, and writes nothing',
      '  --json      prints the same for a script'
    ],
    load: async () => (await import('../intake/fetch.ts')).fetchSource
  },
  check: {
    about: 'name each sentence that changed or no longer holds',
    help: [
      'Compares the copy in every language with the vintages that data/edition.lock.json pins, and prints each',
      'sentence that changed and each promise that broke, with file, line and column. Writes nothing.',
      '',
      '  --release  also asks for what a release needs: signed reviews, help entries checked within 90 days, licences, no newer',
      '             release lying unused, texts read in every language',
      '  --pin      tries another vintage; may be given for several indicators',
      '  --json     prints the same for a script'
    ],
    load: async () => {
      const [{ check }, { trySite }] = await Promise.all([
        import('../review/check.ts'),
        import('../output/build.ts')
      ]);
      return (argv, desk) => check(argv, desk, trySite);
    }
  },
  claims: {
    about: 'list every figure that a sentence may state, or try a formula',
    help: [
      'Lists the rows of data/story/claims.csv: what each prints in every language, the year it is of, what the words around it',
      'promise and whether that is true, and where it is said. Names all when none is given. Writes nothing.',
      '',
      '  try      works out a formula and says what it is made of: claims try "share(IDN, 2023)"',
      '  --pin    with another vintage; may be given for several indicators',
      '  --keep   with a further kept vintage, for a formula that names it',
      '  --json   prints the same for a script',
      '',
      'The words of a formula:',
      ...vocabularyLines()
    ],
    load: async () => (await import('../edition/claims.ts')).claims
  },
  edition: {
    about: 'record, change, date or compare what the story shows',
    help: [
      '  lock   rewrites data/edition.lock.json after an editor has read the check: the vintages, every claim as printed, its promise',
      '           --pin <indicator>=<source>/<release>   pins another vintage; may be given for several indicators',
      '           --keep <source>/<release>              keeps an older vintage that a sentence compares with',
      '  pin    names another vintage in the lock and leaves the reviewed claims: `check` then says what it changes',
      '  unpin  takes back a pin that is not locked yet, or stops keeping a vintage that no claim reads',
      '  drop   removes a kept vintage that no pin, claim, correction or published page uses',
      '           --published <folder>   the folder that was published to; build/site when left out',
      '  diff   says in plain sentences what one edition shows otherwise than another. An edition is the day of one',
      '         that was committed, a saved lock file, a revision that git knows (HEAD~1, a tag), or now, which is meant when the second is',
      '         left out',
      '',
      '  --json  prints the same for a script'
    ],
    writes: ([verb]) => verb === 'lock' || verb === 'pin' || verb === 'unpin' || verb === 'drop',
    load: async () => (await import('../edition/edition.ts')).edition
  },
  preview: {
    about: 'show a draft beside what readers see, every change marked',
    help: [
      'Builds the story as it stands now, or with other vintages, and serves it at /draft/ beside what readers see at /now/. Every',
      'changed sentence and figure is marked; /changes/ lists them and leads from one to the next. Writes nothing to data/.',
      '',
      '  --published  the folder that was published to; what readers see is the edition as locked when left out',
      '  --pin        shows another vintage; may be given for several indicators'
    ],
    load: async () => (await import('../review/preview.ts')).preview
  },
  agree: {
    about: 'record that the languages were read side by side and say the same',
    help: [
      'Writes data/copy/agreed.json: for each part of the copy, who read it in every language, when, and what it said. From then',
      'on `check` names the half that was left as it was when the other is changed. Names all parts when none is given, for',
      'example `agree world`, `agree world/lead`.'
    ],
    writes: () => true,
    load: async () => (await import('../review/agree.ts')).agree
  },
  'follow-up': {
    about: 'draft in each language what changed between two editions',
    help: [
      'Writes follow-up.<language>.md into a new folder: where the change comes from, then every sentence of the story that a',
      'changed figure stands in, with what each printed before and prints now beside it in a comment.',
      'An edition is the day of one that was committed, a saved lock file, a revision that git knows (HEAD~1, a tag), or now, which is',
      'meant when it is left out.',
      '',
      '  --out   a new folder; nothing is written over',
      '  --json  prints the names of the files for a script'
    ],
    load: async () => (await import('../review/follow-up.ts')).followUp
  },
  'fact-check': {
    about: 'write every sentence beside the rows that bear it, as a spreadsheet',
    help: [
      'Writes fact-check.<language>.csv into a new folder: every sentence of the copy in reading order, and for each of its figures',
      'what it prints, how it is worked out, what its words promise, and the row or release that bears it, with its publisher’s',
      'definition, bound and address. A sentence without a figure stands alone: what bears it a person must say.',
      '',
      '  --out   a new folder; nothing is written over',
      '  --json  prints how many sentences there are, and how many without a figure, for a script'
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
      '              pages to the root of the prefix; remembered',
      '  --lock      for a store that ignores preconditions: uses a ticket lock,',
      '              and warns of its limits',
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
      '  --lock      as for publish',
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

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
    about: 'build the edition and move readers to it in one step',
    help: [
      'Builds the edition, writes it to <folder>/releases/<edition>/ with a manifest of every file and its sha256, reads it',
      'back, then replaces the link <folder>/current in one rename. Point the web server at <folder>/current. Interrupted at',
      'any moment, readers see the old release whole. The same bytes again: says so, writes nothing. Other bytes of the same',
      'edition become <edition>.2, .3 …',
      '',
      'Cards that partners pinned to an earlier edition go along, from the newest release that has them unharmed, with the',
      'corrections of today; a card named in data/withdrawals.json gives way to the reason, in the editions named there.',
      '',
      'To an object store it writes the same, sends only what is not there, and moves readers by one small object, current.json.',
      'Credentials, region and endpoint are those that Amazon’s tools read: AWS_ACCESS_KEY_ID, AWS_PROFILE, AWS_REGION,',
      'AWS_ENDPOINT_URL_S3 for stores of others.',
      '',
      '  --release   refuses while anything is missing that `check --release` names; without it, that is only mentioned',
      '  --keep      how many releases stay there; never fewer than the one readers see and the one before',
      '  --plain     for a bucket without an edge function: lays the pages where it sends them from, pages last; the next publish keeps to it',
      '  --lock      for a store that ignores preconditions: publishes behind a lock of its own, and says what that cannot promise',
      '  --json      prints the same for a script'
    ],
    writes: () => true,
    load: async () => (await import('../release/publish.ts')).publish
  },
  rollback: {
    about: 'move readers back to an earlier release',
    help: [
      'Checks every byte of the release that readers saw before, or of the one that is named, and replaces the link',
      '<folder>/current in one rename. The release that readers leave stays where it is. Names the editions whose pinned cards',
      'the earlier release does not have, and the corrections and withdrawals it is from before; the next publish has them again.',
      'Where the newsroom has a key, a release that it did not sign is refused.',
      '',
      '  --lock      as of publish',
      '  --unsigned  goes back to a release that was published before there was a key'
    ],
    writes: () => true,
    load: async () => (await import('../release/releases.ts')).rollback
  },
  key: {
    about: 'make the key that releases are signed with',
    help: [
      'Writes the secret half to a file outside the project, for its owner alone, and the public half to data/minisign.pub, in the',
      'format of minisign. With TERHUBUNG_KEY=<file> publish signs the manifest of each release; `minisign -V` verifies it without',
      'our code. releases and rollback verify by data/minisign.pub; the partners’ page shows it.'
    ],
    writes: () => true,
    load: async () => (await import('../release/key.ts')).key
  },
  releases: {
    about: 'list what was published and check every byte of it',
    help: [
      'Lists the releases in a folder, newest first; → marks the one that readers see. Exit code 1 when one is harmed.'
    ],
    load: async () => (await import('../release/releases.ts')).releases
  },
  headers: {
    about: 'say what a host sends with each path of the site',
    help: [
      'Writes or prints, from the one module that also serves `npm start`, the headers of every class of paths: pages, cards,',
      'partners’ files, data, assets. `npm run build` writes the same as dist/_headers.',
      '',
      '  --nginx       the folder for terhubung-http.conf and terhubung-server.conf; each says where it belongs',
      '  --at          the path of the site on its host, where that is not /',
      '  --cloudfront  the folder for two CloudFront functions that serve the pointed release of a bucket',
      '  --worker      the folder for a Cloudflare Worker that does the same',
      '  --netlify     prints the _headers file that Cloudflare Pages and Netlify read',
      '  --table       prints the tables of docs/publishing.md'
    ],
    load: async () => (await import('../release/headers.ts')).headers
  },
  heights: {
    about: 'measure how tall every card is, so that partners know before it loads',
    help: [
      'Builds the edition, opens every card in Chromium at the widths of a frame from 240 to 900 px, and writes',
      'data/card-heights.json: the height that a card keeps from 240, 280, 320, 480 and 640 px on; data/part-heights.json: that of parts laid out late. Run it when a card’s words or',
      'picture have changed. The build reads the table and needs no browser.',
      '',
      '  --check  says which heights differ, and writes nothing; exit code 1 when one does'
    ],
    writes: (argv) => !argv.includes('--check'),
    load: async () => (await import('../output/heights.ts')).heights
  },
  film: {
    about: 'draw a scene as silent films for partners’ pages and social desks',
    help: [
      'Draws the map’s years (world), the squares (demand) or the lines (speed) as MP4 in each language, upright, square and wide: at most',
      '30 s and 3 MB, with the title, what the picture does not say, the source and the edition on every picture and all credits on the last.',
      'Every number is of the record that the story’s picture has. Beside each lies a still for pages where nothing moves; captions',
      '(WebVTT) and the words serve every shape. Written to build/films/<scene>/, which is replaced whole. The next build lists on',
      'the partners’ page those that show what the edition shows.',
      '',
      'Needs ffmpeg with libx264 (Debian: apt-get install ffmpeg). Exit code 2: there is none, and nothing was written.',
      '',
      '  --json  prints sizes and checksums for a script'
    ],
    writes: () => true,
    load: async () => (await import('../output/film.ts')).film
  }
};

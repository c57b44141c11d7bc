import { filmScenes } from '#cards/embed/film-names.ts';
import { vocabularyLines } from '#story/claims/functions.ts';

export interface CommandWords {
  /** As it is typed, in words of one line: `<needed> [<not needed>]`, `…` for any number. */
  takes: string;
  about: string;
  /** Printed as it is, less the six spaces before its lines. */
  help: string;
  lists?: () => string[];
  /** By what is typed, with `…` at the end where it may be repeated. Every command has --json. */
  options?: Readonly<Record<`--${string}`, string>>;
  /** True when it writes into the project: it holds the desk's lock. */
  writes?: true;
}

const release = {
  '--released <day>': 'the day of the release, or the month, if the file does not tell'
} as const;
const pin = {
  '--pin <indicator>=<source>/<release> …': 'another vintage; repeat it for other indicators',
  '--keep <source>/<release> …': 'an older vintage to compare with'
} as const;
const place = 'A place is a folder, or s3://bucket/prefix.';

export const commands = {
  take: {
    takes: '<file>',
    about: 'check a published file and keep it as a vintage',
    help: `Takes a file as its publisher released it, or as a spreadsheet saved it again: alone or
      in a zip archive. It prints what it takes the file for and why, checks every value, and
      writes data/vintages/<source>/<release>/. It writes nothing if the file has a fault (exit
      code 2), if you must say what the file is, or if a value is doubtful (1).`,
    options: {
      '--source <id>': 'the name of a file in data/sources/, if the file does not tell',
      '--origin <address>': 'the public address of the file',
      ...release,
      '--yes': 'accepts doubtful values, unless they are most of the file or of a year',
      '--doubted <number>': 'accepts them then: how many there are, as `take` says'
    },
    writes: true
  },
  fetch: {
    takes: '<source>',
    about: 'download the newest file of a source and take it',
    help: `Downloads from “download” in data/sources/<source>.json and takes the file as \`take\` does.`,
    options: { '--from <address>': 'another address (https), if the file was moved', ...release }
  },
  vintages: {
    takes: '[<source>/<release> …]',
    about: 'list the kept vintages, and verify their files',
    help: `Lists every vintage, or those you name, and compares each file with its recorded size and
      checksum: exit code 2 if one differs. The record is datapackage.json in its folder.`
  },
  check: {
    takes: '',
    about: 'list every text that changed or no longer holds',
    help: `Compares the copy in every language with the vintages that data/edition.lock.json pins.
      It prints each fault with file, line and column, then each text that differs from
      data/texts.lock.json, old beside new. If there is none, it tries every page, card and
      picture. Exit code 1 if an editor is needed.`,
    options: {
      ...pin,
      '--release':
        'also lists what a release needs: signed reviews, help entries checked within 90 days, links, licences, the newest releases, texts read by a named person'
    }
  },
  claims: {
    takes: '[<claim> …]',
    about: 'list the figures that sentences may state',
    help: `Lists the rows of data/story/claims.csv, or those you name: what each prints in every
      language, its year, its promise and whether that is true, and where the copy uses it.
      The formulas of a row are made of:`,
    lists: vocabularyLines,
    options: pin
  },
  'claims prove': {
    takes: '',
    about: 'try whether false data would be noticed',
    help: `Makes the rows of each claim false in memory: a tenth more, the value of the year before or
      of another place, missing, just over the rounding. For each it says what an editor who pins
      such data would be told. Exit code 1 if a promise holds however false its rows are, or if
      less than nine tenths are refused or must be read by themselves.`
  },
  'edition lock': {
    takes: '',
    about: 'record what the story shows',
    help: `Writes data/edition.lock.json once you have read the check: the vintages, and every claim.`,
    options: pin,
    writes: true
  },
  'edition pin': {
    takes: '<indicator>=<source>/<release>',
    about: 'pin another vintage',
    help: 'Keeps the reviewed claims: `check` then lists what changes.',
    writes: true
  },
  accept: {
    takes: '[<text> …]',
    about: 'record who read the texts that changed',
    help: `Accepts the texts that you name with the codes of their wordings, \`world/world-now@3fa2c1\`;
      a text that changed since is refused. \`check\` shows those that changed, old beside new, with
      their codes, and Review, in \`npm run desk\`, also what nobody has read. Texts that changed only
      in figures have one code together. It writes data/texts.lock.json.`,
    options: {
      '--by <name>': 'your name: you read the texts in every language, and they are true',
      '--not-yet <reason>': 'with --by: you read them, and they must change first',
      '--draft': 'records every changed text as read by nobody: `publish --release` refuses them'
    },
    writes: true
  },
  'language export': {
    takes: '<tag>',
    about: 'write every text to one file for a translator',
    help: `Writes <tag>.po: beside each text its Indonesian, its longest length, and the rules for
      the protection of children whose words it has. It keeps what was imported before, unless the
      English changed.`
  },
  'language import': {
    takes: '<file>',
    about: 'check a translated file and add its language as a draft',
    help: `Every text must be translated, state the same figures, keep every rule and fit, and the
      header must name the translator. To see the draft: TERHUBUNG_DRAFT=<tag> npm run dev`,
    writes: true
  },
  'language accept': {
    takes: '<file>',
    about: 'accept the texts of an added language that you read in a file',
    help: `Readers see the language once two people, neither of whom translated it, have accepted
      every text.`,
    options: { '--by <name>': 'your name: you read the texts, and they are true' },
    writes: true
  },
  undo: {
    takes: '',
    about: 'undo the last take, pin, lock or acceptance',
    help: `Restores the files as they were before the step, all or none, and names it. Each run goes
      one step further back. It refuses a step whose files have changed since, a taken vintage
      that the edition uses, and everything that readers have seen: \`rollback\` takes back a
      publication. It knows the last 20 steps made in this folder.`,
    writes: true
  },
  'follow-up': {
    takes: '<edition> [<edition>]',
    about: 'list what changed between two editions, and draft a follow-up',
    help: `Lists the pins, claims and texts that changed. Name an edition by its day, a saved lock
      file, a git revision such as HEAD~1, or now (the default for the second).`,
    options: {
      '--out <folder>':
        'a new folder: writes follow-up.<language>.md, the new sources, then every sentence with a changed figure; a comment has the figure before and after'
    }
  },
  publish: {
    takes: '<place>',
    about: 'build the edition, publish it and switch readers to it',
    help: `Builds the edition, writes it to <place>/releases/<edition>/ and verifies it; then one step
      switches readers. If it is interrupted, readers keep the old release.
      ${place}
      In a store, set the standard AWS variables, and AWS_ENDPOINT_URL_S3 for other stores than
      Amazon’s: docs/publishing.md.`,
    options: {
      '--release': 'refuses an edition that `check --release` does not pass, else it only warns',
      '--keep <number>':
        'how many releases to keep (5); the current one and the one before are always kept',
      '--plain':
        'for a bucket without an edge function: also uploads the pages to the root of the prefix; remembered. Also accepts a store that ignores preconditions, and warns'
    },
    writes: true
  },
  rollback: {
    takes: '<place> [<release>]',
    about: 'switch readers back to an earlier release',
    help: `Verifies the release before the current one, or the one you name, and makes it current.
      Warns of pinned cards, corrections and withdrawals that it lacks; the next publish restores
      them.
      ${place}`,
    options: { '--unsigned': 'accepts a release that is older than the newsroom’s key' },
    writes: true
  },
  releases: {
    takes: '<place>',
    about: 'list and verify the published releases',
    help: `Lists the releases, newest first, and checks every byte. → marks the current one. Exit
      code 1 if one is damaged.
      ${place}`
  },
  'key new': {
    takes: '<file>',
    about: 'make the key that signs releases',
    help: `Writes the secret key to a file outside the project, and the public key to
      data/minisign.pub. With TERHUBUNG_KEY=<file>, publish signs each release.`,
    writes: true
  },
  headers: {
    takes: '',
    about: 'write the HTTP headers of the site for a host',
    help: `The same headers as \`npm start\` sends. docs/publishing.md says where each file goes. Netlify
      and Cloudflare Pages read the file _headers of the site.`,
    options: {
      '--nginx <folder>': 'writes terhubung-http.conf and terhubung-server.conf',
      '--at <path>': 'the path of the site on its host, if it is not / (only with --nginx)',
      '--cloudfront <folder>':
        'writes two CloudFront functions that serve the current release of a bucket',
      '--worker <folder>': 'writes a Cloudflare Worker that does the same'
    }
  },
  heights: {
    takes: '',
    about: 'measure the heights of cards, so that frames reserve them',
    help: `Builds the edition, opens every card in Chromium, and writes data/card-heights.json and
      data/part-heights.json. Run it when the words or the picture of a card have changed.`,
    writes: true
  },
  film: {
    takes: '<scene>',
    about: 'draw a scene as silent films for partners and social media',
    help: `Draws ${filmScenes.join(', ')} as MP4 in each language, with a still, captions and a
      transcript, in build/films/<scene>/. The next build offers films of the same edition to
      partners. Needs ffmpeg with libx264.`,
    writes: true
  }
} as const satisfies Readonly<Record<string, CommandWords>>;

export type CommandName = keyof typeof commands;

type TypedOf<Name extends CommandName> = (typeof commands)[Name] extends {
  options: infer Options;
}
  ? keyof Options | '--json'
  : '--json';

/** The options of a command by name: true, a word, or words where it may be repeated. */
export type ValuesOf<Name extends CommandName> = {
  [
    Typed in TypedOf<Name> as Typed extends `--${infer Option} ${string}`
      ? Option
      : Typed extends `--${infer Option}`
        ? Option
        : never
  ]?: Typed extends `${string} …`
    ? string[]
    : Typed extends `${string} ${string}`
      ? string
      : boolean;
};

export const wordsFor = (name: CommandName): CommandWords => commands[name];

/** Everything that a command takes, as it is typed: `npm run desk -- take <file> [--yes] …`. */
export function usageOf(name: CommandName) {
  const { takes, options = {} } = wordsFor(name);
  const typed = [...Object.keys(options), '--json'].map((option) => `[${option}]`);
  return ['npm run desk --', name, takes, ...typed].filter((part) => part !== '').join(' ');
}

import { vocabularyLines } from '#story/claims/functions.ts';

export interface CommandWords {
  /** As it is typed, in words of one line: `<needed> [<not needed>]`, `…` for any number. */
  takes: string;
  about: string;
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

export const commands = {
  take: {
    takes: '<file>',
    about: 'check a published file and keep it as a vintage',
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
    options: { '--from <address>': 'another address (https), if the file was moved', ...release }
  },
  vintages: {
    takes: '[<source>/<release> …]',
    about: 'list the kept vintages, and verify their files'
  },
  check: {
    takes: '',
    about: 'list every text that changed or no longer holds',
    options: {
      ...pin,
      '--release':
        'also lists what a release needs: signed reviews, help entries checked within 90 days, links, licences, the newest releases, texts read by a named person'
    }
  },
  claims: {
    takes: '[<claim> …]',
    about: 'list the figures that sentences may state',
    lists: vocabularyLines,
    options: pin
  },
  'claims prove': {
    takes: '',
    about: 'try whether false data would be noticed'
  },
  'edition lock': {
    takes: '',
    about: 'record what the story shows',
    options: pin,
    writes: true
  },
  'edition pin': {
    takes: '<indicator>=<source>/<release>',
    about: 'pin another vintage',
    writes: true
  },
  accept: {
    takes: '[<text> …]',
    about: 'record who read the texts that changed',
    options: {
      '--by <name>': 'your name: you read the texts in every language, and they are true',
      '--not-yet <reason>': 'with --by: you read them, and they must change first',
      '--draft': 'records every changed text as read by nobody: `publish --release` refuses them'
    },
    writes: true
  },
  'language export': {
    takes: '<tag>',
    about: 'write every text to one file for a translator'
  },
  'language import': {
    takes: '<file>',
    about: 'check a translated file and add its language as a draft',
    writes: true
  },
  'language accept': {
    takes: '<file>',
    about: 'accept the texts of an added language that you read in a file',
    options: { '--by <name>': 'your name: you read the texts, and they are true' },
    writes: true
  },
  undo: {
    takes: '',
    about: 'undo the last step of this desk',
    writes: true
  },
  'follow-up': {
    takes: '<edition> [<edition>]',
    about: 'list what changed between two editions, and draft a follow-up',
    options: {
      '--out <folder>':
        'a new folder: writes follow-up.<language>.md, the new sources, then every sentence with a changed figure; a comment has the figure before and after'
    }
  },
  publish: {
    takes: '<place>',
    about: 'build the edition, publish it and switch readers to it',
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
    options: { '--unsigned': 'accepts a release that is older than the newsroom’s key' },
    writes: true
  },
  releases: {
    takes: '<place>',
    about: 'list and verify the published releases'
  },
  'key new': {
    takes: '<file>',
    about: 'make the key that signs releases',
    writes: true
  },
  headers: {
    takes: '',
    about: 'write the HTTP headers of the site for a host',
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
    writes: true
  },
  film: {
    takes: '<scene>',
    about: 'draw a scene as silent films for partners and social media',
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

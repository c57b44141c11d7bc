import { answering } from './command.ts';
import texts from '../words/help.json' with { type: 'json' };
import { commands, usageOf, wordsFor, type CommandName } from './commands.ts';
import type { Command, Desk } from './desk-io.ts';
import { withProjectLock } from './desk-lock.ts';
import { say, sayText } from '#locale/say.ts';

const loadReleases = () => import('../release/releases.ts');

const loads: Readonly<Record<CommandName, () => Promise<Command>>> = {
  take: async () => (await import('../intake/take.ts')).take,
  fetch: async () => (await import('../intake/fetch.ts')).fetchSource,
  vintages: async () => (await import('../edition/vintages.ts')).vintages,
  check: async () => {
    const [{ check }, { trySite }] = await Promise.all([
      import('../review/check.ts'),
      import('../output/prerender.ts')
    ]);
    return (argv, desk) => check(argv, desk, trySite);
  },
  claims: async () => (await import('../edition/claims.ts')).claims,
  'claims prove': async () => (await import('../edition/claims-prove.ts')).proofOfClaims,
  'edition lock': async () => (await import('../edition/edition-lock.ts')).lockEdition,
  'edition pin': async () => (await import('../edition/edition-pin.ts')).pinVintage,
  'language export': async () => (await import('../language/language.ts')).exportLanguage,
  'language import': async () => {
    const [{ importLanguage }, { trySite }] = await Promise.all([
      import('../language/language.ts'),
      import('../output/prerender.ts')
    ]);
    return (argv, desk) => importLanguage(argv, desk, trySite);
  },
  'language accept': async () => (await import('../language/language.ts')).acceptLanguage,
  accept: async () => (await import('../review/accept.ts')).accept,
  undo: async () => (await import('../edition/undo.ts')).undo,
  'follow-up': async () => (await import('../review/follow-up.ts')).followUp,
  publish: async () => (await import('../release/publish.ts')).publish,
  rollback: async () => (await loadReleases()).rollback,
  releases: async () => (await loadReleases()).releases,
  'key new': async () => (await import('../release/key.ts')).key,
  headers: async () => (await import('../release/headers.ts')).headers,
  heights: async () => (await import('../output/heights.ts')).heights,
  film: async () => (await import('../output/film.ts')).film
};

const names = Object.keys(commands) as CommandName[];

function columns(rows: readonly (readonly [string, string])[]) {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.flatMap(([name, about]) =>
    about
      .match(/.{1,70}(?= |$)/g)!
      .map((line, at) => `  ${(at === 0 ? name : '').padEnd(width)}  ${line.trim()}`)
  );
}

const allCommands = () => columns(names.map((name) => [name, sayText(wordsFor(name).about)]));

function help(name: CommandName) {
  const { lists, options = {} } = wordsFor(name);
  const json = ['--json', say`prints a report for scripts`] as const;
  return [
    usageOf(name),
    '',
    ...sayText(texts[name]).split('\n'),
    ...(lists?.() ?? []),
    '',
    ...columns([
      ...Object.entries(options).map(([typed, about]) => [typed, sayText(about)] as const),
      json
    ])
  ];
}

const locked = (name: string, run: Command, argv: string[], desk: Desk) =>
  answering(async (_argv, io) => ({
    exit: await withProjectLock(io, `desk ${name}`, () => run(argv, desk))
  }))(argv, desk);

function named([first = '', second = '']: readonly string[]) {
  const both = names.find((name) => name === `${first} ${second}`);
  return both ? { name: both, words: 2 } : { name: names.find((name) => name === first), words: 1 };
}

/** Runs `npm run desk -- <command> …`; opens the desk's page without one. @returns its exit code. */
export async function desk(argv: string[], io: Desk) {
  if (argv.length === 0) return (await import('../window/start-window.ts')).startWindow(io);
  const [first = 'help'] = argv;
  const isHelp = ['help', '--help', '-h'].includes(first);
  const asked = isHelp ? argv.slice(1).filter((word) => word !== 'help') : argv;
  const { name, words } = named(asked);
  const rest = asked.slice(words);
  const isVerbLeftOut = isHelp && names.some((one) => one.startsWith(`${asked[0]} `));
  if (asked.length > 0 && !name && !isVerbLeftOut) {
    io.err(say`There is no command “${asked.join(' ')}”. Use one of:`);
    allCommands().forEach(io.err);
    return 2;
  }
  if (isHelp || !name || rest.includes('--help') || rest.includes('-h')) {
    const lines = name
      ? help(name)
      : [
          'npm run desk -- <command> [arguments]',
          '',
          ...allCommands(),
          '',
          say`For more, run \`npm run desk -- help <command>\`.`,
          say`Exit codes: 0 fine, 1 an editor is needed, 2 refused (nothing was written).`
        ];
    lines.forEach(io.out);
    return 0;
  }
  const run = await loads[name]();
  return wordsFor(name).writes ? locked(name, run, rest, io) : run(rest, io);
}

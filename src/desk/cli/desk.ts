import { answering, nothingWritten, usageOf, type CommandName } from './command.ts';
import { commands } from './commands.ts';
import type { Command, Desk } from './desk-io.ts';
import { projectLock, takeWait, usualWait, withLock } from './desk-lock.ts';
import { sweepParts } from '../files/write-whole.ts';

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

function printCommands(print: (line: string) => void): void {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  for (const [name, { about }] of Object.entries(commands))
    print(`  ${name.padEnd(width)}  ${about}`);
}

function printHelp(desk: Desk, name?: CommandName): void {
  if (name) {
    const { help, writes } = commands[name];
    const waits = writes !== undefined || usageOf(name).includes('--wait');
    desk.out(usageOf(name));
    desk.out('');
    help.forEach(desk.out);
    if (waits)
      desk.out(`  --wait      seconds to wait for another desk in this project (${usualWait})`);
    return;
  }
  desk.out('npm run desk -- <command> [arguments]');
  desk.out('');
  printCommands(desk.out);
  desk.out('');
  desk.out('For more, run `npm run desk -- help <command>`.');
  desk.out('Exit codes: 0 fine, 1 an editor is needed, 2 refused (nothing was written).');
}

/** Runs a command that writes while no other desk in this project can. */
const locked = (name: string, run: Command) =>
  answering(async (argv, io) => {
    const { wait, rest } = takeWait(argv);
    const exit = await withLock(projectLock(io.root, `desk ${name}`, wait), io, async () => {
      await sweepParts(io.root);
      return run(rest, { ...io, wait });
    });
    return { exit };
  }, nothingWritten);

/** Runs `npm run desk -- <command> …`; prints the help without a command. @returns its exit code. */
export async function desk(argv: string[], io: Desk): Promise<number> {
  const [first = 'help', ...rest] = argv;
  const asksHelp = first === 'help' || first === '--help' || first === '-h';
  const name = asksHelp ? rest[0] : first;
  const asked = name !== undefined && isCommand(name) ? name : undefined;
  if (name !== undefined && !asked) {
    io.err(`There is no command “${name}”. Use one of:`);
    printCommands(io.err);
    return 2;
  }
  if (asksHelp || !asked || rest.includes('--help') || rest.includes('-h')) {
    printHelp(io, asked);
    return 0;
  }
  const { load, writes } = commands[asked];
  const run = await load();
  return writes?.(rest) ? locked(asked, run)(rest, io) : run(rest, io);
}

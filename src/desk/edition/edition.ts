import { answering, nothingWritten } from '../cli/command.ts';
import { Refusal, type Command } from '../cli/desk-io.ts';

/** Loaded only when asked for. */
const verbs: Readonly<Record<string, () => Promise<Command>>> = {
  lock: async () => (await import('./edition-lock.ts')).lockEdition,
  pin: async () => (await import('./edition-pin.ts')).pinVintage,
  unpin: async () => (await import('./edition-pin.ts')).unpinVintage
};

export const edition = answering(async (argv, desk) => {
  const [verb = '', ...rest] = argv;
  const load = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!load)
    throw new Refusal(
      'usage',
      verb === '' ? 'edition needs a verb.' : `edition has no “${verb}”.`,
      `Use one of ${Object.keys(verbs).join(', ')}.`
    );
  const run = await load();
  return { exit: await run(rest, desk) };
}, nothingWritten);

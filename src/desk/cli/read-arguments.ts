import { parseArgs, type ParseArgsConfig } from 'node:util';
import { isRelease } from '../../vintages/release.ts';
import type { VintageKey } from '../../vintages/vintage.ts';
import { Refusal } from './refusal.ts';

/** An option that stands alone, and one that a word follows. */
export const [flag, word] = [{ type: 'boolean' }, { type: 'string' }] as const;

/** Returns the options and words of a command line, by `node:util`. @throws Refusal naming what cannot be read, and the usage. */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: string[],
  options: Options,
  usage: string
) {
  try {
    return parseArgs<{ args: string[]; allowPositionals: true; options: Options }>({ args: argv, allowPositionals: true, options });
  } catch (error) {
    // Node's first sentence names the option; what follows is advice for programmers.
    throw new Refusal(`found arguments that cannot be read (${(error as Error).message.split('. ')[0]}), expected ${usage}`);
  }
}

/** Returns the vintage that `<source>/<release>`, given to `option`, names. @throws Refusal when it is not written so. */
export function readVintageName(text: string, option = ''): VintageKey {
  const [source = '', release = '', ...more] = text.split('/');
  if (!/^[a-z0-9-]+$/.test(source) || !isRelease(release) || more.length > 0) {
    throw new Refusal(
      `found ${option}"${text}", expected <source>/<release>, for example wb-internet-users/2024-11: \`npm run desk -- vintages\` lists them`
    );
  }
  return { source, release };
}

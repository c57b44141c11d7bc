import type { Command } from '../../src/desk/cli/desk-io.ts';
import { lockEdition } from '../../src/desk/edition/edition-lock.ts';
import { pinVintage } from '../../src/desk/edition/edition-pin.ts';

const verbs: Readonly<Record<string, Command>> = {
  lock: lockEdition,
  pin: pinVintage
};

/** `edition <verb> …`, without the lock of a desk. */
export const edition: Command = ([verb = '', ...argv], desk) => verbs[verb]!(argv, desk);

import { readFileSync } from 'node:fs';
import {
  estimatesFile,
  readEstimates,
  type EstimateLedger
} from '../../src/story/ledgers/estimates.ts';
import {
  protectionFile,
  readProtection,
  type ProtectionFact
} from '../../src/story/ledgers/protection.ts';
import { readAgainFile, readRereadings } from '../../src/story/ledgers/read-again.ts';

const committed = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

/** The rows of the committed ledgers that were read again. */
export const committedRereadings = readRereadings(committed(readAgainFile));

/** Returns the committed estimates and statements, each as it was read last. */
export const committedEstimates = (): EstimateLedger =>
  readEstimates(committed(estimatesFile), committedRereadings.estimates);

/** Returns the committed facts of protection. */
export const committedProtection = (): Record<string, ProtectionFact> =>
  readProtection(committed(protectionFile), committedRereadings.protection);

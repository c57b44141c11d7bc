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

export const committedRereadings = readRereadings(committed(readAgainFile));

export const committedEstimates = (): EstimateLedger =>
  readEstimates(committed(estimatesFile), committedRereadings.estimates);

export const committedProtection = (): Record<string, ProtectionFact> =>
  readProtection(committed(protectionFile), committedRereadings.protection);

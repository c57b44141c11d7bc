import { readFileSync } from 'node:fs';
import { estimatesFile, readEstimates } from '../../src/story/ledgers/estimates.ts';
import { protectionFile, readProtection } from '../../src/story/ledgers/protection.ts';
import { readAgainFile, readRereadings } from '../../src/story/ledgers/read-again.ts';

const committed = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

export const committedRereadings = readRereadings(committed(readAgainFile));

export const committedEstimates = () =>
  readEstimates(committed(estimatesFile), committedRereadings.estimates);

export const committedProtection = () =>
  readProtection(committed(protectionFile), committedRereadings.protection);

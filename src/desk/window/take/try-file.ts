import { basename } from 'node:path';
import { isRefused, Refusal } from '../../cli/desk-io.ts';
import type { Chosen } from '../../intake/choose-table.ts';
import { openToTake, takeChosen } from '../../intake/take.ts';
import { checkTakeArguments, type TakeArguments } from '../../intake/take-arguments.ts';
import type { Taken } from '../../intake/take-step.ts';
import type { Seen } from '../view.ts';

export interface TriedFile {
  id: string;
  name: string;
  asked: TakeArguments;
  search: string;
  chosen?: Chosen;
  taken?: Taken;
  fault?: string;
  asks?: 'source' | 'release';
}

export const answersIn = (fields: URLSearchParams) => ({
  source: fields.get('source') || undefined,
  released: fields.get('released')?.trim() || undefined,
  origin: fields.get('origin')?.trim() || undefined
});

export async function tryFile({
  query,
  upload,
  files,
  desk
}: Seen): Promise<TriedFile | undefined> {
  const id = query.get('file') ?? '';
  const path = await upload(id);
  if (path === undefined) return undefined;
  const name = basename(path);
  const asked = { ...answersIn(query), file: name, dryRun: true, yes: true };
  const tried: TriedFile = { id, name, asked, search: query.toString() };
  try {
    const { input, chosen } = await openToTake(files, checkTakeArguments(asked, desk.now()), path);
    tried.chosen = chosen;
    const [choice, ...more] = chosen.choices;
    if (!choice || more.length > 0) return { ...tried, asks: 'source' };
    return { ...tried, taken: await takeChosen(files, asked, { input, choice }, desk) };
  } catch (error) {
    if (!isRefused(error)) throw error;
    const kind = error instanceof Refusal ? error.kind : '';
    if (kind === 'no-release') tried.asks = 'release';
    if (kind === 'unknown-table') tried.asks = 'source';
    return { ...tried, fault: error.message };
  }
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { group } from 'd3';
import { changesPath, editionEmbedsPath, embedsPath } from '#cards/card.ts';
import { readWithdrawals, withdrawalsFile, type Withdrawal } from '#cards/withdrawal.ts';
import { languages } from '#locale/languages.ts';
import { correctionsFile, readCorrections } from '#pages/side/correction.ts';
import { helplinesFile, readHelplines } from '#pages/helpline.ts';
import { newsroomFile, readNewsroom } from '#pages/newsroom.ts';
import { changesFeed } from '#site/pages/feeds.ts';
import { isCompressible } from '#site/output/content-types.ts';
import { parseStory } from '#site/story/parse-story.ts';
import { readText, textIfThere } from '#site/story/project-text.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { compressedCopies } from '#site/output/compressed-copies.ts';
import {
  pinnedEdition,
  pinnedFile,
  isCopiedUnchanged,
  type CurrentState
} from '#site/pages/pinned-file.ts';
import type { ReleasedFile } from '#site/output/release-manifest.ts';
import { siteAddress } from '#site/site-address.ts';
import { sha256 } from '#vintages/sha256.ts';
import { refuse } from '../cli/desk-io.ts';
import type { KeptRelease, ReleasePlace } from './release-place.ts';
import { say } from '#locale/say.ts';

type PinnedFile = ReleasedFile & { id: string };

function pinnedIn(releases: readonly KeptRelease[], own: string) {
  const files = releases.flatMap(({ id, manifest }) =>
    (manifest?.files ?? []).map((file): PinnedFile => ({ ...file, id }))
  );
  const isPinned = ({ path }: PinnedFile) =>
    ![undefined, own].includes(pinnedEdition(path)) && !/\.(br|gz)$/.test(path);
  return group(files.filter(isPinned), ({ path }) => path);
}

async function intactCopy(place: ReleasePlace, copies: readonly PinnedFile[]) {
  for (const { id, path, sha256: published } of copies) {
    const bytes = await place.read(id, path);
    if (bytes && sha256(bytes) === published) return bytes;
  }
  return undefined;
}

const textOrNone = (files: ProjectFiles, file: string) => textIfThere(files, file) ?? '[]';

function namedIn(withdrawals: readonly Withdrawal[], editions: readonly string[]) {
  const named = withdrawals.flatMap(({ card, editions: days }) =>
    (days === 'all' ? editions : days).map((day) => ({ card, day }))
  );
  const [withdrawn = [], notThere = []] = [true, false].map((isThere) =>
    named
      .filter(({ day }) => editions.includes(day) === isThere)
      .map(({ card, day }) => say`${card} of ${day}`)
  );
  return { withdrawn, notThere };
}

function today(files: ProjectFiles, edition: string, withdrawals: Withdrawal[]) {
  const { words } = parseStory(files, {}).copy;
  return {
    corrections: readCorrections(textOrNone(files, correctionsFile)),
    withdrawals,
    helplines: readHelplines(textOrNone(files, helplinesFile)),
    words,
    reviewBy: readNewsroom(readText(files, newsroomFile)).review_by,
    edition,
    address: siteAddress()
  };
}

async function put(site: string, path: string, bytes: Uint8Array) {
  const to = join(site, path);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, bytes);
  for (const extension of ['.br', '.gz']) await rm(to + extension, { force: true });
  if (!isCompressible(path)) return;
  for (const copy of await compressedCopies(bytes))
    await writeFile(to + copy.extension, copy.bytes);
}

const encode = (text: string) => new TextEncoder().encode(text);

async function listEditions(site: string, carried: readonly string[], known: CurrentState) {
  const text = await readFile(join(site, embedsPath), 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const list = JSON.parse(text) as {
    edition: string;
    editions: { edition: string; list: string }[];
  };
  const own = list.editions[0]?.list ?? '';
  const editions = [...carried, list.edition].sort().reverse();
  const named = editions.map((edition) => ({
    edition,
    list: own.replace(editionEmbedsPath(list.edition), editionEmbedsPath(edition))
  }));
  await put(site, embedsPath, encode(`${JSON.stringify({ ...list, editions: named }, null, 2)}\n`));
  for (const language of languages) {
    const feed = changesFeed(
      { editions, corrections: known.corrections, withdrawals: known.withdrawals },
      known.words[language],
      known.address
    );
    await put(site, changesPath(language), encode(feed));
  }
}

/**
 * Copies the pinned cards of earlier editions into a built site, with today's notices, so that no
 * pinned address ends (standards E16).
 */
export async function carryEditions(
  files: ProjectFiles,
  site: string,
  edition: string,
  place: ReleasePlace,
  releases: readonly KeptRelease[]
) {
  const withdrawals = readWithdrawals(textOrNone(files, withdrawalsFile));
  const pinned = pinnedIn(releases, edition);
  const lost: string[] = [];
  if (pinned.size === 0) return { pinned: [], lost, ...namedIn(withdrawals, [edition]) };
  const known = today(files, edition, withdrawals);
  const editions = new Set<string>();
  for (const [path, copies] of pinned) {
    const bytes = await intactCopy(place, copies);
    if (!bytes) {
      lost.push(path);
      continue;
    }
    editions.add(pinnedEdition(path)!);
    const renewed = renew(path, bytes, known);
    if (renewed) await put(site, path, renewed);
  }
  const carried = [...editions].sort().reverse();
  await listEditions(site, carried, known);
  return { pinned: carried, lost, ...namedIn(withdrawals, [edition, ...carried]) };
}

function renew(path: string, bytes: Uint8Array, known: CurrentState) {
  try {
    // Pictures and archives are kept or dropped whole.
    const text = pinnedFile(
      path,
      isCopiedUnchanged(path) ? '' : new TextDecoder().decode(bytes),
      known
    );
    return text === undefined ? undefined : isCopiedUnchanged(path) ? bytes : encode(text);
  } catch (error) {
    refuse(
      'pinned-card',
      (error as Error).message,
      say`Restore the entry: a pinned card that was withdrawn cannot be shown again.`
    );
  }
}

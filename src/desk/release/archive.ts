import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { storyTitle } from '../../chapters/chapter.ts';
import { byLanguage, languages } from '../../locale/languages.ts';
import type { BinaryFile } from '../../site/output/site-file.ts';
import { archiveEntries, type ArchiveParts } from '../../site/packs/archive-entries.ts';
import { contentTypeOf } from '../../site/output/content-types.ts';
import { loadByLanguage } from '../../site/story/open-copy.ts';
import { orElse, textOf } from '../../site/story/story-files.ts';
import { openStory } from '../../site/story/open-story.ts';
import { releaseId } from '../../site/output/release-manifest.ts';
import { readerLedgers } from '../../site/packs/reader-ledgers.ts';
import { zipEntries, zipFaults } from '../../site/packs/zip-entries.ts';
import { lockFile } from '../../story/lock.ts';
import { claimsFile } from '../../story/claims/read-claims.ts';
import { readDataPackage } from '../../vintages/data-package.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { buildInto, type FillSite } from '../output/build.ts';
import { builtApart, type BuiltApart } from '../output/built-apart.ts';
import { command, flag } from '../cli/command.ts';
import { codeOf, diskRefusal } from '../files/disk-refusal.ts';
import { Refusal } from '../cli/desk-io.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { openS3, storeAddress } from '../store/s3-store.ts';
import { openSeal, type Seal } from './seal.ts';
import { lackOfAddress } from './site-address.ts';
import { walkFolder } from '../../site/output/walk-folder.ts';
import { syncFolder, writeDurably, writeWhole } from '../files/write-whole.ts';

/** What is archived besides the article: where it stands in the project, and in the archive. */
const records: readonly (readonly [from: string, to: string])[] = [
  [lockFile, `claims/${basename(lockFile)}`],
  [claimsFile, `claims/${basename(claimsFile)}`],
  ['data/corrections.json', 'data/corrections.json'],
  ['data/signoffs.json', 'data/signoffs.json'],
  ['data/care/helplines.json', 'data/helplines.json'],
  ['LICENSE', 'licences/LICENSE'],
  ['static/fonts/OFL.txt', 'licences/OFL.txt']
];

async function readRecord(root: string, path: string): Promise<Uint8Array> {
  const bytes = await readFile(join(root, path)).catch(() => undefined);
  if (!bytes)
    throw new Refusal(
      `found no ${path}, expected the file that an archive holds: restore it from the last commit`
    );
  return bytes;
}

async function partsOf(root: string, { site, lock }: BuiltApart): Promise<ArchiveParts> {
  const story = await openStory(root);
  const entries: BinaryFile[] = [];
  for (const path of await walkFolder(site))
    entries.push({ path, bytes: await readFile(join(site, path)) });
  const packages = entries.filter(({ path }) =>
    /^data\/vintages\/.*\/datapackage\.json$/.test(path)
  );
  return {
    lock,
    site: entries,
    records: [
      ...readerLedgers(story),
      ...(await Promise.all(
        records.map(async ([from, to]) => ({ path: to, bytes: await readRecord(root, from) }))
      ))
    ],
    vintages: packages.map(
      ({ path, bytes }) => readDataPackage(new TextDecoder().decode(bytes), path).record
    ),
    notes: await loadByLanguage(async (language) => {
      const path = `data/copy/${language}/archive.txt`;
      return textOf(path, await readRecord(root, path));
    }),
    names: byLanguage((language) => storyTitle(story.chapters[language], story.words[language]))
  };
}

const bytesAt = (path: string) => orElse(readFile(path), undefined);

/**
 * Where the archive goes. In a folder, other bytes of the same edition are kept beside it, under a
 * number; a named file is not replaced.
 */
async function placeOf(
  asked: string,
  path: string,
  edition: string,
  zip: Uint8Array
): Promise<{ file: string; there: boolean }> {
  const info = await stat(path).catch(() => undefined);
  const named = extname(path) === '.zip' && !info?.isDirectory();
  if (!named && info && !info.isDirectory())
    throw new Refusal(`found a file at ${asked}, expected a folder, or a name that ends with .zip`);
  if (!named) return freeName(disk, (name) => join(path, name), edition, zip);
  const bytes = await bytesAt(path);
  if (bytes && Buffer.compare(bytes, zip) !== 0)
    throw new Refusal(
      `found ${asked} with other bytes, expected no file: an archive is not replaced; choose another name`
    );
  return { file: path, there: bytes !== undefined };
}

/**
 * Returns the first name under which nothing lies on a shelf, or these very bytes: other bytes of
 * an edition get a number.
 */
async function freeName(
  shelf: Shelf,
  at: (name: string) => string,
  edition: string,
  zip: Uint8Array
) {
  for (let number = 1; ; number++) {
    const file = at(`terhubung-${releaseId(edition, number)}.zip`);
    const bytes = await shelf.read(file);
    if (!bytes || Buffer.compare(bytes, zip) === 0) return { file, there: bytes !== undefined };
  }
}

/** Writes the archive whole or not at all, and reads it back before it is given its name. */
async function writeArchive(
  file: string,
  zip: Uint8Array,
  entries: readonly BinaryFile[],
  folder: string
): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.part`);
  try {
    await mkdir(dirname(file), { recursive: true });
    await rm(beside, { force: true });
    await writeDurably(beside, zip);
    const faults = zipFaults(await readFile(beside), entries, folder);
    if (faults.length > 0)
      throw new Error(
        `what was written to ${beside} is not what was meant:\n  ${faults.join('\n  ')}`
      );
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    if (codeOf(error) === 'ENOTDIR' || codeOf(error) === 'EEXIST') {
      throw new Refusal(
        `found a file on the way to ${file}, expected a folder: choose another place`
      );
    }
    throw diskRefusal(error, `at ${file}`, `room for ${zip.length} bytes`) ?? error;
  }
  await syncFolder(dirname(file));
}

/** Where an archive lies: what is read and written there by name. */
interface Shelf {
  read(name: string): Promise<Uint8Array | undefined>;
  /** Writes what is not there yet. */
  write(name: string, bytes: Uint8Array): Promise<void>;
}

/** The archives of a store lie beside its releases. An archive is not replaced. */
function shelfOf(store: ObjectStore): Shelf {
  const own = (name: string) => name.slice(store.name.length + 1);
  return {
    read: async (name) => (await store.get(own(name)))?.bytes,
    async write(name, bytes) {
      await store.put(
        own(name),
        bytes,
        { type: contentTypeOf(name), cache: 'public, max-age=31536000, immutable' },
        { onlyNew: true }
      );
      const there = await store.get(own(name));
      if (!there || Buffer.compare(there.bytes, bytes) !== 0)
        throw new Refusal(
          `found other bytes in ${name} than were sent, expected the same: run this again`
        );
    }
  };
}

const disk: Shelf = {
  read: bytesAt,
  write: (name, bytes) => writeWhole(name, new TextDecoder().decode(bytes))
};

/**
 * Lays the signature beside an archive, or verifies the one that is there.
 * @returns the name of its file, where there is one.
 */
async function sealArchive(
  seal: Seal,
  shelf: Shelf,
  file: string,
  zip: Uint8Array
): Promise<string | undefined> {
  const name = `${file}.minisig`;
  const there = await shelf.read(name);
  if (!there) {
    if (!seal.sign) return undefined;
    await shelf.write(
      name,
      new TextEncoder().encode(seal.sign(zip, `terhubung archive ${basename(file)}`))
    );
    return name;
  }
  const fault = seal.fault?.(zip, new TextDecoder().decode(there));
  if (fault !== undefined)
    throw new Refusal(
      `found ${name} otherwise than this newsroom signs (${fault}), expected its signature: move it away and run this again`
    );
  return name;
}

/**
 * `archive` builds the edition as one zip, of the same bytes each time.
 * @returns 0; 1 when the story does not hold, 2 when refused.
 */
export const archive = command(
  'archive',
  { json: flag },
  'Nothing was archived.',
  async (given, desk, fill: FillSite = buildInto) => {
    const { positionals, usage } = given;
    const [asked, ...more] = positionals;
    if (asked === undefined || more.length > 0)
      throw new Refusal(`found ${positionals.length} places, expected one: ${usage}`);
    const address = storeAddress(asked);
    const store = address && (await openS3(address, process.env));
    const path = resolve(desk.from ?? desk.root, asked);
    const seal = await openSeal(desk, process.env);
    lackOfAddress(process.env);
    return await builtApart(desk, fill, async (built) => {
      const { edition } = built.lock;
      const folder = `terhubung-${edition}`;
      const entries = archiveEntries(await partsOf(desk.root, built));
      const zip = zipEntries(entries, folder, edition);
      const shelf = store ? shelfOf(store) : disk;
      const { file, there } = store
        ? await freeName(shelf, (name) => `${store.name}/archives/${name}`, edition, zip)
        : await placeOf(asked, path, edition, zip);
      if (!there) await (store ? shelf.write(file, zip) : writeArchive(file, zip, entries, folder));
      const signature = await sealArchive(seal, shelf, file, zip);
      if (signature === undefined && seal.unsigned) desk.err(seal.unsigned);
      const report = {
        file,
        written: !there,
        edition,
        files: entries.length,
        bytes: zip.length,
        sha256: sha256(zip),
        ...(signature ? { signature } : {})
      };
      return {
        report,
        print({ out }) {
          if (there)
            return out(`${file} holds this edition already: the same bytes, nothing to write.`);
          out(
            `Wrote and read back ${file}: edition of ${edition}, ${languages.length} languages, ${entries.length} files, ${(zip.length / 1e6).toFixed(1)} MB.`
          );
          out(`sha256 ${report.sha256}`);
          if (signature !== undefined) out(`Signed: ${signature}`);
        }
      };
    });
  }
);

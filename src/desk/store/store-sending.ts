import { few } from '../../locale/counted.ts';
import { manifestName } from '../../site/output/release-manifest.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { Refusal } from '../cli/desk-io.ts';
import type { NewFile } from '../release/release-place.ts';
import { mapConcurrent } from '../../site/output/map-concurrent.ts';
import type { ObjectHeaders, ObjectStore, StoredObject } from './object-store.ts';
import { requestsAtOnce } from './s3-client.ts';
import { markOf } from './s3-store.ts';
import { objectsOf, releaseKey } from './store-content.ts';
import { releaseHeaders } from './live-files.ts';

/** Whether a store's mark of bytes is their MD5. */
export const isMark = (mark: string) => /^[0-9a-f]{32}$/.test(mark);

/**
 * Sends bytes and makes sure of them: by the store's mark where that is their MD5, else by reading
 * them back.
 * @throws Refusal.
 */
async function send(
  store: ObjectStore,
  key: string,
  bytes: Uint8Array,
  headers: ObjectHeaders
): Promise<void> {
  const mark = await store.put(key, bytes, headers);
  if (mark === markOf(bytes)) return;
  const there = await store.get(key);
  if (there && sha256(there.bytes) === sha256(bytes)) return;
  throw new Refusal(
    `found other bytes in ${store.name}/${key} than were sent, expected the same: run this again; if it stays so, the store cannot be trusted`
  );
}

/**
 * Copies inside the store, or sends the bytes where that cannot be or gives something else.
 * @returns whether it was copied.
 */
export async function copyOrSend(
  store: ObjectStore,
  from: StoredObject | undefined,
  to: string,
  headers: ObjectHeaders,
  read: () => Promise<Uint8Array>
): Promise<boolean> {
  if (from && isMark(from.mark) && (await store.copy(from.key, to, headers)) === from.mark)
    return true;
  await send(store, to, await read(), headers);
  return false;
}

/** Returns what was sent, as a sentence. */
export function sentWords({
  sent,
  sentBytes,
  copied,
  there
}: Awaited<ReturnType<typeof sendRelease>>): string {
  const parts = [
    `Sent ${sent} files, ${(sentBytes / 1e6).toFixed(1)} MB`,
    `copied ${copied} inside the store`
  ];
  return `${[...parts, ...(there > 0 ? [`${there} were there already`] : [])].join(', ')}.`;
}

/** How a release is sent. */
interface Sending {
  /** What lies in its folder already. */
  there: ReadonlyMap<string, StoredObject>;
  /** Makes sure, before the manifest is sent, that no other desk has written. */
  alone: () => Promise<void>;
  /** Shows how much of it has been sent. */
  show?: ((sent: number, total: number) => void) | undefined;
}

/**
 * Sends a release's files, looks whether they are there, and sends its manifest last.
 * @throws Refusal when they are not as they were sent.
 */
export async function sendRelease(
  store: ObjectStore,
  release: string,
  files: readonly NewFile[],
  { there, alone, show }: Sending
) {
  const last = files.find(({ path }) => path === manifestName);
  const others = files.filter((file) => file !== last);
  const total = others.reduce((sum, { bytes }) => sum + bytes, 0);
  const elsewhere = new Map<string, ReadonlyMap<string, StoredObject>>();
  for (const id of new Set(others.flatMap(({ alsoIn }) => alsoIn ?? [])))
    elsewhere.set(id, await objectsOf(store, id));
  const done = { sent: 0, sentBytes: 0, copied: 0, there: 0, bytes: 0 };
  await mapConcurrent(others, requestsAtOnce, async (file) => {
    const bytes = await file.read();
    if (sha256(bytes) !== file.sha256)
      throw new Refusal(
        `found ${file.path} changed while it was sent, expected it to rest: run this again`
      );
    const mark = markOf(bytes);
    const twin = file.alsoIn === undefined ? undefined : elsewhere.get(file.alsoIn)?.get(file.path);
    const from = twin?.mark === mark ? twin : undefined;
    const key = releaseKey(release, file.path);
    if (there.get(file.path)?.mark === mark) done.there += 1;
    else if (
      await copyOrSend(store, from, key, releaseHeaders(file.path), () => Promise.resolve(bytes))
    )
      done.copied += 1;
    else {
      done.sent += 1;
      done.sentBytes += bytes.length;
    }
    done.bytes += bytes.length;
    show?.(done.bytes, total);
  });
  const listed = await objectsOf(store, release);
  const wrong = others
    .filter(({ path, bytes }) => listed.get(path)?.bytes !== bytes)
    .map(({ path }) => path);
  const more = [...listed.keys()].filter(
    (path) => path !== manifestName && !others.some((file) => file.path === path)
  );
  if (wrong.length + more.length > 0) {
    throw new Refusal(
      `found ${store.name}/releases/${release} otherwise than it was sent (${few([...wrong, ...more])}), expected the same files: run this again`
    );
  }
  await alone();
  if (last)
    await send(
      store,
      releaseKey(release, manifestName),
      await last.read(),
      releaseHeaders(manifestName)
    );
  return done;
}

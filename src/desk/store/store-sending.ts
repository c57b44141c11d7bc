import { counted, few } from '../../locale/counted.ts';
import { manifestName } from '../../site/output/release-manifest.ts';
import { sha256 } from '../../vintages/sha256.ts';
import { Refusal } from '../cli/desk-io.ts';
import type { NewFile } from '../release/release-place.ts';
import { mapConcurrent } from '../../site/output/map-concurrent.ts';
import type { ObjectHeaders, ObjectStore, StoredObject } from './object-store.ts';
import { requestsAtOnce } from './s3-client.ts';
import { md5Of } from './s3-store.ts';
import { objectsOf, releaseKey } from './store-content.ts';
import { releaseHeaders } from './served-files.ts';

/** Not the ETag of a multipart upload or an encrypted object. */
export const isMd5 = (etag: string) => /^[0-9a-f]{32}$/.test(etag);

/** Writes bytes and verifies them, by the ETag or by reading them back. @throws Refusal. */
async function send(
  store: ObjectStore,
  key: string,
  bytes: Uint8Array,
  headers: ObjectHeaders
): Promise<void> {
  const etag = await store.put(key, bytes, headers);
  if (etag === md5Of(bytes)) return;
  const there = await store.get(key);
  if (there && sha256(there.bytes) === sha256(bytes)) return;
  throw new Refusal(
    'store-answer',
    `The store changed the bytes of ${store.name}/${key}.`,
    'Run this again. If it happens again, use another store.'
  );
}

/** Copies inside the store, or sends the bytes if that fails. Returns true when copied. */
export async function copyOrSend(
  store: ObjectStore,
  from: StoredObject | undefined,
  to: string,
  headers: ObjectHeaders,
  read: () => Promise<Uint8Array>
): Promise<boolean> {
  if (from && isMd5(from.etag) && (await store.copy(from.key, to, headers)) === from.etag)
    return true;
  await send(store, to, await read(), headers);
  return false;
}

export function describeSent({
  sent,
  sentBytes,
  copied,
  there
}: Awaited<ReturnType<typeof sendRelease>>): string {
  const parts = [
    `Sent ${counted(sent, 'file')}, ${(sentBytes / 1e6).toFixed(1)} MB`,
    `copied ${copied} inside the store`
  ];
  return `${[...parts, ...(there > 0 ? [`kept ${there} from an earlier run`] : [])].join(', ')}.`;
}

interface Sending {
  there: ReadonlyMap<string, StoredObject>;
  /** Called before the manifest is sent. @throws Refusal when another desk has written. */
  assertSoleWriter: () => Promise<void>;
  show?: ((sent: number, total: number) => void) | undefined;
}

/** Sends a release's files, verifies them, then sends its manifest. @throws Refusal. */
export async function sendRelease(
  store: ObjectStore,
  release: string,
  files: readonly NewFile[],
  { there, assertSoleWriter, show }: Sending
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
        'changed-files',
        `${file.path} changed while it was being sent.`,
        'Run this again.'
      );
    const md5 = md5Of(bytes);
    const twin = file.alsoIn === undefined ? undefined : elsewhere.get(file.alsoIn)?.get(file.path);
    const from = twin?.etag === md5 ? twin : undefined;
    const key = releaseKey(release, file.path);
    if (there.get(file.path)?.etag === md5) done.there += 1;
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
      'store-answer',
      `${store.name}/releases/${release} differs from what was sent (${few([...wrong, ...more])}).`,
      'Run this again.'
    );
  }
  await assertSoleWriter();
  if (last)
    await send(
      store,
      releaseKey(release, manifestName),
      await last.read(),
      releaseHeaders(manifestName)
    );
  return done;
}

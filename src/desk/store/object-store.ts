import { refuse } from '../cli/desk-io.ts';
import { say } from '#locale/say.ts';

export interface StoredObject {
  key: string;
  bytes: number;
  /** Without quotes. The MD5 of an object sent whole, unless the store encrypts by key. */
  etag: string;
}

export interface ObjectHeaders {
  type: string;
  cache: string;
  encoding?: string | undefined;
  language?: string | undefined;
}

export type Condition = { ifNoneMatch: '*' } | { ifMatch: string };

export const requestsAtOnce = 16;

/**
 * Objects under one prefix of a store; keys are relative to it. Every call retries passing errors.
 * @throws Refusal, from every call.
 */
export interface ObjectStore {
  readonly name: string;
  /** The store's clock, from its last answer; undefined before the first. */
  now(): Date | undefined;
  list(prefix: string): Promise<StoredObject[]>;
  /** Lists one folder (`''` or ending in a slash). */
  listFolder(folder: string): Promise<{ objects: StoredObject[]; folders: string[] }>;
  get(key: string): Promise<{ bytes: Uint8Array; etag: string } | undefined>;
  /** Returns the new ETag; undefined when the condition failed. */
  put(
    key: string,
    bytes: Uint8Array,
    headers: ObjectHeaders,
    condition?: Condition
  ): Promise<string | undefined>;
  /** Copies inside the store. Returns the copy's ETag; undefined when the store did not copy. */
  copy(from: string, to: string, headers: ObjectHeaders): Promise<string | undefined>;
  remove(keys: readonly string[]): Promise<void>;
}

/**
 * Reads one of the desk's own records; undefined when there is none.
 * @param what as a sentence names it: `the lock of a desk`.
 * @throws Refusal where `read` fails.
 */
export async function readRecord<Value>(
  store: ObjectStore,
  key: string,
  read: (text: string) => Value,
  what: string
) {
  const object = await store.get(key);
  if (!object) return undefined;
  try {
    return { value: read(new TextDecoder().decode(object.bytes)), etag: object.etag };
  } catch {
    refuse(
      'foreign-record',
      say`${store.name}/${key} is not ${what}: publish did not write it.`,
      say`Choose another prefix, or move the object away.`
    );
  }
}

/** Writes a record as one line of JSON. Returns its ETag; undefined when the condition failed. */
export function putRecord(
  store: ObjectStore,
  key: string,
  record: object,
  condition?: Condition,
  cache = 'no-store'
) {
  const bytes = new TextEncoder().encode(`${JSON.stringify(record)}\n`);
  return store.put(key, bytes, { type: 'application/json; charset=utf-8', cache }, condition);
}

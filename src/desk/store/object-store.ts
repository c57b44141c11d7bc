import { Refusal } from '../cli/desk-io.ts';

/** One object as a store lists it. */
export interface StoredObject {
  key: string;
  bytes: number;
  /**
   * The store's own mark of the bytes, without quotes: their MD5 for an object sent whole, unless
   * the store encrypts by key.
   */
  mark: string;
  /** When it was written, by the store's clock. */
  changed: Date;
}

/** What an object is kept and sent with. */
export interface ObjectHeaders {
  type: string;
  cache: string;
  encoding?: string | undefined;
  language?: string | undefined;
}

/** When something may be written: where nothing is, or where what is there has a mark. */
export type Condition = { onlyNew: true } | { over: string };

/**
 * Objects under one prefix of a store, keys from there. Every call tries again what may come right.
 * @throws Refusal, from every call.
 */
export interface ObjectStore {
  /** As the command line names it: `s3://bucket/prefix`. */
  readonly name: string;
  /** Returns the time by the store's clock, as last heard; undefined before anything was. */
  now(): Date | undefined;
  /** Returns every object whose key begins so. */
  list(beginning: string): Promise<StoredObject[]>;
  /**
   * Returns the objects of one folder (`''` or ending in a slash) and the names of the folders in
   * it.
   */
  listFolder(folder: string): Promise<{ objects: StoredObject[]; folders: string[] }>;
  /** Returns an object; undefined when there is none. */
  get(key: string): Promise<{ bytes: Uint8Array; mark: string } | undefined>;
  /** Writes an object and returns its mark; undefined when the condition did not hold. */
  put(
    key: string,
    bytes: Uint8Array,
    headers: ObjectHeaders,
    condition?: Condition
  ): Promise<string | undefined>;
  /**
   * Copies an object inside the store and returns the copy's mark; undefined when the store did not
   * copy.
   */
  copy(from: string, to: string, headers: ObjectHeaders): Promise<string | undefined>;
  /** Removes objects; one that is not there is no fault. */
  remove(keys: readonly string[]): Promise<void>;
  /** Returns the keys of uploads in parts that were begun and not ended. */
  begun(): Promise<string[]>;
}

/**
 * Returns what the desk keeps for itself, with its mark; undefined where there is none.
 * @throws Refusal where `read` fails: publish did not make it.
 */
export async function readRecord<Value>(
  store: ObjectStore,
  key: string,
  read: (text: string) => Value,
  expected: string
) {
  const object = await store.get(key);
  if (!object) return undefined;
  try {
    return { value: read(new TextDecoder().decode(object.bytes)), mark: object.mark };
  } catch {
    throw new Refusal(
      `found ${store.name}/${key} not made by publish, expected ${expected}: choose another prefix, or move it away`
    );
  }
}

/**
 * Writes what the desk keeps for itself, as one line of JSON.
 * @returns its mark; undefined when the condition did not hold.
 */
export function putRecord(
  store: ObjectStore,
  key: string,
  record: object,
  condition?: Condition,
  cache = 'no-store'
): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(record)}\n`);
  return store.put(key, bytes, { type: 'application/json; charset=utf-8', cache }, condition);
}

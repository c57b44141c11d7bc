import type { Condition, ObjectStore } from './object-store.ts';

/** Writes what the desk keeps for itself, as one line of JSON. @returns its mark; undefined when the condition did not hold. */
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

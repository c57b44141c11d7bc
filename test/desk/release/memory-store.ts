import type { ObjectStore } from '../../../src/desk/store/object-store.ts';
import { md5Of } from '../../../src/desk/store/s3-store.ts';

export class Killed extends Error {
  override name = 'Killed';
}

export interface Habits {
  /** Honours If-Match and If-None-Match. */
  conditions: boolean;
  /** Copies objects on the server. */
  copies: boolean;
}

export interface MemoryStore {
  objects: Map<
    string,
    {
      bytes: Uint8Array;
      type: string;
      cache: string;
      encoding?: string | undefined;
    }
  >;
  writes: string[];
  at(now: Date): void;
  /**
   * Returns the store as one desk has it; killed before its n-th request, or, at `'after'`, once
   * that was done and not answered.
   */
  open(kill?: { request: number; when: 'before' | 'after' }): ObjectStore & { asked(): number };
}

export function memoryStore(
  { conditions, copies }: Habits = { conditions: true, copies: true }
): MemoryStore {
  const objects: MemoryStore['objects'] = new Map();
  const writes: string[] = [];
  let now = new Date('2026-01-02T10:00:00Z');
  return {
    objects,
    writes,
    at: (time) => void (now = time),
    open(kill) {
      let asked = 0;
      const step = async <Answer>(run: () => Answer) => {
        // As over a network: another may come between.
        await Promise.resolve();
        asked += 1;
        if (kill && (asked > kill.request || (asked === kill.request && kill.when === 'before')))
          throw new Killed();
        const answer = run();
        if (kill && asked === kill.request) throw new Killed();
        return answer;
      };
      const listed = (prefix: string) =>
        [...objects]
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, { bytes }]) => ({ key, bytes: bytes.length, etag: md5Of(bytes) }))
          .sort((one, other) => (one.key < other.key ? -1 : 1));
      return {
        name: 's3://memory/site',
        asked: () => asked,
        now: () => now,
        list: (prefix) => step(() => listed(prefix)),
        listFolder: (folder) =>
          step(() => {
            const all = listed(folder);
            const rest = (key: string) => key.slice(folder.length);
            return {
              objects: all.filter(({ key }) => !rest(key).includes('/')),
              folders: [
                ...new Set(
                  all.flatMap(({ key }) =>
                    rest(key).includes('/') ? [rest(key).split('/')[0]!] : []
                  )
                )
              ]
            };
          }),
        get: (key) =>
          step(() => {
            const object = objects.get(key);
            return object && { bytes: object.bytes, etag: md5Of(object.bytes) };
          }),
        put: (key, bytes, { type, cache, encoding }, condition) =>
          step(() => {
            const there = objects.get(key);
            if (conditions && condition) {
              const holds =
                'ifMatch' in condition ? there && md5Of(there.bytes) === condition.ifMatch : !there;
              if (!holds) return undefined;
            }
            objects.set(key, { bytes: Uint8Array.from(bytes), type, cache, encoding });
            writes.push(`put ${key}`);
            return md5Of(bytes);
          }),
        copy: (from, to, { type, cache, encoding }) =>
          step(() => {
            const there = copies ? objects.get(from) : undefined;
            if (!there) return undefined;
            objects.set(to, { bytes: there.bytes, type, cache, encoding });
            writes.push(`copy ${to}`);
            return md5Of(there.bytes);
          }),
        remove: (keys) =>
          step(() => {
            for (const key of keys) if (objects.delete(key)) writes.push(`remove ${key}`);
          })
      };
    }
  };
}

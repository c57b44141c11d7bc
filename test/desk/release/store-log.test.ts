import { expect, it } from 'vitest';
import { ownHolder } from '../../../src/desk/files/exclusive-file.ts';
import {
  appendEntry,
  hasEnded,
  readLog,
  sendHeartbeat
} from '../../../src/desk/store/store-log.ts';
import { memoryStore } from './memory-store.ts';

it('a desk of another machine has ended when its heartbeat stops', async () => {
  const memory = memoryStore();
  const store = memory.open();
  const by = { ...ownHolder('desk publish', store.now()!), host: 'elsewhere', run: 'one' };
  const ended = async () => hasEnded(by, (await readLog(store)).heard, store.now()!);
  await appendEntry(store, 1, by, { does: 'begin' }, true);
  expect(await ended()).toBe(false);
  memory.at(new Date('2026-01-02T10:05:00Z'));
  expect(await ended()).toBe(true);
  await sendHeartbeat(store, by);
  expect(await ended()).toBe(false);
});

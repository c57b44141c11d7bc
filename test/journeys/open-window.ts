import { join } from 'node:path';
import { loadWindow } from '../../src/desk/bundled.mjs';
import type { History } from '../../src/desk/files/git-history.ts';
import { recordingDesk } from '../desk/recording-desk.ts';

const root = join(import.meta.dirname, '..', '..');

export interface OpenWindow {
  url: string;
  close(): Promise<void>;
}

export async function openWindow(
  project: { root: string },
  history?: History
): Promise<OpenWindow> {
  const { runWindow } = await loadWindow(root);
  const io = {
    ...recordingDesk(project.root, '2026-12-02T10:00:00Z'),
    ...(history && { history })
  };
  let end = () => {};
  let ended: Promise<number> | undefined;
  await new Promise<void>((opened) => {
    ended = runWindow(io, {
      language: 'en',
      openBrowser: () => opened(),
      until: new Promise<void>((resolve) => (end = resolve))
    });
  });
  return {
    url: io.printed[0]!,
    async close() {
      end();
      await ended;
    }
  };
}

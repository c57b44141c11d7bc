import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');
const reading = ['test/built/**/*.test.ts'];
const driving = ['test/browser/**/*.test.ts', 'test/hosts/**/*.test.ts'];
/** Replaces a module of Node for itself: a file that shared its modules with others would find theirs already open. */
const replacing = ['test/desk/take.test.ts'];

export default defineConfig({
  root,
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    environment: 'node',
    projects: [
      // Nothing here keeps state between files, so each module is opened once for all of them: a third of the time.
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...reading, ...driving, ...replacing],
          isolate: false,
          testTimeout: 20_000,
          sequence: { groupOrder: 0 }
        }
      },
      { extends: true, test: { name: 'replacing', include: replacing, testTimeout: 20_000, sequence: { groupOrder: 0 } } },
      // Reads the files of dist/.
      { extends: true, test: { name: 'built', include: reading, isolate: false, testTimeout: 20_000, sequence: { groupOrder: 1 } } },
      // Drives Chromium, two at a time: most of it is waiting. What measures time is `npm run bench`, alone.
      {
        extends: true,
        test: {
          name: 'browser',
          include: driving,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          sequence: { groupOrder: 2 }
        }
      }
    ]
  }
});

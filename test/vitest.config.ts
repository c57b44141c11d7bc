import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const root = join(import.meta.dirname, '..');
const reading = ['test/built/**/*.test.ts'];
const driving = ['test/browser/**/*.test.ts', 'test/hosts/**/*.test.ts'];

export default defineConfig({
  root,
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    environment: 'node',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...reading, ...driving],
          testTimeout: 20_000,
          sequence: { groupOrder: 0 }
        }
      },
      // Reads the files of dist/.
      { extends: true, test: { name: 'built', include: reading, testTimeout: 20_000, sequence: { groupOrder: 1 } } },
      // Drives one Chromium at a time: two would measure each other.
      {
        extends: true,
        test: {
          name: 'browser',
          include: driving,
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 }
        }
      }
    ]
  }
});

import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { groups } from 'd3';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { engines } from './src/desk/testing/engines.ts';
import { suite, suites } from './src/desk/testing/test-suites.ts';

/** Which Chromium it is. */
const chosen = { globalSetup: 'test/browser/choose-chromium.ts' };

/** What never ends is ended; what a busy machine takes long over is not. */
const patience = {
  testTimeout: 240_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } }
};

/**
 * Three at a time: much of driving a browser is waiting. What measures time is `npm run bench`,
 * alone.
 */
const driving = { ...patience, maxWorkers: 3, isolate: false, sequence: { groupOrder: 2 } };

/**
 * The first file of every project, then the others of one project after another, the smallest
 * project first. A worker goes on to the next file only within its project: wherever files of
 * several take turns, each of them opens all its modules, and its browser, anew. Firefox's shortest
 * files come first: they are through, in one worker with one Firefox, before the longest of the
 * others sets another free.
 */
class ProjectByProject extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const byProject = groups(sorted, ({ project }) => project.name)
      .map(([name, files]) => (name === 'firefox' ? files.reverse() : files))
      .sort((one, other) => one.length - other.length);
    return [
      ...byProject.flatMap((files) => files.slice(0, 1)),
      ...byProject.flatMap((files) => files.slice(1))
    ];
  }
}

/**
 * The engines run the same files, each where its browser is on this machine: `npm test` installs it
 * where it may.
 */
const inEngine = (name: string): TestProjectConfiguration => ({
  extends: true,
  test: {
    name,
    include: [...suite('engines').include],
    env: { TERHUBUNG_ENGINE: name },
    ...(name === 'chromium' ? chosen : {}),
    ...driving
  }
});

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    environment: 'node',
    // As many as there are processors: vitest by itself leaves one out.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: ProjectByProject },
    projects: [
      // Nothing here keeps state between files, so each module is opened once for all of them: a
      // third of the time.
      {
        extends: true,
        test: {
          name: 'unit',
          include: [...suite('unit').include],
          exclude: suites.slice(1).flatMap(({ include }) => include),
          setupFiles: 'test/seed-properties.ts',
          isolate: false,
          ...patience,
          sequence: { groupOrder: 0 }
        }
      },
      {
        extends: true,
        test: {
          name: 'replacing',
          include: [...suite('replacing').include],
          ...patience,
          sequence: { groupOrder: 0 }
        }
      },
      {
        extends: true,
        test: {
          name: 'built',
          include: [...suite('built').include],
          isolate: false,
          ...patience,
          sequence: { groupOrder: 1 }
        }
      },
      {
        extends: true,
        test: { name: 'journeys', include: [...suite('journeys').include], ...chosen, ...driving }
      },
      {
        extends: true,
        test: { name: 'browser', include: [...suite('browser').include], ...chosen, ...driving }
      },
      // What they try is tried in Chromium by other suites; in a long campaign they show that what
      // fails elsewhere is the engine's.
      ...(process.env['TERHUBUNG_LONG'] ? [inEngine('chromium')] : []),
      ...engines
        .filter(({ programs }) => programs.every((path) => existsSync(path)))
        .map(({ name }) => inEngine(name))
    ]
  }
});

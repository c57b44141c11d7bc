import { availableParallelism } from 'node:os';
import { groups } from 'd3';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { isHere } from './test/run/needs.ts';
import { suite, suites, type SuiteName } from './test/run/suites.ts';

/** A busy machine may take long over a test; only one that hangs is stopped. */
const timeouts = {
  testTimeout: 240_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } }
};

// Driving a browser is mostly waiting, so that three workers keep two processors busy.
const afterBuild = { ...timeouts, maxWorkers: 3, isolate: false, sequence: { groupOrder: 1 } };

/**
 * Runs the first file of every project, then the others project by project, the smallest first. A
 * worker that changes its project opens all modules and the browser again. Firefox's shortest files
 * come first: one worker with one Firefox is through before the longest file frees another worker.
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

const project = (
  name: string,
  of: SuiteName,
  options: TestProjectInlineConfiguration['test']
): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, include: [...suite(of).include], ...timeouts, ...options }
});

const engine = (name: string): TestProjectInlineConfiguration =>
  project(name, 'engines', { env: { TERHUBUNG_ENGINE: name }, ...afterBuild });

export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    environment: 'node',
    // Commands that tests start speak English wherever they run.
    env: { TERHUBUNG_LANG: 'en' },
    // Pictures outside the page carry their styles.
    css: { include: [/\?raw$/] },
    // Vitest's own default leaves one processor out.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: ProjectByProject },
    projects: [
      // No file keeps state, so that all share the modules of their worker: a third of the time.
      project('unit', 'unit', {
        exclude: suites.slice(1).flatMap(({ include }) => include),
        setupFiles: 'test/seed-properties.ts',
        isolate: false,
        sequence: { groupOrder: 0 }
      }),
      project('replacing', 'replacing', { sequence: { groupOrder: 0 } }),
      project('built', 'built', afterBuild),
      project('journeys', 'journeys', afterBuild),
      project('browser', 'browser', {
        env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
        ...afterBuild
      }),
      ...(isHere('Firefox') ? [engine('firefox')] : []),
      ...(isHere('WebKit') ? [engine('webkit')] : [])
    ]
  }
});

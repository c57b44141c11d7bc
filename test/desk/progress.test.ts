import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { processDesk } from '../../src/desk/cli/desk-io.ts';
import { counting, progressLine, terminalLine } from '../../src/desk/cli/progress.ts';
import { publish } from '../../src/desk/release/publish.ts';
import { lockedProject } from './locked-project.ts';
import { inFolder, removeFolders } from './memory-project.ts';
import { writeSmallSite } from './release/small-site.ts';

afterEach(removeFolders);

it('is told while an edition is published: what is done, and how much is left', async () => {
  const project = inFolder(await lockedProject());
  const lines: string[] = [];
  const desk = {
    ...project.desk,
    progress: (now: object) => lines.push(progressLine(now as never))
  };
  const fill = (_root: string, site: string) => writeSmallSite(site, 'one');
  expect(await publish([join(project.root, 'public')], desk, fill)).toBe(0);
  expect(lines[0]).toBe('Writing files: 0 of 5, 0.0 of 0.0 MB');
  expect(lines).toContain('Writing files: 5 of 5, 0.0 of 0.0 MB');
});

it('is one line of a terminal, which rewrites itself and is never wider', () => {
  const written: string[] = [];
  const line = terminalLine({
    columns: 24,
    write: (text: unknown) => written.push(String(text)) > 0
  });
  const count = counting({ progress: line.show }, 'Sending files', 2000, 4_000_000);
  for (let at = 0; at < 2000; at++) count(2000);
  line.clear();
  line.clear();
  expect(written[0]).toBe('Sending files: 0 of 2,0');
  expect(written.slice(-2)).toEqual(['Sending files: 2,000 of', '\r\u001b[K']);
  expect(written.length).toBeLessThan(50);
  expect(written.join('')).not.toContain('\n');
});

it('is not shown where the output is no terminal', () => {
  expect(processDesk('/nowhere').progress).toBeUndefined();
});

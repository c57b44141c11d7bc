import { beforeEach, expect, it } from 'vitest';
import { check } from '../../src/desk/review/check.ts';
import type { SmallProject } from './memory-project.ts';
import { smallProject } from './small-project.ts';

let project: SmallProject;
beforeEach(async () => {
  project = await smallProject();
});

const refusals: [string[], string][] = [
  [['everything'], 'usage'],
  [['--pins'], 'usage'],
  [['--pin', 'gdp=wb/2024-11'], 'unknown-indicator'],
  [['--pin', 'internet-use=latest'], 'vintage-name']
];

it.each(refusals)('refuses the arguments %j', async (argv, refused) => {
  expect(await project.run(check, ...argv)).toMatchObject({ exit: 2, refused });
});

it('prints the refusals that commands share', async () => {
  const said: string[] = [];
  for (const [argv] of refusals) said.push(await project.says(check, ...argv));
  expect(said.join('\n\n')).toMatchSnapshot();
});

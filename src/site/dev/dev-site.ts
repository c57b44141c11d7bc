import type { Problem } from '../../story/problem.ts';
import { siteRoutes } from '../build-pages.ts';
import type { InlineScripts } from '../assets/bundle-script.ts';
import { openKeptWork } from '../output/kept-work.ts';
import { openStory } from '../story/open-story.ts';
import { pngOf } from '../pictures/png.ts';
import type { RouteTable } from '../route.ts';
import { sourceAssets } from '../assets/site-assets.ts';
import type { TypeFaces } from '../pictures/type-faces.ts';

/**
 * Opens the site for an editor at work: a story that does not hold is shown all the same, with what would stop a build. Its scripts and
 * styles are named as they stand in the project.
 * @param root the project with the code; @param project where its `data/` is.
 * @throws StoryRefused when the story cannot be read at all; else as `siteRoutes`.
 */
export async function openDevSite(
  root: string,
  project: string,
  scripts: InlineScripts,
  type: TypeFaces
): Promise<{ routes: RouteTable; problems: Problem[] }> {
  const story = await openStory(project);
  const tools = { type, draw: pngOf, kept: await openKeptWork(root) };
  return {
    routes: await siteRoutes(project, story, sourceAssets(), scripts, tools),
    problems: story.problems.filter(({ severity }) => severity === 'error')
  };
}

import { render } from 'svelte/server';
import { byLanguage } from '#locale/languages.ts';
import { say } from '#locale/say.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { lockFile } from '#story/lock.ts';
import { historyOf } from '../../files/git-history.ts';
import { followUpOf } from '../../review/follow-up.ts';
import type { Seen, View } from '../view.ts';
import FollowUp from './FollowUp.svelte';

/** Commits of the lock whose editions are offered; editors can type older ones. */
const mostCommits = 20;

async function daysBefore({ desk, files }: Seen) {
  const history = historyOf(desk);
  const revisions = (await history.revisionsOf(lockFile)).slice(0, mostCommits);
  const locks = await Promise.all(revisions.map((one) => history.text(one, lockFile)));
  const now = textIfThere(files, lockFile);
  const days = locks.flatMap((text) =>
    text === now ? [] : (/"edition": "([^"]+)"/.exec(text ?? '')?.[1] ?? [])
  );
  return [...new Set(days)];
}

const since = ({ query }: Seen) => query.get('since')?.trim() ?? '';

const draftsIn = (seen: Seen) => followUpOf(since(seen), 'now', seen.files, seen.desk);

export const followUpView: View = {
  path: 'follow-up',
  title: () => say`Follow up`,
  async render(seen) {
    const days = await daysBefore(seen);
    const drafted = since(seen) === '' ? undefined : await draftsIn(seen);
    return render(FollowUp, { props: { days, since: since(seen), drafted } }).body;
  },
  downloads: Object.fromEntries(
    Object.values(byLanguage((language) => `follow-up.${language}.md`)).map((name, at) => [
      name,
      async (seen) => (await draftsIn(seen)).drafts[at]!.text
    ])
  )
};

import { draftProblems, useLanguages } from '#site/languages/added-languages.ts';
import { siteAddress } from '#site/site-address.ts';
import { lockedNow } from '../../edition/read-edition.ts';
import { readJournal } from '../../files/undo-journal.ts';
import { releaseProblems } from '../../review/release-check.ts';
import { lockFile } from '#story/lock.ts';
import { textIfThere } from '#site/story/project-text.ts';
import { historyOf } from '../../files/git-history.ts';
import { leftIn } from '../mend/mend-form.ts';
import type { Seen } from '../view.ts';

export type ShownPublish = Awaited<ReturnType<typeof readPublish>>;

export async function readPublish(now: Seen) {
  const { files, kept } = useLanguages(now.files);
  const { seen } = await readJournal(now.desk);
  const missing = releaseProblems(files, lockedNow(files), now.desk.now());
  const drafts = draftProblems(kept);
  const [committed, lock] = [
    await historyOf(now.desk).text('HEAD', lockFile),
    textIfThere(files, lockFile)
  ];
  const toCommit = seen && committed !== undefined && committed !== lock;
  return { toCommit, left: leftIn(now), missing, drafts, seen, address: siteAddress() };
}

import { say } from '#locale/say.ts';
import { withoutMarks } from '#site/story/judge-story.ts';
import { formulaWords, promiseWords } from '#story/claims/promise-words.ts';
import { readyPromise } from '../../review/ready-promise.ts';
import { isEditable } from '../../review/mend.ts';
import type { Seen } from '../view.ts';
import { earlierIn, formOf, leftIn, standingIn, tryFormula } from './mend-form.ts';

export type ShownMend = Awaited<ReturnType<typeof readMend>>;

export async function readMend(seen: Seen) {
  const { files, query, language } = seen;
  const { story } = standingIn(seen);
  const said = story?.said ?? new Map<string, never>();
  const asked = (query.get('text') ?? query.get('file') ?? '').trim();
  const form = formOf(seen);
  const near = [...(asked === '' || form ? [] : said)].flatMap(([id, text]) => {
    const words = Object.values(text.said).map(withoutMarks);
    const isNear = [id, ...words].some((one) => one.toLowerCase().includes(asked.toLowerCase()));
    return isNear ? [{ id, words: words[0]?.slice(0, 120) }] : [];
  });
  const formula = query.get('formula')?.trim() ?? '';
  return {
    ...{ asked, form, formula, language, near: near.slice(0, 40) },
    earlier: form || !story ? undefined : await seen.once('earlier', () => earlierIn(seen)),
    left: leftIn(seen),
    editable: [...files.keys()].filter((file) => isEditable(files, file)).sort(),
    brokenOf: (text = '') =>
      Object.keys(said.get(text)?.promises ?? {}).flatMap((id) => {
        const now = story?.computed.get(id);
        if (!now?.ok || now.holds) return [];
        const failed = story && readyPromise(story, id)?.failed;
        const promised = failed ? formulaWords(failed.join(' and ')) : promiseWords(now.claim);
        return [say`“$${id}” is ${now.locked[language]}, but its words promise: ${promised}.`];
      }),
    tried: formula !== '' && story ? tryFormula(story, formula) : undefined
  };
}

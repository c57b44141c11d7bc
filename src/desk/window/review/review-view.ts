import { render } from 'svelte/server';
import { ownLanguages } from '#locale/languages.ts';
import { say } from '#locale/say.ts';
import { refuse } from '../../cli/desk-io.ts';
import { figuresNamed } from '../../review/accept.ts';
import type { View, Work } from '../view.ts';
import { beforeIn, factCheckSheet, partIn, reader, readReview, waitingIn } from './read-texts.ts';
import Review from './Review.svelte';

async function decide(work: Work) {
  const { fields } = work.form;
  const by = fields.get('by')?.trim() ?? '';
  if (by === '') refuse('no-name', say`Your name is missing.`, say`Write it above the button.`);
  reader.name = by;
  const decided = [...fields].filter(([name]) => name.startsWith('decision:'));
  const named = (wanted: string) =>
    decided.flatMap(([name, value]) => (value === wanted ? [name.slice('decision:'.length)] : []));
  const held = named('not-yet').map(
    (name) => [name, fields.get(`why:${name}`)?.trim() ?? ''] as const
  );
  const mute = held.find(([, why]) => why === '');
  const accepted = [...named('accept'), ...fields.getAll('group')];
  if (accepted.length + held.length === 0)
    refuse('no-decision', say`Nothing was decided.`, say`Choose for a text first.`);
  const waiting = waitingIn(work);
  const asRead = new Set([
    figuresNamed(waiting),
    (await beforeIn(work)).named,
    ...waiting.flatMap(({ id, code, faults }) => (faults.length > 0 ? [] : [`${id}@${code}`]))
  ]);
  const kept = accepted.filter((name) => asRead.has(name));
  if (kept.length > 0) await work.run('accept', ...kept, '--by', by);
  for (const [name, why] of held)
    if (why !== '') await work.run('accept', name, '--by', by, '--not-yet', why);
  // What was decided with a reason is kept all the same.
  if (mute)
    work.desk.err(
      [
        say`“${mute[0].replace(/@\w+$/, '')}” is not accepted yet, but no reason is given.`,
        say`Say what must change first.`
      ].join(' ')
    );
  // Refused last, with its reason: the others are kept.
  const other = accepted.find((name) => !asRead.has(name));
  if (other !== undefined) await work.run('accept', other, '--by', by);
  const part = partIn(work.query);
  return part === null ? 'review' : `review?${new URLSearchParams({ part })}`;
}

export const reviewView: View = {
  path: 'review',
  title: () => say`Review`,
  render: async (seen) => render(Review, { props: await readReview(seen) }).body,
  actions: { decide },
  downloads: Object.fromEntries(
    ownLanguages.map((language) => [
      `fact-check.${language}.csv`,
      (seen) => factCheckSheet(seen, language)
    ])
  )
};

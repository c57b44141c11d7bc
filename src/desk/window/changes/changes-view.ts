import { render } from 'svelte/server';
import { drawReleases } from '../../../charts/revision/draw.ts';
import { drawingSvg } from '../../../charts/drawing/print-parts.ts';
import { say } from '../../../locale/say.ts';
import { readNames } from '../../review/diff.ts';
import type { View, Work } from '../view.ts';
import Changes from './Changes.svelte';
import { readChanges, type ChangedFigure } from './read-changes.ts';

const chart = { width: 288, top: 8, height: 80 };

async function pinned({ form, run }: Work): Promise<string> {
  await run('edition', 'pin', form.fields.get('pin') ?? '');
  return 'changes';
}

/** What a release changes in the story, or the project in what readers see. */
export const changesView: View = {
  path: 'changes',
  title: () => say`What changes`,
  async render(seen) {
    const { files, language, measure } = seen;
    const changes = await readChanges(seen);
    const measured = changes.figures.some(({ line }) => line) ? await measure() : undefined;
    const draw = ({ line }: ChangedFigure) =>
      line && measured
        ? drawingSvg(
            {
              width: chart.width,
              height: chart.top + chart.height + 20,
              markup: drawReleases(line.points, language, {
                ...chart,
                measure: measured
              }).join('')
            },
            'middle'
          )
        : '';
    return render(Changes, { props: { changes, nameOf: readNames(files), draw } }).body;
  },
  actions: { pin: pinned }
};

import './styles/story.css';
import { mountChoropleth, readMap } from '../charts/choropleth/mount.ts';
import { mountLines } from '../charts/lines/mount.ts';
import { mountLookup } from '../charts/lookup/mount.ts';
import { mountRevision } from '../charts/revision/mount.ts';
import { chapters } from '../chapters/chapters.ts';
import type { MapView } from '../chapters/chapter.ts';
import { answerPanel } from './answer-panel.ts';
import { leavePage } from './leave-page.ts';
import { followScenes } from '../scroll/scene.ts';

/** Brings the pictures to life: each step under the reading line says what its figure shows. */
function enliven(): void {
  const map = document.querySelector<HTMLElement>('[data-figure="world"] .choropleth');
  const mounted = map ? mountChoropleth(map) : undefined;

  followScenes(document, {
    show(sceneId, stepId, animate) {
      const scene = chapters.find((candidate) => candidate.id === sceneId);
      if (!scene || scene.form !== 'sticky') return;
      const view = scene.steps.find((step) => step.id === stepId)?.view;
      if (!view) return;
      if (scene.figure === 'world') {
        mounted?.show(view as MapView, animate);
        return;
      }
      const root = document.querySelector<HTMLElement>(
        `[data-figure="${scene.figure}"] [data-view], [data-figure="${scene.figure}"] [data-shown]`
      );
      if (!root) return;
      if ('estimate' in view) root.dataset['view'] = view.estimate;
      if ('shown' in view) root.dataset['shown'] = String(view.shown);
    }
  });
}

/** Adds to the still pictures what only a script can: the reader's own country. */
function addPickers(): void {
  const root = (selector: string) => document.querySelector<HTMLElement>(selector);
  const [map, lookup] = [root('[data-figure="world"] .choropleth'), root('.lookup')];
  if (!map || !lookup) return;
  const { layers, countries } = readMap(map);
  const { folder = '', shown = '', then = '' } = lookup.dataset;
  const [lines, revision] = [root('.lines'), root('.revision')];
  const use = layers.find(({ indicator }) => indicator === 'internet-use');
  if (lines && use) mountLines(lines, use, countries);
  if (revision) mountRevision(revision, { folder, then, now: shown }, countries);
  mountLookup(lookup, { folder, shown }, countries);
}

enliven();
addPickers();

const { open, close } = document.getElementById('numbers')?.dataset ?? {};
if (open && close) answerPanel(document, { label: open, close });
leavePage(window);

import './styles/story.css';
import { chapters } from '../chapters/chapters.ts';
import type { MapView } from '../chapters/chapter.ts';
import { followScenes } from '../scroll/scene.ts';
import { answerPanel } from './answer-panel.ts';
import { figuresOnDemand } from './figures-on-demand.ts';
import { leavePage } from './leave-page.ts';

const showMap = figuresOnDemand(window, () => import('./story-figures.ts'));

// Each step under the reading line says what its figure shows.
followScenes(document, {
  show(sceneId, stepId, animate) {
    const scene = chapters.find((candidate) => candidate.id === sceneId);
    if (!scene || scene.form !== 'sticky') return;
    const view = scene.steps.find((step) => step.id === stepId)?.view;
    if (!view) return;
    if (scene.figure === 'world') {
      showMap(view as MapView, animate);
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

const { open, close } = document.getElementById('numbers')?.dataset ?? {};
if (open && close) answerPanel(document, { label: open, close });
leavePage(window);

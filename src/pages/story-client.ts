import './styles/story.css';
import { readMapView } from '../chapters/view-text.ts';
import { followScenes } from '../scroll/scene.ts';
import { answerPanel } from './answer-panel.ts';
import { figuresOnDemand } from './figures-on-demand.ts';
import { leavePage } from './leave-page.ts';

const showMap = figuresOnDemand(window, () => import('./story-figures.ts'));

// Each step under the reading line says what its figure shows.
followScenes(document, {
  show(sceneId, stepId, animate) {
    const view = document.getElementById(stepId)?.dataset['step'];
    if (!view) return;
    if (sceneId === 'world') {
      showMap(readMapView(view), animate);
      return;
    }
    const figure = document.querySelector<HTMLElement>(`[data-figure="${sceneId}"] :is([data-view], [data-shown])`);
    if (figure) figure.dataset['shown' in figure.dataset ? 'shown' : 'view'] = view;
  }
});

const { open, close } = document.getElementById('numbers')?.dataset ?? {};
if (open && close) answerPanel(document, { label: open, close });
leavePage(window);

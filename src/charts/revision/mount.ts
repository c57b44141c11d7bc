import { speak } from '../../copy/words.ts';
import { fetchOnce } from '../data-files.ts';
import type { MountPicture } from '../figure.ts';
import { markPicked, mountPicker } from '../mount-picker.ts';
import { setPaths } from '../plot/plot-path.ts';
import { changePhrase, describeChange, panelReading, revisionPlace } from './describe.ts';
import {
  binOf,
  changeOf,
  layBins,
  markAt,
  marksPerRow,
  namedChanges,
  revisionPanel,
  revisionPath,
  revisionPlaces,
  rowsOf,
  type RevisionPanel
} from './frame.ts';
import type { RevisionFile } from './revision-file.ts';

/** Smallest distance between labels, in rows. */
const labelRows = 1.5;

/**
 * Adds the reader's country. One file has all countries, so that the request does not tell which.
 */
export const mountPicture: MountPicture = (root, file, files) => {
  const { words } = file;
  const panel = root.querySelector<HTMLElement>('[data-panel="pick"]')!;
  const [title, reading] = panel.querySelectorAll('p');
  const mark = root.querySelector('[data-mark="pick"]')!;
  const label = root.querySelector<HTMLElement>('.yours')!;
  const still = root.querySelector('.yours-still')!;
  const bins = layBins(
    root.querySelector<HTMLElement>('.changes')!.dataset['bins']!.split(',').map(Number)
  );
  const rows = rowsOf(bins);
  /** From `wb-internet-users/2024-11`. */
  const shownRelease = files.shown.split('/').at(-1)!;

  function drawPanel(picked: RevisionPanel): void {
    title!.textContent = revisionPlace(picked.code, words);
    reading!.textContent = panelReading(picked, shownRelease, words);
    for (const release of ['then', 'now'] as const)
      setPaths(panel, `path.${release}`, revisionPath(picked, release));
    panel.hidden = false;
  }

  /** A named place has its mark; any other takes the first of its bin. */
  function drawMark({ code, points }: RevisionPanel): void {
    const { then, now } = points.at(-1)!;
    if (then === null || now === null || namedChanges.some((named) => named === code)) return;
    const change = changeOf(then, now);
    const bin = bins[(bins.length - 1) / 2 - binOf(change)];
    if (!bin) return;
    mark.setAttribute('d', markAt({ column: 0, row: bin.row }, rows));
    if (change === 0) {
      still.textContent = revisionPlace(code, words);
      return;
    }
    const taken = [...root.querySelectorAll<HTMLElement>('.label:not(.yours)')].map(
      ({ style }) => (parseFloat(style.top) / 100) * rows
    );
    const away = change > 0 ? -1 : 1;
    let row = bin.row + 0.5;
    while (taken.some((other) => Math.abs(other - row) < labelRows)) row += away / 2;
    // Beside the longest row next to it, so that it covers no mark.
    const beside = bins.filter((other) => other.row < row + 1 && other.row + other.rows > row - 1);
    const length = Math.min(marksPerRow, Math.max(...beside.map(({ count }) => count)));
    label.style.cssText = `--x: ${length / marksPerRow}; top: ${(row / rows) * 100}%`;
    label.firstElementChild!.textContent = revisionPlace(code, words);
    label.lastElementChild!.textContent = changePhrase(change, words);
    label.hidden = false;
  }

  async function onpick(iso3: string | null): Promise<string> {
    panel.hidden = label.hidden = true;
    still.textContent = '';
    mark.removeAttribute('d');
    markPicked(root, iso3);
    if (iso3 === null) return '';
    try {
      const [then, now] = (await fetchOnce<RevisionFile>(`${files.folder}then-and-now.json`))[
        iso3
      ] ?? [[], []];
      const picked = revisionPanel(iso3, then, now);
      // A named place has its own panel.
      if (!revisionPlaces.some((code) => code === iso3)) drawPanel(picked);
      drawMark(picked);
      return describeChange(picked, shownRelease, words);
    } catch {
      return speak(words, 'country.unread');
    }
  }
  return mountPicker(root, 'revision', file, onpick);
};

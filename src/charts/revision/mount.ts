import { mount } from 'svelte';
import { speak } from '../../copy/words.ts';
import CountryPicker from '../CountryPicker.svelte';
import { fetchOnce } from '../data-files.ts';
import type { MountPicture } from '../figure.ts';
import { changePhrase, describeChange, panelReading } from './describe.ts';
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
import { atYear, type RevisionFile } from './revision-file.ts';

/** Rows that two labels keep between them. */
const labelRows = 1.5;

/** Lets the reader add a country to a server-drawn `.revision`, from one file of all: what is asked for does not tell which. */
export const mountPicture: MountPicture = (root, { words, countries }, files) => {
  const panel = root.querySelector<HTMLElement>('[data-panel="pick"]')!;
  const [title, reading] = panel.querySelectorAll('p');
  const mark = root.querySelector('[data-mark="pick"]')!;
  const label = root.querySelector<HTMLElement>('.yours')!;
  const still = root.querySelector('.yours-still')!;
  const bins = layBins(root.querySelector<HTMLElement>('.changes')!.dataset['bins']!.split(',').map(Number));
  const rows = rowsOf(bins);
  /** Of `wb-internet-users/2024-11`. */
  const shownRelease = files.shown.split('/').at(-1)!;

  const nameOf = (code: string) => words.countries[code] ?? code;

  function drawPanel(picked: RevisionPanel): void {
    title!.textContent = nameOf(picked.code);
    reading!.textContent = panelReading(picked, shownRelease, words);
    const draw = (selector: string, d: string) => panel.querySelectorAll(selector).forEach((path) => path.setAttribute('d', d));
    draw('path.then', revisionPath(picked, 'then'));
    draw('path.now', revisionPath(picked, 'now'));
    panel.hidden = false;
  }

  /** The mark of a named place is there already; any other takes the first of its bin. */
  function drawMark({ code, points }: RevisionPanel): void {
    const { then, now } = points.at(-1)!;
    if (then === null || now === null || namedChanges.some((named) => named === code)) return;
    const change = changeOf(then, now);
    const bin = bins[(bins.length - 1) / 2 - binOf(change)];
    if (!bin) return;
    mark.setAttribute('d', markAt({ column: 0, row: bin.row }, rows));
    if (change === 0) {
      still.textContent = nameOf(code);
      return;
    }
    const taken = [...root.querySelectorAll<HTMLElement>('.label:not(.yours)')].map(({ style }) => (parseFloat(style.top) / 100) * rows);
    const away = change > 0 ? -1 : 1;
    let row = bin.row + 0.5;
    while (taken.some((other) => Math.abs(other - row) < labelRows)) row += away / 2;
    // Beside the longest row that it stands next to, so that it covers no mark.
    const beside = bins.filter((other) => other.row < row + 1 && other.row + other.rows > row - 1);
    const length = Math.min(marksPerRow, Math.max(...beside.map(({ count }) => count)));
    label.style.cssText = `--x: ${length / marksPerRow}; top: ${(row / rows) * 100}%`;
    label.firstElementChild!.textContent = nameOf(code);
    label.lastElementChild!.textContent = changePhrase(change, words);
    label.hidden = false;
  }

  async function onpick(iso3: string | null): Promise<string> {
    panel.hidden = label.hidden = true;
    still.textContent = '';
    mark.removeAttribute('d');
    if (iso3 === null) return '';
    try {
      const [then, now] = (await fetchOnce<RevisionFile>(`${files.folder}then-and-now.json`))[iso3] ?? [[], []];
      const picked = revisionPanel(iso3, atYear(then), atYear(now));
      // A named place has its panel already.
      if (!revisionPlaces.some((code) => code === iso3)) drawPanel(picked);
      drawMark(picked);
      return describeChange(picked, shownRelease, words);
    } catch {
      return speak(words, 'country.unread');
    }
  }
  return mount(CountryPicker, {
    target: root.querySelector('[data-pick]')!,
    props: { label: speak(words, 'revision.pick.label'), none: speak(words, 'revision.pick.none'), countries, onpick }
  }).choose;
};

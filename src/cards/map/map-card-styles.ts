import { fillClass, type MapMark } from '../../charts/choropleth/frame.ts';
import hidden from '../../pages/styles/sr-only.css?inline';
import ground from './map-card.css?inline';

/** The years that a map card shows without script, each by a letter: the newest, which is shown at first, and up to four others. */
export const stillLetters = ['z', 'a', 'b', 'c', 'd'] as const;

const levels = [0, 1, 2, 3, 4] as const;

/**
 * Returns the classes of a mark in each still year: of the first as `fillClass` names it, which is what script takes over; of
 * the others a letter for the year and a figure for the class, 0 to 4, `n` for none.
 */
export function stillMarkClass(marks: readonly (MapMark | undefined)[]): string {
  const [shown, ...others] = marks;
  const letters = others.map((mark, i) => {
    return `${stillLetters[i + 1] ?? ''}${mark?.level ?? 'n'}`;
  });
  return [fillClass(shown), ...(shown ? letters : [])].join(' ');
}

/** One rule for a kind of mark: by the class that script gives it, and by its letters while a still year is chosen. */
function markRule(byScript: string, byLetter: string, declarations: string): string {
  const stills = stillLetters.slice(1).map((letter) => `${chosen(letter)} .${letter}${byLetter}`);
  // A browser that knows no :has() skips the list of :is() and keeps the rest.
  return `${byScript},:is(${stills.join()}){${declarations}}`;
}

const chosen = (letter: string) => `.map-card:has([value=${letter}]:checked)`;

/**
 * Returns the style sheet of a map card's picture. How a mark is drawn is said once, in three properties that shapes, dots and the
 * outline of the chosen country read: fill, edge, and a dot's core.
 */
export function mapCardStyles(): string {
  const edge = (level: number) => (level > 2 ? 'paper' : 'edge');
  const kinds = levels.map((level) =>
    markRule(`.k${level}`, `${level}`, `--f:var(--c${level});--e:var(--map-${edge(level)});--k:var(--c${level})`)
  );
  const grounds = levels.map((level) => `.map-ground${level}{fill:var(--c${level});background:var(--c${level})}`);
  const nothing = markRule(':is(.n,.u)', 'n', `--f:var(--gaps);--e:var(--map-edge);--k:none`);
  const years = stillLetters.slice(1).map((letter) => `${chosen(letter)} .z{display:none}${chosen(letter)} .${letter}{display:inline}`);
  return [hidden, ground, ...grounds, ...kinds, nothing, ...years].join('');
}

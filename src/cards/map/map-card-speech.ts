import { shareLabels, type ShareLabels } from '../../charts/choropleth/share.ts';
import { speak, type Words } from '../../copy/words.ts';

/** The few words of a map card that its script fills in; the rest stand in the card. */
export interface MapCardLabels extends ShareLabels {
  /** `World: {}` */
  world: string;
  /** `World: {} (release of 2024)`, where years before the shown release's first have the world of another. */
  earlier?: string;
  /** `older data, from {}` */
  older: string;
  pause: string;
}

/** Returns the labels that a map card carries for its script. @throws Error naming a label that is missing. */
export function mapCardLabels(words: Words, earlier?: string): MapCardLabels {
  return {
    ...(earlier === undefined ? {} : { earlier: speak(words, 'map.world.earlier', { share: '{}', release: earlier.slice(0, 4) }) }),
    world: speak(words, 'map.world', { share: '{}' }),
    older: speak(words, 'map.reading.older', { year: '{}' }),
    ...shareLabels(words),
    pause: speak(words, 'map.control.pause')
  };
}

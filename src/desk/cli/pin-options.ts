import { indicators, type IndicatorId } from '#story/data.ts';
import type { PinChoice } from '#site/story/open-pins.ts';
import type { ProjectFiles } from '#vintages/project-files.ts';
import { keptByName } from '../edition/vintages.ts';
import type { ValuesOf } from './commands.ts';
import { refuse } from './desk-io.ts';
import { say } from '#locale/say.ts';

/** @throws Refusal for a vintage that is not kept. */
export function readPins({ pin = [], keep = [] }: ValuesOf<'claims'>, files: ProjectFiles) {
  const pins: Partial<Record<IndicatorId, PinChoice>> = {};
  for (const text of pin) {
    const [name = '', choice = ''] = text.split('=', 2);
    const indicator = indicators.find((one) => one === name);
    if (!indicator)
      refuse(
        'unknown-indicator',
        say`--pin “${text}” names no indicator.`,
        say`Write <indicator>=<source>/<release> with one of ${indicators.join(', ')}.`
      );
    pins[indicator] = keptByName(files, choice);
  }
  return {
    pins,
    keep: keep.map((name) => keptByName(files, name))
  };
}

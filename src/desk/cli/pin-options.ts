import { indicators, type IndicatorId } from '../../story/data.ts';
import type { PinChoice } from '../../site/story/open-pins.ts';
import { readVintageName } from './command.ts';
import type { ValuesOf } from './commands.ts';
import { Refusal } from './desk-io.ts';
import { say } from '../../locale/say.ts';

export function readPins({ pin = [], keep = [] }: ValuesOf<'claims'>) {
  const pins: Partial<Record<IndicatorId, PinChoice>> = {};
  for (const text of pin) {
    const [name = '', choice = ''] = text.split('=', 2);
    const indicator = indicators.find((one) => one === name);
    if (!indicator)
      throw new Refusal(
        'unknown-indicator',
        say`--pin “${text}” names no indicator.`,
        say`Write <indicator>=<source>/<release> with one of ${indicators.join(', ')}.`
      );
    pins[indicator] = readVintageName(choice);
  }
  return {
    pins,
    keep: keep.map(readVintageName)
  };
}

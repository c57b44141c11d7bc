import { indicators, type IndicatorId } from '../../story/data.ts';
import type { PinChoice, PinChoices } from '../../site/story/open-pins.ts';
import { flag, readArguments, readVintageName, word } from './command.ts';
import { Refusal } from './desk-io.ts';

/** Options of every command that opens the story: vintages to pin or keep beside the lock. */
export const pinOptions = {
  pin: { ...word, multiple: true },
  keep: { ...word, multiple: true },
  json: flag
} as const;

type PinValues = ReturnType<typeof readArguments<typeof pinOptions>>['values'];

/** @throws Refusal naming an option that cannot be read. */
export function readPins({ pin = [], keep = [] }: PinValues): Required<PinChoices> {
  const pins: Partial<Record<IndicatorId, PinChoice>> = {};
  for (const text of pin) {
    const [name = '', choice = ''] = text.split('=', 2);
    const indicator = indicators.find((one) => one === name);
    if (!indicator)
      throw new Refusal(
        'unknown-indicator',
        `--pin “${text}” names no indicator.`,
        `Write <indicator>=<source>/<release> with one of ${indicators.join(', ')}.`
      );
    pins[indicator] = readVintageName(choice);
  }
  return {
    pins,
    keep: keep.map(readVintageName)
  };
}

import { indicators, type IndicatorId } from '../../story/data.ts';
import type { PinChoice } from '../../site/story/open-pins.ts';
import type { OpenOptions } from '../../site/story/open-story.ts';
import { flag, readArguments, readVintageName, word } from './command.ts';
import { Refusal } from './desk-io.ts';

/**
 * What every command that opens the story takes: vintages to pin or keep instead of the locked
 * ones.
 */
export const pinOptions = {
  pin: { ...word, multiple: true },
  keep: { ...word, multiple: true },
  json: flag
} as const;

type PinValues = ReturnType<typeof readArguments<typeof pinOptions>>['values'];

/**
 * Returns how the story is opened.
 * @throws Refusal naming an option that cannot be read, and what it takes.
 */
export function readPins({ pin = [], keep = [] }: PinValues): Pick<OpenOptions, 'pins' | 'keep'> {
  const pins: Partial<Record<IndicatorId, PinChoice>> = {};
  for (const text of pin) {
    const [name = '', choice = ''] = text.split('=', 2);
    const indicator = indicators.find((one) => one === name);
    if (!indicator)
      throw new Refusal(
        `found --pin "${text}", expected <indicator>=<source>/<release> with one of ${indicators.join(', ')}`
      );
    pins[indicator] = readVintageName(choice, `--pin ${name}=`);
  }
  return {
    pins,
    keep: keep.map((text) => readVintageName(text, '--keep '))
  };
}

import { parseArgs } from 'node:util';
import { indicators, type IndicatorId } from '../../story/data.ts';
import type { PinChoice } from '../../site/story/open-pins.ts';
import type { OpenOptions } from '../../site/story/open-story.ts';
import { Refusal } from './refusal.ts';

/** What `check` and `edition lock` share: vintages to pin or keep instead of the locked ones. */
export interface PinArguments {
  options: Pick<OpenOptions, 'pins' | 'keep' | 'asOf'>;
  /** Words that are no option. */
  rest: string[];
}

function choiceOf(text: string, option: string): PinChoice {
  const [, source, release] = /^([a-z0-9-]+)\/(\d{4}-\d{2}(?:-\d{2})?)$/.exec(text) ?? [];
  if (source === undefined || release === undefined)
    throw new Refusal(`found ${option} "${text}", expected <source>/<release>, for example wb-internet-users/2024-11`);
  return { source, release };
}

/**
 * Returns the options of a command that opens the story.
 * @throws Refusal naming an option that is unknown or cannot be read, and what it takes.
 */
export function readPinArguments(argv: string[]): PinArguments {
  const { values, positionals } = parse(argv);
  const pins: Partial<Record<IndicatorId, PinChoice>> = {};
  for (const text of values.pin ?? []) {
    const [name = '', choice = ''] = text.split('=', 2);
    const indicator = indicators.find((one) => one === name);
    if (!indicator)
      throw new Refusal(`found --pin "${text}", expected <indicator>=<source>/<release> with one of ${indicators.join(', ')}`);
    pins[indicator] = choiceOf(choice, `--pin ${name}=`);
  }
  const asOf = values['as-of'];
  if (asOf !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(asOf)) throw new Refusal(`found --as-of "${asOf}", expected a day as YYYY-MM-DD`);
  const keep = (values.keep ?? []).map((text) => choiceOf(text, '--keep'));
  return { options: { pins, keep, ...(asOf === undefined ? {} : { asOf }) }, rest: positionals };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        pin: { type: 'string', multiple: true },
        keep: { type: 'string', multiple: true },
        'as-of': { type: 'string' },
        json: { type: 'boolean' }
      }
    });
  } catch (error) {
    throw new Refusal(
      `${(error as Error).message}. The options are --pin <indicator>=<source>/<release>, --keep <source>/<release>, --as-of YYYY-MM-DD and --json.`
    );
  }
}

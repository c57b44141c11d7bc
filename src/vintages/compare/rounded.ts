import { number } from '../../locale/counted.ts';
import type { Release } from '../vintage.ts';
import { alike, allOf, sharedValues, type Tables } from './by-economy.ts';
import { firstRows, type Doubt } from './doubt.ts';
import { say } from '../../locale/say.ts';

/** The rest of the changes may be the publisher's own. */
const most = 0.9;
/** Fewer values may agree by chance. */
const enough = 4;

/** True for a value rounded or cut to its own last digit: 73 or 72 for 72.781. */
function isRounded(value: number, was: number) {
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const lastDigit = 10 ** (Number(power) - (digits.split('.')[1] ?? '').length);
  const isCut = Math.abs(value) < Math.abs(was);
  const farthest = isCut ? lastDigit * (1 - 1e-9) : (lastDigit / 2) * (1 + 1e-9);
  return Math.abs(value - was) <= farthest;
}

/** Doubts a release with fewer digits than the older one: no value moves far enough for a leap. */
export function roundedDoubts(later: Tables, earlier: Tables & { release: Release }): Doubt[] {
  const shared = sharedValues(allOf(earlier), allOf(later));
  const changed = shared.filter(({ before, after }) => !alike(before, after));
  const rounded = changed.filter(({ before, after }) => isRounded(after, before));
  if (
    rounded.length < enough ||
    changed.length <= shared.length / 2 ||
    rounded.length < most * changed.length
  )
    return [];
  return [
    {
      kind: 'rounded',
      says: say`${number(rounded.length)} of ${number(shared.length)} values are those of ${earlier.release} with fewer digits: a spreadsheet may have saved the file; download it again and do not open it`,
      rows: firstRows(
        rounded.map(
          ({ iso3, year, before, after }) =>
            say`${iso3} ${year}: ${after}; in ${earlier.release} ${before}`
        )
      ),
      cells: rounded.map(({ iso3, year }) => ({ iso3, year }))
    }
  ];
}

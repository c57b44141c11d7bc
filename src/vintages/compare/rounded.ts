import { number } from '../../locale/counted.ts';
import type { Vintage } from '../vintage.ts';
import { alike } from './by-economy.ts';
import { firstRows, type Doubt } from './doubt.ts';

/**
 * So much of what changed is rounding where a file was saved again: what else changed may be the
 * publisher's own.
 */
const most = 0.9;
/** So many values show it; fewer may agree by chance. */
const enough = 4;

/**
 * Whether a value is another one rounded, or cut off, to the last digit that it has itself: 73 or
 * 72 of 72.781, 275501000 of 275501339.
 */
function isRounded(value: number, was: number): boolean {
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const lastDigit = 10 ** (Number(power) - (digits.split('.')[1] ?? '').length);
  const isCut = Math.abs(value) < Math.abs(was);
  const farthest = isCut ? lastDigit * (1 - 1e-9) : (lastDigit / 2) * (1 + 1e-9);
  return Math.abs(value - was) <= farthest;
}

type Values = Pick<Vintage, 'release' | 'economies' | 'aggregates'>;

/**
 * Doubts a release most of whose values are those of the older one with fewer digits, as a
 * spreadsheet saves them: no value moves far, so nothing else tells.
 */
export function roundedDoubts(later: Values, earlier: Values): Doubt[] {
  const allOf = ({ economies, aggregates }: Values) => [...economies, ...aggregates];
  const before = new Map(allOf(earlier).map(({ iso3, year, value }) => [`${iso3} ${year}`, value]));
  const shared = allOf(later).flatMap(({ iso3, year, value }) => {
    const was = before.get(`${iso3} ${year}`);
    return was === undefined ? [] : [{ iso3, year, value, was }];
  });
  const changed = shared.filter(({ value, was }) => !alike(was, value));
  const rounded = changed.filter(({ value, was }) => isRounded(value, was));
  if (
    rounded.length < enough ||
    changed.length <= shared.length / 2 ||
    rounded.length < most * changed.length
  )
    return [];
  return [
    {
      says: `${number(rounded.length)} of ${number(shared.length)} values are those of ${earlier.release} rounded: a spreadsheet that shows fewer digits may have saved the file; download it again and take it as it comes`,
      rows: firstRows(
        rounded.map(
          ({ iso3, year, value, was }) => `${iso3} ${year}: ${value}; in ${earlier.release} ${was}`
        )
      ),
      cells: rounded.map(({ iso3, year }) => ({ iso3, year }))
    }
  ];
}

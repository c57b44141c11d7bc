import { estimateClaim } from '../claim.ts';

const rounded = { holds: (value: number) => value > 0 && value % 100 === 0, promise: 'a rounded statement, in hundreds' };

/** What UK policing said it does in a month: rounded statements of four years. */
export const responseClaims = [2018, 2020, 2022, 2026].flatMap((year) => [
  estimateClaim(
    `ukresp-arrests-${year}`,
    { estimate: `ukresp-arrests-${year}`, bound: 'about', end: 'value' },
    { unit: 'arrests', ...rounded }
  ),
  estimateClaim(
    `ukresp-safeguarded-${year}`,
    { estimate: `ukresp-safeguarded-${year}`, bound: 'about', end: 'value' },
    { unit: 'children', ...rounded }
  )
]);

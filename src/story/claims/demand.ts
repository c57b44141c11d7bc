import { estimateClaim } from '../claim.ts';

/** The unit chart draws one mark for so many people, so a figure must be whole marks (standards V22). */
const wholeMarks = (people: number) => (value: number) => value > 0 && value % people === 0;

/** How many people the NCA said pose a threat. Three figures by three methods: no claim joins them (standards V04). */
export const demandClaims = [
  estimateClaim(
    'nca-2018',
    { estimate: 'nca-2018', bound: 'about', end: 'value' },
    { unit: 'people', holds: wholeMarks(100), promise: 'a whole number of small squares, one for a hundred people' }
  ),
  estimateClaim(
    'nca-2020',
    { estimate: 'nca-2020', bound: 'at_least', end: 'low' },
    { unit: 'people', holds: wholeMarks(500), promise: 'a floor: a whole number of large squares, one for five hundred people' }
  ),
  estimateClaim(
    'nca-2021-low',
    { estimate: 'nca-2021', bound: 'range', end: 'low' },
    { unit: 'people', holds: wholeMarks(500), promise: 'the low end, in large squares of five hundred people' }
  ),
  estimateClaim(
    'nca-2021-high',
    { estimate: 'nca-2021', bound: 'range', end: 'high' },
    { unit: 'people', holds: wholeMarks(500), promise: 'the high end, in large squares of five hundred people' }
  )
];

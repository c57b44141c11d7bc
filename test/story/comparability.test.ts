import { expect, it } from 'vitest';
import { assertComparable } from '../../src/story/ledgers/estimate.ts';
import { committedEstimates } from './committed-ledgers.ts';

const { estimates } = committedEstimates();
const pick = (...ids: string[]) =>
  ids.map((id) => {
    const estimate = estimates[id];
    if (!estimate) throw new Error(`no ${id}`);
    return estimate;
  });

it.each([
  ['the NCA figures of two years', ['nca-2018', 'nca-2020']],
  ['the repeated NCA range', ['nca-2021', 'nca-2022']],
  ['arrests and children safeguarded', ['ukresp-arrests-2018', 'ukresp-safeguarded-2018']],
  ['reports before and after bundling', ['ncmec-2023', 'ncmec-2024']],
  ['pages confirmed in and after 2014', ['iwf-2014', 'iwf-2015']],
  ['a continent and the EU', ['iwfhost-2022eur', 'iwfhost-2022eu']],
  ['the NCA figure and a self-report survey', ['nca-2018', 'childlight-2024-ukmen']],
  ['two ITU vintages', ['itu-2018', 'itu-2024']]
])('refuses %s on one axis or line', (_, ids) => {
  expect(() => assertComparable(pick(...ids))).toThrow(/V07/);
  expect(() => assertComparable(pick(...ids).reverse())).toThrow(/V07/);
});

it('allows one segment of a yearly series, and no figure', () => {
  expect(() => assertComparable(pick('iwf-2015', 'iwf-2016', 'iwf-2017'))).not.toThrow();
  expect(() => assertComparable(pick('ncmec-2020', 'ncmec-2021'))).not.toThrow();
  expect(() => assertComparable([])).not.toThrow();
});

import { describe, expect, it } from 'vitest';
import { assertComparable, assertOneMeasure } from '../../src/story/ledgers/comparability.ts';
import { committedEstimates } from './committed-ledgers.ts';

const { estimates } = committedEstimates();
const pick = (...ids: string[]) =>
  ids.map((id) => {
    const estimate = estimates[id];
    if (!estimate) throw new Error(`no ${id}`);
    return estimate;
  });

describe('figures that may not be compared', () => {
  it.each([
    ['the NCA figures of two years', ['nca-2018', 'nca-2020'], /V04/],
    ['the NCA floor and the NCA range', ['nca-2020', 'nca-2021'], /nca-202\d and nca-202\d/],
    [
      'arrests and children safeguarded',
      ['ukresp-arrests-2018', 'ukresp-safeguarded-2018'],
      /different segments/
    ],
    ['reports before and after bundling', ['ncmec-2023', 'ncmec-2024'], /bundled/],
    ['early and automated reports', ['ncmec-2010', 'ncmec-2018'], /bundled/],
    ['pages confirmed across 2014', ['iwf-2013', 'iwf-2015'], /2014/],
    ['pages confirmed in and after 2014', ['iwf-2014', 'iwf-2015'], /2014/],
    ['a continent and the EU', ['iwfhost-2022eur', 'iwfhost-2022eu'], /groups of countries/],
    [
      'two editions of the Childlight index',
      ['childlight-2024-sol', 'childlight-2025-we'],
      /2024 and 2025/
    ],
    ['the NCA figure and a self-report survey', ['nca-2018', 'childlight-2024-ukmen'], /V07/],
    ['two ITU vintages', ['itu-2018', 'itu-2024'], /revises/],
    ['arrests and pages', ['ukresp-arrests-2018', 'iwf-2018'], /own axis/]
  ])('refuses %s on one axis', (_, ids, reason) => {
    expect(() => assertComparable(pick(...ids), 'axis')).toThrow(reason);
    expect(() => assertComparable(pick(...ids).reverse(), 'axis')).toThrow(reason);
    expect(() => assertComparable(pick(...ids), 'line')).toThrow();
  });

  it.each([
    ['the repeated NCA range', ['nca-2021', 'nca-2022']],
    ['the monthly arrests', ['ukresp-arrests-2018', 'ukresp-arrests-2020']],
    ['two company referral counts', ['ref-2012', 'ref-2017']]
  ])('allows %s on one axis and refuses a line through them', (_, ids) => {
    expect(() => assertComparable(pick(...ids), 'axis')).not.toThrow();
    expect(() => assertComparable(pick(...ids), 'line')).toThrow(/not joined/);
  });

  it('allows a line within one segment of a counted series', () => {
    expect(() => assertComparable(pick('iwf-2015', 'iwf-2016', 'iwf-2017'), 'line')).not.toThrow();
    expect(() => assertComparable(pick('ncmec-2020', 'ncmec-2021'), 'line')).not.toThrow();
  });

  it('allows one figure alone, and none', () => {
    expect(() => assertComparable(pick('nca-2018'), 'line')).not.toThrow();
    expect(() => assertComparable([], 'axis')).not.toThrow();
  });
});

it('allows one kind of measure per axis, across families', () => {
  expect(() => assertOneMeasure(pick('dh-known', 'dh-helpline'))).toThrow(/own axis/);
  expect(() => assertOneMeasure(pick('dh-police', 'dh-helpline'))).not.toThrow();
});

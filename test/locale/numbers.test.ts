import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayFormat, monthFormat } from '../../src/locale/formatters.ts';
import {
  formatDate,
  formatCount,
  formatInWords,
  formatNumber,
  formatPercent,
  formatSize
} from '../../src/locale/numbers.ts';

describe('numbers in each language', () => {
  it.each([
    [80000, 0, '80.000', '80,000'],
    [850000, 0, '850.000', '850,000'],
    [45.84, 1, '45,8', '45.8'],
    [0, 0, '0', '0'],
    [-3.5, 1, '-3,5', '-3.5'],
    [1300000000, 0, '1.300.000.000', '1,300,000,000']
  ])('%d with %d decimals', (value, digits, id, en) => {
    expect(formatNumber(value, 'id', digits)).toBe(id);
    expect(formatNumber(value, 'en', digits)).toBe(en);
  });

  it.each([
    [480, '0 kB', '0 kB'],
    [114_467, '114 kB', '114 kB'],
    [999_600, '1 MB', '1 MB'],
    [6_992_964, '7 MB', '7 MB'],
    [1_250_001, '1,3 MB', '1.3 MB']
  ])('%d bytes', (bytes, id, en) => {
    expect(formatSize(bytes, 'id').replace('\u00a0', ' ')).toBe(id);
    expect(formatSize(bytes, 'en').replace('\u00a0', ' ')).toBe(en);
  });

  it.each([
    [950, '950', '950'],
    [18_430_000, '18,4 juta', '18.4 million'],
    [1_300_000_000, '1,3 miliar', '1.3 billion']
  ])('%d in words', (value, id, en) => {
    expect(formatInWords(value, 'id').replace('\u00a0', ' ')).toBe(id);
    expect(formatInWords(value, 'en')).toBe(en);
  });

  it('prints millions in words only where the publisher rounded them (V10)', () => {
    expect(formatCount(18_400_000, 'en')).toBe('18.4 million');
    expect(formatCount(21_751_085, 'en')).toBe('21,751,085');
    expect(formatCount(80_000, 'en')).toBe('80,000');
  });

  it('sets the percent sign without a space in both languages (A20)', () => {
    expect(formatPercent(12.34, 'id', 1)).toBe('12,3%');
    expect(formatPercent(12.34, 'en', 1)).toBe('12.3%');
  });
});

describe('dates in each language', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['2018-10-08', '8 Oktober 2018', '8 October 2018'],
    ['2024-11', 'November 2024', 'November 2024'],
    ['2022-05', 'Mei 2022', 'May 2022'],
    ['2006', '2006', '2006'],
    ['2022-10 (day to confirm)', 'Oktober 2022', 'October 2022'],
    ['2021-2025', '2021-2025', '2021-2025'],
    ['undated page', 'undated page', 'undated page']
  ])('%s', (date, id, en) => {
    expect(formatDate(date, 'id')).toBe(id);
    expect(formatDate(date, 'en')).toBe(en);
  });

  it('are the same west of UTC', () => {
    vi.stubEnv('TZ', 'Pacific/Honolulu');
    expect(new Date(Date.UTC(2026, 0, 1)).getDate()).toBe(31);
    // `digits` bypasses formatters that were cached in another zone.
    expect(
      [dayFormat('en', 1), monthFormat('en', 1)].map((made) => made.format(Date.UTC(2026, 0, 1)))
    ).toEqual(['1 January 2026', 'January 2026']);
  });
});

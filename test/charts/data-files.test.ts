import { afterEach, expect, it, vi } from 'vitest';
import { fetchOnce } from '../../src/charts/data-files.ts';

afterEach(() => vi.unstubAllGlobals());

/** Answers with a status each, the last for ever, and says how often it was asked. */
function answers(...statuses: number[]) {
  const asked = vi.fn((_address: string) =>
    Promise.resolve(new Response('{"GBR":1}', { status: statuses.shift() ?? 200 }))
  );
  vi.stubGlobal('fetch', asked);
  return asked;
}

it('asks for a file once', async () => {
  const asked = answers(200);
  expect([await fetchOnce('once.json'), await fetchOnce('once.json')]).toEqual([
    { GBR: 1 },
    { GBR: 1 }
  ]);
  expect(asked).toHaveBeenCalledTimes(1);
});

it('keeps that a file is not there where that stands for something', async () => {
  const asked = answers(404);
  expect([await fetchOnce('absent.json', null), await fetchOnce('absent.json', null)]).toEqual([
    null,
    null
  ]);
  expect(asked).toHaveBeenCalledTimes(1);
});

it.each([404, 503])('fails by %i else, and asks again the next time', async (status) => {
  answers(status);
  await expect(fetchOnce(`failed-${status}.json`)).rejects.toThrow(String(status));
  expect(await fetchOnce(`failed-${status}.json`)).toEqual({ GBR: 1 });
});

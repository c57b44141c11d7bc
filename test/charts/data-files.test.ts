import { afterEach, expect, it, vi } from 'vitest';
import { fetchOnce } from '../../src/charts/data-files.ts';

afterEach(() => vi.unstubAllGlobals());

function stubFetch(...statuses: number[]) {
  const asked = vi.fn((_address: string) =>
    Promise.resolve(new Response('{"GBR":1}', { status: statuses.shift() ?? 200 }))
  );
  vi.stubGlobal('fetch', asked);
  return asked;
}

it('requests a file once', async () => {
  const asked = stubFetch(200);
  expect([await fetchOnce('once.json'), await fetchOnce('once.json')]).toEqual([
    { GBR: 1 },
    { GBR: 1 }
  ]);
  expect(asked).toHaveBeenCalledTimes(1);
});

it('caches a 404 when there is a value for an absent file', async () => {
  const asked = stubFetch(404);
  expect([await fetchOnce('absent.json', null), await fetchOnce('absent.json', null)]).toEqual([
    null,
    null
  ]);
  expect(asked).toHaveBeenCalledTimes(1);
});

it.each([404, 503])(
  'rejects with %i otherwise, and requests it again the next time',
  async (status) => {
    stubFetch(status);
    await expect(fetchOnce(`failed-${status}.json`)).rejects.toThrow(String(status));
    expect(await fetchOnce(`failed-${status}.json`)).toEqual({ GBR: 1 });
  }
);

import { describe, expect, it } from 'vitest';
import { openS3, storeAddress } from '../../../src/desk/store/s3-store.ts';
import { clockRefusal, storeRefusal } from '../../../src/desk/store/store-refusal.ts';

const answered = (httpStatusCode: number, name = 'Error') =>
  Object.assign(new Error('said'), { name, $metadata: { httpStatusCode } });
const asked = {
  doing: 'write current.json',
  bucket: 'public',
  endpoint: 'https://store.example'
};

describe('an address of a store', () => {
  it.each([
    ['s3://public', { bucket: 'public', prefix: '' }],
    ['s3://public//site/one/', { bucket: 'public', prefix: 'site/one' }],
    ['build/site', undefined]
  ])('%s', (address, place) => expect(storeAddress(address)).toEqual(place));

  it.each(['s3://Public', 's3://public/../other', 's3://'])('refuses %s', (address) => {
    expect(() => storeAddress(address)).toThrow('is not the address of a store');
  });
});

it.each(['store.example', 'https://'])('refuses the endpoint %s', async (endpoint) => {
  const opened = openS3({ bucket: 'public', prefix: '' }, { AWS_ENDPOINT_URL: endpoint });
  await expect(opened).rejects.toMatchObject({ kind: 'store-address' });
});

describe('an error of a store', () => {
  it.each([
    [answered(404), 'store-bucket'],
    [answered(400, 'ExpiredToken'), 'store-credentials'],
    [answered(403), 'store-access'],
    [answered(301), 'store-region'],
    [answered(503), 'store-busy'],
    [answered(501), 'store-answer'],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'store-connection'],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'store-unreachable'],
    [answered(403, 'RequestTimeTooSkewed'), 'store-clock']
  ])('%s', (error, kind) => expect(storeRefusal(error, asked).kind).toBe(kind));
});

it.each([
  [undefined, undefined],
  [-299, undefined],
  [300, '5 minutes ahead of the store'],
  [-3600, '60 minutes behind the store']
])('a clock that is %s seconds ahead: %s', (ahead, said) => {
  const message = clockRefusal(ahead)?.message;
  if (said === undefined) expect(message).toBeUndefined();
  else expect(message).toContain(said);
});

import { describe, expect, it } from 'vitest';
import { openS3, storeAddress } from '../../../src/desk/store/s3-store.ts';
import { clockRefusal, mayComeRight, storeRefusal } from '../../../src/desk/store/store-refusal.ts';

const answered = (httpStatusCode: number, name = 'Error') =>
  Object.assign(new Error('said'), { name, $metadata: { httpStatusCode } });
const asked = {
  doing: 'write current.json',
  bucket: 'public',
  endpoint: 'https://store.example',
  tries: 6
};

describe('an address of a store', () => {
  it.each([
    ['s3://public', { bucket: 'public', prefix: '' }],
    ['s3://public//site/one/', { bucket: 'public', prefix: 'site/one' }],
    ['build/site', undefined]
  ])('%s', (address, place) => expect(storeAddress(address)).toEqual(place));

  it.each(['s3://ab', 's3://Public', 's3://public/../other', 's3://public/a//b', 's3://'])(
    '%s is none',
    (address) => {
      expect(() => storeAddress(address)).toThrow('expected s3://<bucket>');
    }
  );
});

it.each(['store.example', 'localhost:9000', 'https://'])(
  'the endpoint %s is no address',
  async (endpoint) => {
    const opened = openS3({ bucket: 'public', prefix: '' }, { AWS_ENDPOINT_URL: endpoint });
    await expect(opened).rejects.toThrow(`found "${endpoint}" as the address of the store`);
  }
);

describe('what a store answers', () => {
  it.each([
    [answered(404), 'found no bucket "public" at https://store.example'],
    [answered(403), 'found no right to write current.json'],
    [answered(301), 'in another region'],
    [answered(429), 'too busy or broken to write current.json (tried 6 times)'],
    [answered(503), 'too busy or broken'],
    [answered(501), 'an answer that publish does not know (501, Error, said)'],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'cut 6 times'],
    [
      Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
      'found no store at https://store.example'
    ],
    [answered(403, 'RequestTimeTooSkewed'), 'clock too far from the store']
  ])('%s', (error, said) => expect(storeRefusal(error, asked).message).toContain(said));

  it.each([
    [answered(408), true],
    [answered(429), true],
    [answered(503), true],
    [answered(501), false],
    [answered(404), false],
    [answered(409, 'OperationAborted'), true],
    [Object.assign(new Error('x'), { code: 'ECONNRESET' }), true],
    [Object.assign(new Error('x'), { code: 'ENOTFOUND' }), false]
  ])('%s is asked again: %s', (error, again) => expect(mayComeRight(error)).toBe(again));
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

import { setTimeout as pause } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { Refusal } from '../cli/desk-io.ts';
import { retryAfter } from '../intake/download-address.ts';
import { clockRefusal, mayComeRight, storeRefusal } from './store-refusal.ts';

/** Amazon's SDK, which is loaded only where a store is asked. */
export type S3 = typeof import('@aws-sdk/client-s3');
export type Environment = Readonly<Record<string, string | undefined>>;
type Headers = Readonly<Record<string, string>>;

/** How often a request is tried, unless the environment says otherwise. */
const usualTries = 6;
/** The first wait between two tries, in milliseconds; each further one is twice as long. */
const firstWait = 250;
/** The longest wait that a store may ask for, in milliseconds. */
const longestWait = 60_000;
/** How long nothing may be heard, in milliseconds. */
const silence = 60_000;

/** As many requests as are under way at once. */
export const requestsAtOnce = 16;

/**
 * Returns the store of others that the environment names; undefined for Amazon's own.
 * @throws Refusal for what is no address.
 */
function endpointOf(env: Environment): string | undefined {
  const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined;
  if (endpoint === undefined || (/^https?:/.test(endpoint) && URL.canParse(endpoint)))
    return endpoint;
  const remedy = 'correct AWS_ENDPOINT_URL_S3, or unset it for Amazon';
  throw new Refusal(
    `found "${endpoint}" as the address of the store, expected one such as https://store.example.org: ${remedy}`
  );
}

function newClient(s3: S3, env: Environment): S3Client {
  const endpoint = endpointOf(env);
  const named = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  // Stores of others name no region; Amazon's needs one, and the SDK finds it in a profile too.
  const region =
    named ?? (endpoint !== undefined && env['AWS_PROFILE'] === undefined ? 'us-east-1' : undefined);
  return new s3.S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(region === undefined ? {} : { region }),
    // Tried again below, where the words for giving up are.
    maxAttempts: 1,
    // Not every store knows the checksums that the SDK would add; every upload carries its MD5.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 10_000,
      requestTimeout: silence,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: requestsAtOnce },
      httpsAgent: { maxSockets: requestsAtOnce }
    }
  });
}

/**
 * Amazon's client for one bucket: hears the store's clock, and tries again what may come right by
 * itself.
 */
export class RetryingClient {
  readonly send: S3Client['send'];
  readonly #endpoint: string;
  readonly #tries: number;
  /** By how many seconds this machine's clock is ahead of the store's, as last heard. */
  #ahead: number | undefined;

  constructor(
    s3: S3,
    private readonly bucket: string,
    env: Environment
  ) {
    const client = newClient(s3, env);
    this.send = client.send.bind(client);
    this.#endpoint = endpointOf(env) ?? 'Amazon S3';
    this.#tries =
      Number(env['AWS_MAX_ATTEMPTS']) > 0 ? Number(env['AWS_MAX_ATTEMPTS']) : usualTries;
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        this.#hear((result.response as { headers?: Headers }).headers);
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'hearTheTime' }
    );
  }

  #hear(headers: Headers | undefined): void {
    const told = Date.parse(headers?.['date'] ?? '');
    if (!Number.isNaN(told)) this.#ahead = (Date.now() - told) / 1000;
  }

  /**
   * Asks until it is answered or nothing more is to be hoped for.
   * @param doing as a sentence goes on after "to".
   * @throws Refusal
   */
  async ask<Answer>(doing: string, run: () => Promise<Answer>): Promise<Answer> {
    for (let tried = 1; ; tried++) {
      try {
        return await run();
      } catch (error) {
        const headers = (error as { $response?: { headers?: Headers } }).$response?.headers;
        this.#hear(headers);
        const asks = retryAfter(headers?.['retry-after'], new Date());
        if (asks > longestWait) {
          throw new Refusal(
            `found a store that asks to be left alone for ${Math.ceil(asks / 1000)} s, expected one that answers: run this again then, and only what is missing is sent`
          );
        }
        if (!mayComeRight(error) || tried === this.#tries) throw this.refusal(error, doing, tried);
        await pause(Math.max(asks, firstWait * 2 ** (tried - 1) * (0.5 + Math.random() / 2)));
      }
    }
  }

  /** Returns what an error of the store means after so many tries. */
  refusal(error: unknown, doing: string, tries: number): Refusal {
    return storeRefusal(error, {
      doing,
      bucket: this.bucket,
      endpoint: this.#endpoint,
      tries,
      ahead: this.#ahead
    });
  }

  /**
   * Returns the time by the store's clock, as last heard; undefined before anything was.
   * @throws Refusal when ours is too far from it.
   */
  now(): Date | undefined {
    const refusal = clockRefusal(this.#ahead);
    if (refusal) throw refusal;
    return this.#ahead === undefined ? undefined : new Date(Date.now() - this.#ahead * 1000);
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { Refusal } from '../cli/desk-io.ts';
import { retryAfter } from '../intake/download-address.ts';
import { clockRefusal, isRetryable, storeRefusal } from './store-refusal.ts';

export type S3 = typeof import('@aws-sdk/client-s3');
export type Environment = Readonly<Record<string, string | undefined>>;
type Headers = Readonly<Record<string, string>>;

const usualTries = 6;
/** Milliseconds before the first retry; doubles each time. */
const firstWait = 250;
/** The longest `Retry-After` that is waited for, in milliseconds. */
const longestWait = 60_000;
const requestTimeout = 60_000;

export const requestsAtOnce = 16;

/** Undefined for Amazon. @throws Refusal for an invalid URL. */
function endpointOf(env: Environment): string | undefined {
  const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined;
  if (endpoint === undefined || (/^https?:/.test(endpoint) && URL.canParse(endpoint)))
    return endpoint;
  throw new Refusal(
    'store-address',
    `The store’s address “${endpoint}” is not a URL.`,
    'Set AWS_ENDPOINT_URL_S3 to one such as https://store.example.org, or unset it for Amazon.'
  );
}

function newClient(s3: S3, env: Environment): S3Client {
  const endpoint = endpointOf(env);
  const named = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  // Other stores need no region. Amazon needs one, which the SDK may find in a profile.
  const region =
    named ?? (endpoint !== undefined && env['AWS_PROFILE'] === undefined ? 'us-east-1' : undefined);
  return new s3.S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(region === undefined ? {} : { region }),
    maxAttempts: 1,
    // Some stores reject the SDK's checksums; every upload carries its MD5.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 10_000,
      requestTimeout,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: requestsAtOnce },
      httpsAgent: { maxSockets: requestsAtOnce }
    }
  });
}

export class RetryingClient {
  readonly send: S3Client['send'];
  readonly #endpoint: string;
  readonly #tries: number;
  /** Seconds by which this machine's clock is ahead of the store's. */
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
        this.#readClock((result.response as { headers?: Headers }).headers);
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'readClock' }
    );
  }

  #readClock(headers: Headers | undefined): void {
    const date = Date.parse(headers?.['date'] ?? '');
    if (!Number.isNaN(date)) this.#ahead = (Date.now() - date) / 1000;
  }

  /**
   * Sends a request, with retries.
   * @param doing follows "to" in a sentence.
   * @throws Refusal
   */
  async ask<Answer>(doing: string, run: () => Promise<Answer>): Promise<Answer> {
    for (let tried = 1; ; tried++) {
      try {
        return await run();
      } catch (error) {
        const headers = (error as { $response?: { headers?: Headers } }).$response?.headers;
        this.#readClock(headers);
        const asks = retryAfter(headers?.['retry-after'], new Date());
        if (asks > longestWait) {
          throw new Refusal(
            'store-busy',
            `The store asked us to wait ${Math.ceil(asks / 1000)} s (Retry-After).`,
            'Run this again after that; it resumes where it stopped.'
          );
        }
        if (!isRetryable(error) || tried === this.#tries) throw this.refusal(error, doing, tried);
        await pause(Math.max(asks, firstWait * 2 ** (tried - 1) * (0.5 + Math.random() / 2)));
      }
    }
  }

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
   * The store's clock; undefined before its first answer.
   * @throws Refusal when this machine's clock is too far from it.
   */
  now(): Date | undefined {
    const refusal = clockRefusal(this.#ahead);
    if (refusal) throw refusal;
    return this.#ahead === undefined ? undefined : new Date(Date.now() - this.#ahead * 1000);
  }
}

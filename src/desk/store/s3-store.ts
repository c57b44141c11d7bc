import { createHash } from 'node:crypto';
import type { S3Client } from '@aws-sdk/client-s3';
import { mapConcurrent } from '#site/output/map-concurrent.ts';
import { refuse } from '../cli/desk-io.ts';
import {
  requestsAtOnce,
  type Condition,
  type ObjectHeaders,
  type ObjectStore,
  type StoredObject
} from './object-store.ts';
import { clockRefusal, storeCode, storeRefusal, storeStatus } from './store-refusal.ts';
import { say } from '#locale/say.ts';

type S3 = typeof import('@aws-sdk/client-s3');
type Environment = Readonly<Record<string, string | undefined>>;
type StoreAddress = NonNullable<ReturnType<typeof storeAddress>>;

const usualTries = 6;
/** In seconds. The SDK waits little longer for `Retry-After`; a store that asks for more is left. */
const longestWait = 10;

/** Parses an `s3:` address; undefined for a folder. */
export function storeAddress(asked: string) {
  if (!asked.startsWith('s3:')) return undefined;
  const [, bucket, rest = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/.*)?)$/.exec(asked) ?? [];
  const prefix = rest.replace(/^\/+|\/+$/g, '');
  if (bucket === undefined || !/^([\w-][\w.-]*(\/[\w-][\w.-]*)*)?$/.test(prefix))
    refuse(
      'store-address',
      say`“${asked}” is not the address of a store.`,
      say`Write s3://<bucket> or s3://<bucket>/<prefix>, for example s3://newsroom-public/terhubung.`
    );
  return { bucket, prefix };
}

export const md5Of = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

/** Undefined for Amazon. */
function endpointOf(env: Environment) {
  const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined;
  if (endpoint === undefined || (/^https?:/.test(endpoint) && URL.canParse(endpoint)))
    return endpoint;
  refuse(
    'store-address',
    say`The store’s address “${endpoint}” is not a URL.`,
    say`Set AWS_ENDPOINT_URL_S3 to one such as https://store.example.org, or unset it for Amazon.`
  );
}

function newClient(s3: S3, env: Environment) {
  const endpoint = endpointOf(env);
  const named = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  // Other stores need no region. Amazon needs one, which the SDK may find in a profile.
  const region =
    named ?? (endpoint !== undefined && env['AWS_PROFILE'] === undefined ? 'us-east-1' : undefined);
  return new s3.S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(region === undefined ? {} : { region }),
    maxAttempts: Number(env['AWS_MAX_ATTEMPTS']) || usualTries,
    // Some stores reject the SDK's checksums; every upload carries its MD5.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: 10_000,
      requestTimeout: 60_000,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: requestsAtOnce },
      httpsAgent: { maxSockets: requestsAtOnce }
    }
  });
}

/** Opens a bucket with the standard AWS variables. Sends no request yet. */
export async function openS3(address: StoreAddress, env: Environment): Promise<ObjectStore> {
  // Else the SDK warns about the Node version on every run.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const s3 = await import('@aws-sdk/client-s3');
  return new S3Store(s3, newClient(s3, env), address, endpointOf(env) ?? 'Amazon S3');
}

const unquoted = (etag: string | undefined) => (etag ?? '').replaceAll('"', '');

const sent = ({ type, cache, encoding, language }: ObjectHeaders) => ({
  ContentType: type,
  CacheControl: cache,
  ContentEncoding: encoding,
  ContentLanguage: language
});

const preconditions = (condition: Condition | undefined) =>
  condition === undefined
    ? {}
    : 'ifMatch' in condition
      ? { IfMatch: `"${condition.ifMatch}"` }
      : { IfNoneMatch: condition.ifNoneMatch };

class S3Store implements ObjectStore {
  readonly name: string;
  readonly #bucket: string;
  readonly #prefix: string;
  /** Seconds by which this machine's clock is ahead of the store's. */
  #ahead: number | undefined;

  constructor(
    private readonly s3: S3,
    private readonly client: S3Client,
    { bucket, prefix }: StoreAddress,
    private readonly endpoint: string
  ) {
    this.name = prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`;
    this.#bucket = bucket;
    this.#prefix = prefix === '' ? '' : `${prefix}/`;
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        this.#readHeaders((result.response as { headers: Record<string, string> }).headers);
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'readHeaders' }
    );
  }

  #readHeaders(headers: Readonly<Record<string, string>>) {
    const date = Date.parse(headers['date'] ?? '');
    if (!Number.isNaN(date)) this.#ahead = (Date.now() - date) / 1000;
    const asks = Number(headers['retry-after']);
    if (asks > longestWait)
      refuse(
        'store-busy',
        say`The store asked us to wait ${asks} s (Retry-After).`,
        say`Run this again after that; it resumes where it stopped.`
      );
  }

  /** Sends a request. @param doing follows "to" in a sentence. */
  async #ask<Answer>(doing: string, run: () => Promise<Answer>) {
    try {
      return await run();
    } catch (error) {
      const { endpoint } = this;
      throw storeRefusal(error, { doing, bucket: this.#bucket, endpoint, ahead: this.#ahead });
    }
  }

  now() {
    const refusal = clockRefusal(this.#ahead);
    if (refusal) throw refusal;
    return this.#ahead === undefined ? undefined : new Date(Date.now() - this.#ahead * 1000);
  }

  readonly #object = (key: string) => ({ Bucket: this.#bucket, Key: this.#prefix + key });
  readonly #own = (key = '') => key.slice(this.#prefix.length);

  readonly list = async (prefix: string) => (await this.#listAll(prefix)).objects;
  readonly listFolder = (folder: string) => this.#listAll(folder, '/');

  async #listAll(prefix: string, Delimiter?: '/') {
    const objects: StoredObject[] = [];
    const folders: string[] = [];
    const asked = { Bucket: this.#bucket, Prefix: this.#prefix + prefix, Delimiter };
    let ContinuationToken: string | undefined;
    do {
      const page = await this.#ask(say`list ${asked.Prefix || say`the bucket`}`, () =>
        this.client.send(new this.s3.ListObjectsV2Command({ ...asked, ContinuationToken }))
      );
      for (const { Key, Size = 0, ETag } of page.Contents ?? [])
        objects.push({ key: this.#own(Key), bytes: Size, etag: unquoted(ETag) });
      for (const { Prefix: folder = '' } of page.CommonPrefixes ?? [])
        folders.push(folder.slice(asked.Prefix.length).replace(/\/$/, ''));
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
    return { objects, folders };
  }

  async get(key: string) {
    const asked = this.#object(key);
    const read = async () => {
      const command = new this.s3.GetObjectCommand(asked);
      const { Body, ETag, ContentLength } = await this.client.send(command);
      // The SDK retries requests, but not an answer that is cut short.
      const bytes = await Body?.transformToByteArray().catch(() => undefined);
      const isWhole = bytes && (ContentLength ?? bytes.length) === bytes.length;
      return isWhole ? { bytes, etag: unquoted(ETag) } : undefined;
    };
    return this.#ask(say`read ${asked.Key}`, async () => {
      try {
        for (let tries = 1; tries < usualTries; tries++) {
          const whole = await read();
          if (whole) return whole;
        }
        throw Object.assign(new Error(say`the answer was cut short`), { code: 'ECONNRESET' });
      } catch (error) {
        if (storeCode(error) === 'NoSuchKey') return undefined;
        throw error;
      }
    });
  }

  put(key: string, bytes: Uint8Array, headers: ObjectHeaders, condition?: Condition) {
    const asked = {
      ...this.#object(key),
      Body: bytes,
      ContentMD5: Buffer.from(md5Of(bytes), 'hex').toString('base64'),
      ...sent(headers)
    };
    const write = async (command: typeof asked) =>
      unquoted((await this.client.send(new this.s3.PutObjectCommand(command))).ETag);
    return this.#ask(say`write ${asked.Key} (${bytes.length} bytes)`, async () => {
      try {
        return await write({ ...asked, ...preconditions(condition) });
      } catch (error) {
        const status = condition && storeStatus(error);
        // 409: another request is writing the object. 404: there is none to match.
        const isNoMatch = status === 404 && storeCode(error) === 'NoSuchKey';
        if (status === 412 || status === 409 || isNoMatch) return undefined;
        // The store has no preconditions. `honoursConditions` finds out.
        if (status === 501) return write(asked);
        throw error;
      }
    });
  }

  copy(from: string, to: string, headers: ObjectHeaders) {
    const asked = {
      ...this.#object(to),
      CopySource: encodeURIComponent(`${this.#bucket}/${this.#prefix}${from}`),
      MetadataDirective: 'REPLACE' as const,
      ...sent(headers)
    };
    return this.#ask(say`copy ${this.#prefix}${from}`, async () => {
      try {
        const { CopyObjectResult } = await this.client.send(new this.s3.CopyObjectCommand(asked));
        return unquoted(CopyObjectResult?.ETag) || undefined;
      } catch (error) {
        const status = storeStatus(error) ?? 0;
        // The object is sent instead.
        if (status >= 400 && status !== 429 && storeCode(error) !== 'NoSuchBucket')
          return undefined;
        throw error;
      }
    });
  }

  /** One request for each, because some stores remove only one object per request. */
  async remove(keys: readonly string[]) {
    await mapConcurrent(keys, requestsAtOnce, (key) => {
      const asked = this.#object(key);
      return this.#ask(say`remove ${asked.Key}`, () =>
        this.client.send(new this.s3.DeleteObjectCommand(asked))
      );
    });
  }
}

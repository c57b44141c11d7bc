import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Refusal } from '../cli/refusal.ts';
import { retryAfter } from '../intake/download-address.ts';
import type { ObjectStore, StoredObject } from './object-store.ts';
import { clockRefusal, mayComeRight, storeCode, storeRefusal, storeStatus } from './store-refusal.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** How long a store is tried; tests pass shorter times. */
export interface Patience {
  tries: number;
  /** The first wait between two tries, in milliseconds; each further one is twice as long. */
  firstWait: number;
  /** The longest wait that a store may ask for, in milliseconds. */
  longestWait: number;
  /** How long nothing may be heard, in milliseconds. */
  silence: number;
}

const usualPatience: Patience = { tries: 6, firstWait: 250, longestWait: 60_000, silence: 60_000 };

/** As many requests as are under way at once. */
export const requestsAtOnce = 16;

/** Where an `s3:` address leads. */
export interface StoreAddress {
  bucket: string;
  /** Without a slash at either end; empty for the bucket itself. */
  prefix: string;
}

/** Returns what an `s3:` address names; undefined for any other word. @throws Refusal when it names no bucket or a way out of it. */
export function storeAddress(asked: string): StoreAddress | undefined {
  if (!asked.startsWith('s3:')) return undefined;
  const [, bucket, rest = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/.*)?)$/.exec(asked) ?? [];
  const prefix = rest.replace(/^\/+|\/+$/g, '');
  if (bucket === undefined || !/^([\w-][\w.-]*(\/[\w-][\w.-]*)*)?$/.test(prefix)) {
    throw new Refusal(`found "${asked}", expected s3://<bucket> or s3://<bucket>/<prefix>, for example s3://newsroom-public/terhubung`);
  }
  return { bucket, prefix };
}

/** The mark of bytes that are sent whole. */
export const markOf = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** An answer whose body ended early is a cut connection, whatever the network says. */
class CutShort extends Error {
  override name = 'CutShort';
}

/**
 * Opens a bucket by the credentials, region and endpoint that the environment names as Amazon's SDK reads them
 * (https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html). Nothing is asked of it yet.
 */
export async function openS3({ bucket, prefix }: StoreAddress, env: Environment, patience: Partial<Patience> = {}): Promise<ObjectStore> {
  // It would warn of a version of Node on every run.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const s3 = await import('@aws-sdk/client-s3');
  const asked = Number(env['AWS_MAX_ATTEMPTS']);
  const { tries, firstWait, longestWait, silence } = { ...usualPatience, ...(asked > 0 ? { tries: asked } : {}), ...patience };
  const endpoint = env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'];
  const named = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'];
  // Stores of others name no region; Amazon's needs one, and the SDK finds it in a profile too.
  const region = named ?? (endpoint !== undefined && env['AWS_PROFILE'] === undefined ? 'us-east-1' : undefined);
  const client = new s3.S3Client({
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    ...(region === undefined ? {} : { region }),
    // Tried again below, where the words for giving up are.
    maxAttempts: 1,
    // Not every store knows the checksums that the SDK would add; every upload carries its MD5.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: Math.min(10_000, silence),
      requestTimeout: silence,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets: requestsAtOnce },
      httpsAgent: { maxSockets: requestsAtOnce }
    }
  });
  let ahead: number | undefined;
  const hear = (headers: Readonly<Record<string, string>> | undefined) => {
    const told = Date.parse(headers?.['date'] ?? '');
    if (!Number.isNaN(told)) ahead = (Date.now() - told) / 1000;
  };
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      hear((result.response as { headers?: Record<string, string> }).headers);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'hearTheTime' }
  );

  /** Asks until it is answered or nothing more is to be hoped for. */
  const ask = async <Answer>(doing: string, run: () => Promise<Answer>): Promise<Answer> => {
    for (let tried = 1; ; tried++) {
      try {
        return await run();
      } catch (error) {
        const headers = (error as { $response?: { headers?: Record<string, string> } }).$response?.headers;
        hear(headers);
        const asks = retryAfter(headers?.['retry-after'], new Date());
        if (asks > longestWait) {
          throw new Refusal(
            `found a store that asks to be left alone for ${Math.ceil(asks / 1000)} s, expected one that answers: run this again then, and only what is missing is sent`
          );
        }
        if (!mayComeRight(error) || tried === tries) {
          throw storeRefusal(error, { doing, bucket, endpoint: endpoint ?? 'Amazon S3', tries: tried, ahead });
        }
        await pause(Math.max(asks, firstWait * 2 ** (tried - 1) * (0.5 + Math.random() / 2)));
      }
    }
  };

  const keyOf = (key: string) => (prefix === '' ? key : `${prefix}/${key}`);
  const own = (key: string) => (prefix === '' ? key : key.slice(prefix.length + 1));
  const unquoted = (mark: string | undefined) => (mark ?? '').replaceAll('"', '');
  /** Whether an answer says that a condition did not hold, or that the store knows no conditions of this kind. */
  const refusedBy = (error: unknown, condition: object | undefined) => condition !== undefined && storeStatus(error) === 412;
  const sent = ({ type, cache, encoding, language }: Parameters<ObjectStore['put']>[2]) => ({
    ContentType: type,
    CacheControl: cache,
    ...(encoding === undefined ? {} : { ContentEncoding: encoding }),
    ...(language === undefined ? {} : { ContentLanguage: language })
  });

  async function listAll(beginning: string, delimiter?: '/') {
    const objects: StoredObject[] = [];
    const folders: string[] = [];
    let token: string | undefined;
    do {
      const page = await ask(`list ${keyOf(beginning) || 'the bucket'}`, () =>
        client.send(
          new s3.ListObjectsV2Command({ Bucket: bucket, Prefix: keyOf(beginning), Delimiter: delimiter, ContinuationToken: token })
        )
      );
      for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
        objects.push({ key: own(Key ?? ''), bytes: Size ?? 0, mark: unquoted(ETag), changed: LastModified ?? new Date(0) });
      }
      for (const { Prefix } of page.CommonPrefixes ?? [])
        folders.push(
          own(Prefix ?? '')
            .slice(beginning.length)
            .replace(/\/$/, '')
        );
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return { objects, folders };
  }

  return {
    name: prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`,
    now() {
      const refusal = clockRefusal(ahead);
      if (refusal) throw refusal;
      return ahead === undefined ? undefined : new Date(Date.now() - ahead * 1000);
    },
    list: async (beginning) => (await listAll(beginning)).objects,
    listFolder: (folder) => listAll(folder, '/'),
    get: (key) =>
      ask(`read ${keyOf(key)}`, async () => {
        try {
          const { Body, ETag, ContentLength } = await client.send(new s3.GetObjectCommand({ Bucket: bucket, Key: keyOf(key) }));
          const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
          if (ContentLength !== undefined && bytes.length !== ContentLength) throw new CutShort('the answer was cut short');
          return { bytes, mark: unquoted(ETag) };
        } catch (error) {
          if (storeCode(error) === 'NoSuchKey') return undefined;
          throw error;
        }
      }),
    put: (key, bytes, headers, condition) =>
      ask(`write ${keyOf(key)} (${bytes.length} bytes)`, async () => {
        const under = condition === undefined ? {} : 'over' in condition ? { IfMatch: `"${condition.over}"` } : { IfNoneMatch: '*' };
        const command = {
          Bucket: bucket,
          Key: keyOf(key),
          Body: bytes,
          ContentMD5: Buffer.from(markOf(bytes), 'hex').toString('base64'),
          ...sent(headers)
        };
        try {
          return unquoted((await client.send(new s3.PutObjectCommand({ ...command, ...under }))).ETag);
        } catch (error) {
          if (refusedBy(error, condition)) return undefined;
          // It knows no such condition, and says so; the probe before the first write has found that out for new objects.
          if (condition && storeStatus(error) === 501) return unquoted((await client.send(new s3.PutObjectCommand(command))).ETag);
          throw error;
        }
      }),
    copy: (from, to, headers) =>
      ask(`copy ${keyOf(from)}`, async () => {
        const CopySource = encodeURIComponent(`${bucket}/${keyOf(from)}`);
        try {
          const { CopyObjectResult } = await client.send(
            new s3.CopyObjectCommand({ Bucket: bucket, Key: keyOf(to), CopySource, MetadataDirective: 'REPLACE', ...sent(headers) })
          );
          return unquoted(CopyObjectResult?.ETag) || undefined;
        } catch (error) {
          if (mayComeRight(error) || storeCode(error) === 'NoSuchBucket') throw error;
          return undefined;
        }
      }),
    async remove(keys) {
      for (let at = 0; at < keys.length; at += 1000) {
        const Objects = keys.slice(at, at + 1000).map((key) => ({ Key: keyOf(key) }));
        const refused = await ask(`remove ${Objects[0]?.Key}`, async () => {
          try {
            return (await client.send(new s3.DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }))).Errors ?? [];
          } catch (error) {
            if (![400, 405, 501].includes(storeStatus(error) ?? 0)) throw error;
            // Some stores remove one at a time only.
            for (const { Key } of Objects) await client.send(new s3.DeleteObjectCommand({ Bucket: bucket, Key }));
            return [];
          }
        });
        const [first] = refused;
        if (first)
          throw storeRefusal(
            { Code: first.Code, message: first.Message },
            { doing: `remove ${first.Key}`, bucket, endpoint: endpoint ?? 'Amazon S3', tries: 1 }
          );
      }
    },
    async begun() {
      try {
        const { Uploads = [] } = await ask('list unfinished uploads', () =>
          client.send(new s3.ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix === '' ? undefined : `${prefix}/` }))
        );
        return Uploads.map(({ Key }) => own(Key ?? ''));
      } catch (error) {
        // Not every store lists them, and nothing depends on them.
        if (error instanceof Refusal) return [];
        throw error;
      }
    }
  };
}

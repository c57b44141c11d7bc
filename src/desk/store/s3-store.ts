import { createHash } from 'node:crypto';
import { Refusal } from '../cli/desk-io.ts';
import type { Condition, ObjectHeaders, ObjectStore, StoredObject } from './object-store.ts';
import { RetryingClient, type Environment, type S3 } from './s3-client.ts';
import { isRetryable, storeCode, storeStatus } from './store-refusal.ts';

type StoreAddress = NonNullable<ReturnType<typeof storeAddress>>;

/** Parses an `s3:` address; undefined for a folder. @throws Refusal. */
export function storeAddress(asked: string) {
  if (!asked.startsWith('s3:')) return undefined;
  const [, bucket, rest = ''] =
    /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:\/.*)?)$/.exec(asked) ?? [];
  const prefix = rest.replace(/^\/+|\/+$/g, '');
  if (bucket === undefined || !/^([\w-][\w.-]*(\/[\w-][\w.-]*)*)?$/.test(prefix)) {
    throw new Refusal(
      'store-address',
      `“${asked}” is not the address of a store.`,
      'Write s3://<bucket> or s3://<bucket>/<prefix>, for example s3://newsroom-public/terhubung.'
    );
  }
  return { bucket, prefix };
}

export const md5Of = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');

/** A body that ended early: retried like a network error. */
class CutShort extends Error {
  override name = 'CutShort';
}

/** Opens a bucket with the standard AWS variables. Sends no request yet. */
export async function openS3(address: StoreAddress, env: Environment): Promise<ObjectStore> {
  // Else the SDK warns about the Node version on every run.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const s3 = await import('@aws-sdk/client-s3');
  return new S3Store(s3, new RetryingClient(s3, address.bucket, env), address);
}

const unquoted = (etag: string | undefined) => (etag ?? '').replaceAll('"', '');

const sent = ({ type, cache, encoding, language }: ObjectHeaders) => ({
  ContentType: type,
  CacheControl: cache,
  ...(encoding === undefined ? {} : { ContentEncoding: encoding }),
  ...(language === undefined ? {} : { ContentLanguage: language })
});

class S3Store implements ObjectStore {
  readonly name: string;
  readonly #bucket: string;
  readonly #prefix: string;

  constructor(
    private readonly s3: S3,
    private readonly client: RetryingClient,
    { bucket, prefix }: StoreAddress
  ) {
    this.name = prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`;
    this.#bucket = bucket;
    this.#prefix = prefix === '' ? '' : `${prefix}/`;
  }

  readonly #keyOf = (key: string) => this.#prefix + key;
  readonly #own = (key = '') => key.slice(this.#prefix.length);

  readonly now = () => this.client.now();
  readonly list = async (prefix: string) => (await this.#listAll(prefix)).objects;
  readonly listFolder = (folder: string) => this.#listAll(folder, '/');

  async #listAll(prefix: string, delimiter?: '/') {
    const objects: StoredObject[] = [];
    const folders: string[] = [];
    const Prefix = this.#keyOf(prefix);
    let token: string | undefined;
    do {
      const asked = {
        Bucket: this.#bucket,
        Prefix,
        Delimiter: delimiter,
        ContinuationToken: token
      };
      const page = await this.client.ask(`list ${Prefix || 'the bucket'}`, () =>
        this.client.send(new this.s3.ListObjectsV2Command(asked))
      );
      for (const { Key, Size, ETag, LastModified } of page.Contents ?? []) {
        objects.push({
          key: this.#own(Key),
          bytes: Size ?? 0,
          etag: unquoted(ETag),
          modified: LastModified ?? new Date(0)
        });
      }
      for (const { Prefix: folder = '' } of page.CommonPrefixes ?? [])
        folders.push(folder.slice(Prefix.length).replace(/\/$/, ''));
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token !== undefined);
    return { objects, folders };
  }

  get(key: string): Promise<{ bytes: Uint8Array; etag: string } | undefined> {
    const asked = { Bucket: this.#bucket, Key: this.#keyOf(key) };
    return this.client.ask(`read ${asked.Key}`, async () => {
      try {
        const { Body, ETag, ContentLength } = await this.client.send(
          new this.s3.GetObjectCommand(asked)
        );
        const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
        if (ContentLength !== undefined && bytes.length !== ContentLength)
          throw new CutShort('the answer was cut short');
        return { bytes, etag: unquoted(ETag) };
      } catch (error) {
        if (storeCode(error) === 'NoSuchKey') return undefined;
        throw error;
      }
    });
  }

  put(
    key: string,
    bytes: Uint8Array,
    headers: ObjectHeaders,
    condition?: Condition
  ): Promise<string | undefined> {
    const precondition =
      condition === undefined
        ? {}
        : 'ifMatch' in condition
          ? { IfMatch: `"${condition.ifMatch}"` }
          : { IfNoneMatch: condition.ifNoneMatch };
    const asked = {
      Bucket: this.#bucket,
      Key: this.#keyOf(key),
      Body: bytes,
      ContentMD5: Buffer.from(md5Of(bytes), 'hex').toString('base64'),
      ...sent(headers)
    };
    const write = async (command: typeof asked) =>
      unquoted((await this.client.send(new this.s3.PutObjectCommand(command))).ETag);
    return this.client.ask(`write ${asked.Key} (${bytes.length} bytes)`, async () => {
      try {
        return await write({ ...asked, ...precondition });
      } catch (error) {
        if (condition && storeStatus(error) === 412) return undefined;
        // The store has no such condition; `supportsConditions` has checked If-None-Match.
        if (condition && storeStatus(error) === 501) return write(asked);
        throw error;
      }
    });
  }

  copy(from: string, to: string, headers: ObjectHeaders): Promise<string | undefined> {
    const CopySource = encodeURIComponent(`${this.#bucket}/${this.#keyOf(from)}`);
    const asked = {
      Bucket: this.#bucket,
      Key: this.#keyOf(to),
      CopySource,
      MetadataDirective: 'REPLACE',
      ...sent(headers)
    } as const;
    return this.client.ask(`copy ${this.#keyOf(from)}`, async () => {
      try {
        const { CopyObjectResult } = await this.client.send(new this.s3.CopyObjectCommand(asked));
        return unquoted(CopyObjectResult?.ETag) || undefined;
      } catch (error) {
        if (isRetryable(error) || storeCode(error) === 'NoSuchBucket') throw error;
        return undefined;
      }
    });
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += 1000) {
      const Objects = keys.slice(at, at + 1000).map((key) => ({ Key: this.#keyOf(key) }));
      const asked = { Bucket: this.#bucket, Delete: { Objects, Quiet: true } };
      const [refused] = await this.client.ask(`remove ${Objects[0]?.Key}`, async () => {
        try {
          return (await this.client.send(new this.s3.DeleteObjectsCommand(asked))).Errors ?? [];
        } catch (error) {
          if (![400, 405, 501].includes(storeStatus(error) ?? 0)) throw error;
          // Some stores only remove one object per request.
          for (const { Key } of Objects)
            await this.client.send(new this.s3.DeleteObjectCommand({ Bucket: this.#bucket, Key }));
          return [];
        }
      });
      if (refused)
        throw this.client.refusal(
          { Code: refused.Code, message: refused.Message },
          `remove ${refused.Key}`,
          1
        );
    }
  }

  async multipartUploads(): Promise<string[]> {
    const asked = { Bucket: this.#bucket, Prefix: this.#prefix || undefined };
    try {
      const { Uploads = [] } = await this.client.ask('list multipart uploads', () =>
        this.client.send(new this.s3.ListMultipartUploadsCommand(asked))
      );
      return Uploads.map(({ Key }) => this.#own(Key));
    } catch (error) {
      if (error instanceof Refusal) return [];
      throw error;
    }
  }
}

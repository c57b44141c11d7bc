import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Client, errors, type Dispatcher } from 'undici';
import { counted } from '../../locale/counted.ts';
import { checkDownloadAddress, checkRedirect, retryAfter, retryCodes } from './download-address.ts';
import { Refusal } from '../cli/desk-io.ts';
import { codeOf, onDisk } from '../files/disk-refusal.ts';

/** In milliseconds and bytes: generous for a slow network, and finite. */
export const usualLimits = {
  /** Until the connection is up, with TLS. */
  connect: 15_000,
  stall: 30_000,
  /** Total, with pauses between tries. */
  total: 600_000,
  /** As much as `take` reads. */
  bytes: 64 * 1024 * 1024,
  tries: 3,
  redirects: 5,
  /** Wait before the second try, doubled for each later one, less a random half. */
  pause: 1000,
  /** Also for a server that asks for a pause. */
  longestPause: 60_000
};

export type DownloadLimits = Readonly<typeof usualLimits>;

export interface DownloadTools {
  now(): Date;
  random(): number;
  /** Rejects with the signal's reason when it aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Called for each failed try that is followed by another. */
  failed(failure: FailedTry, pause: number): void;
  /** Called after each part; the server may not announce the total. */
  progress(received: number, total: number | undefined): void;
  /** Aborted with an error to throw when the user stops it. */
  signal: AbortSignal;
}

export type Downloaded = Awaited<ReturnType<typeof download>>;

/** A try that failed for a reason that may pass; its message is a sentence. */
class FailedTry extends Error {
  /** @param pause in milliseconds, as the server asked. */
  constructor(
    readonly kind: string,
    message: string,
    readonly pause = 0
  ) {
    super(message);
  }
}

const redirects = new Set([301, 302, 303, 307, 308]);

const cutCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);

const bytesOf = (bytes: number) => counted(bytes, 'byte');
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toLocaleString('en')} s`;

/**
 * Downloads over https (or http to this machine) to a new file at `path`. Each try starts over: the
 * tables are small. After an error the caller removes the file.
 * @throws Refusal when no whole file comes; the signal's reason when stopped.
 */
export async function download(
  address: string,
  path: string,
  limits: DownloadLimits,
  tools: DownloadTools
) {
  const start = checkDownloadAddress(address);
  const file = await open(path, 'wx');
  const late = new AbortController();
  const tooLate = new Refusal(
    'download-timeout',
    `${start.href} was not complete after ${seconds(limits.total)}.`,
    'Try again when the network is faster.'
  );
  const until = setTimeout(() => late.abort(tooLate), limits.total);
  const ending = AbortSignal.any([tools.signal, late.signal]);
  try {
    for (let tries = 1; ; tries++) {
      try {
        // An earlier try may have written a part.
        await file.truncate(0);
        return { ...(await tryOnce(start, file, limits, tools, ending)), tries };
      } catch (error) {
        ending.throwIfAborted();
        if (!(error instanceof FailedTry)) throw error;
        if (tries >= limits.tries || error.pause > limits.longestPause) {
          const asks = error.pause > 0 ? ` It asks to wait ${seconds(error.pause)}.` : '';
          throw new Refusal(
            error.kind,
            `${error.message}${asks} This was the last of ${counted(tries, 'try', 'tries')} of ${start.href}.`,
            'Try again later, or open the address in a browser.'
          );
        }
        const pause = Math.max(
          error.pause,
          Math.min(limits.pause * 2 ** (tries - 1), limits.longestPause) * (1 - tools.random() / 2)
        );
        tools.failed(error, pause);
        await tools.wait(pause, ending);
      }
    }
  } finally {
    clearTimeout(until);
    await file.close();
  }
}

/** Makes one try, through all redirects; `answeredBy` is the last address. */
async function tryOnce(
  start: URL,
  file: FileHandle,
  limits: DownloadLimits,
  tools: DownloadTools,
  signal: AbortSignal
) {
  let url = start;
  for (let hops = 0; ; hops++) {
    if (hops > limits.redirects) {
      throw new Refusal(
        'too-many-redirects',
        `${start.href} redirects more than ${limits.redirects} times.`,
        'Open it in a browser, and give the address that they lead to.'
      );
    }
    // A kept-alive connection may be dead, and nothing else is requested.
    const client = new Client(url.origin, {
      connectTimeout: limits.connect,
      headersTimeout: limits.stall,
      bodyTimeout: limits.stall
    });
    // Bytes after the announced end break the connection with “bad response”, after the answer has
    // seemed complete.
    let broken: Error | undefined;
    client.on('disconnect', (_origin, _targets, error) => (broken = error));
    try {
      const response = await client.request({
        method: 'GET',
        path: url.pathname + url.search,
        headers: usualHeaders,
        signal
      });
      if (redirects.has(response.statusCode)) {
        url = checkRedirect(headerOf(response, 'location'), url);
        continue;
      }
      checkStatus(response, url, tools.now());
      const received = await receive(response, url, file, limits, tools);
      await client.close();
      if (broken?.message === 'bad response')
        throw new Refusal(
          'more-than-announced',
          `${url.host} sent more than the ${bytesOf(received.bytes)} that it announced.`,
          'Try again later.'
        );
      return { ...received, answeredBy: url.href };
    } catch (error) {
      throw translated(error, url, limits);
    } finally {
      await client.destroy();
    }
  }
}

const usualHeaders = {
  accept: 'text/csv, application/zip, */*;q=0.5',
  'accept-encoding': 'identity',
  'user-agent': 'terhubung/0.1 (newsroom data desk)'
};

type Response = Dispatcher.ResponseData;

function headerOf({ headers }: Response, name: string): string | undefined {
  const found = headers[name];
  return Array.isArray(found) ? found[0] : found;
}

function translated(error: unknown, url: URL, limits: DownloadLimits): unknown {
  const code = codeOf(error) ?? '';
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new FailedTry(
      'connect-timeout',
      `There was no connection after ${seconds(limits.connect)}.`
    );
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return new FailedTry('stalled', `No byte came for ${seconds(limits.stall)}.`);
  if (code === 'ENOTFOUND')
    return new Refusal(
      'unknown-host',
      `There is no server named ${url.hostname}.`,
      'Check the address and the network.'
    );
  if (code === 'ECONNREFUSED') return new FailedTry('not-listening', 'No server is listening.');
  if (cutCodes.has(code) || retryCodes.includes(code))
    return new FailedTry('connection-lost', `The connection was lost (${code}).`);
  if (error instanceof errors.HTTPParserError)
    return new Refusal(
      'not-http',
      `The answer of ${url.host} is not HTTP (${error.message}).`,
      `Open ${url.href} in a browser.`
    );
  if (
    /^(CERT_|DEPTH_|ERR_TLS|ERR_SSL|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|INVALID_CA|EPROTO)/.test(code)
  )
    return new Refusal(
      'bad-certificate',
      `The certificate of ${url.host} cannot be trusted (${code}).`,
      'Check the address, and the clock of this computer.'
    );
  return error;
}

/** @throws FailedTry for a status that may pass, Refusal for any other without a file. */
function checkStatus(response: Response, url: URL, now: Date): void {
  const status = response.statusCode;
  if (status === 200) return;
  if (status === 408 || status === 429 || status >= 500) {
    throw new FailedTry(
      'http-status',
      `The server answered HTTP ${status}.`,
      retryAfter(headerOf(response, 'retry-after'), now)
    );
  }
  const why =
    status === 401 || status === 403
      ? 'the publisher restricts access'
      : 'the publisher may have moved the file';
  throw new Refusal(
    'http-status',
    `${url.href} answered HTTP ${status}: ${why}.`,
    'Open the address in a browser.'
  );
}

async function receive(
  response: Response,
  url: URL,
  file: FileHandle,
  limits: DownloadLimits,
  tools: DownloadTools
) {
  const encoding = headerOf(response, 'content-encoding') ?? 'identity';
  if (encoding !== 'identity')
    throw new Refusal(
      'encoded',
      `${url.href} answered with the encoding ${JSON.stringify(encoding)}.`,
      'Download the file in a browser and take it.'
    );
  const checkSize = (size: number, how: string) => {
    if (size > limits.bytes)
      throw new Refusal(
        'download-too-large',
        `${url.href} ${how} the limit of ${bytesOf(limits.bytes)}.`,
        'This is not the table: check the address in a browser.'
      );
  };
  const length = headerOf(response, 'content-length');
  const total = length === undefined ? undefined : Number(length);
  checkSize(total ?? 0, `announces ${bytesOf(total ?? 0)}, more than`);
  const hash = createHash('sha256');
  let bytes = 0;
  const cutOff = () =>
    new FailedTry(
      'cut-off',
      `The file was cut off after ${bytesOf(bytes)}${total === undefined ? '' : ` of ${bytesOf(total)}`}.`
    );
  tools.progress(bytes, total);
  try {
    for await (const part of response.body as AsyncIterable<Buffer>) {
      checkSize(bytes + part.length, 'sends more than');
      await onDisk(file.write(part, 0, part.length, bytes), 'of temporary files (TMPDIR)');
      hash.update(part);
      bytes += part.length;
      tools.progress(bytes, total);
    }
  } catch (error) {
    throw cutCodes.has(codeOf(error) ?? '') ? cutOff() : error;
  }
  if (total !== undefined && bytes !== total) throw cutOff();
  return { bytes, sha256: hash.digest('hex') };
}

import { createHash, type Hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Client, errors, type Dispatcher } from 'undici';
import { counted } from '../../locale/counted.ts';
import { checkAddress, checkRedirect, passingCodes, retryAfter } from './download-address.ts';
import { Refusal } from '../cli/desk-io.ts';
import { codeOf } from '../files/disk-refusal.ts';

/**
 * Generous for a slow network in the morning, and still an end to everything. Times in
 * milliseconds.
 */
export const usualLimits = {
  /** Until the connection stands, with its encryption. */
  connect: 15_000,
  /** Without a byte. */
  stall: 30_000,
  /** All in all, pauses between tries included. */
  total: 600_000,
  bytes: 256 * 1024 * 1024,
  tries: 3,
  redirects: 5,
  /**
   * The pause before the second try; doubled before each further one, then shortened by chance by
   * up to a half.
   */
  pause: 1000,
  /** The longest pause, also for a server that asks for one. */
  longestPause: 60_000
};

/** What a download may take. */
export type DownloadLimits = Readonly<typeof usualLimits>;

/** What a download needs besides the network; tests pass their own. */
export interface DownloadTools {
  now(): Date;
  /** From 0 to below 1. */
  random(): number;
  /** Waits some milliseconds; rejects with the signal's reason when it aborts. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Told once for each try that failed and is followed by another. */
  failed(why: string, pause: number): void;
  /** Told after each part; `total` is unknown when the server does not announce it. */
  progress(received: number, total: number | undefined): void;
  /** Aborted with an error to throw: the user stopped it. */
  signal: AbortSignal;
}

/**
 * A file that has arrived whole, as far as anybody can tell, from the address that answered, after
 * redirects.
 */
export type Downloaded = Awaited<ReturnType<typeof download>>;

/** A try that failed for a reason that may have passed a moment later. */
class Passing extends Error {
  /** @param pause what the server asked for, in milliseconds. */
  constructor(
    message: string,
    readonly pause = 0
  ) {
    super(message);
  }
}

/** What has arrived so far, kept from one try to the next. */
interface Arriving {
  file: FileHandle;
  hash: Hash;
  received: number;
  total: number | undefined;
  /**
   * The strong ETag, or the date, of what has arrived; nothing can be resumed without one (RFC
   * 9110, 13.1.5).
   */
  validator: string | undefined;
  resumed: boolean;
}

const nothingYet = (): Omit<Arriving, 'file'> => ({
  hash: createHash('sha256'),
  received: 0,
  total: undefined,
  validator: undefined,
  resumed: false
});

const redirects = new Set([301, 302, 303, 307, 308]);

/** The other side went away. */
const cutCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);

const unit = (bytes: number) => counted(bytes, 'byte');
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toLocaleString('en')} s`;

/**
 * Downloads a file over https (or http to this machine) to a new file at `path`, trying again what
 * may have passed and going on where it was cut off, if the server proves it the same (RFC 9110,
 * 14.2). The caller removes what an error leaves.
 * @throws Refusal when no whole file comes; the signal's reason when stopped.
 */
export async function download(
  address: string,
  path: string,
  limits: DownloadLimits,
  tools: DownloadTools
) {
  const start = checkAddress(address);
  const file = await open(path, 'wx');
  const late = new AbortController();
  const tooLate = `found ${start.href} not finished after ${seconds(limits.total)}, expected the whole file: try again when the network is faster`;
  const until = setTimeout(() => late.abort(new Refusal(tooLate)), limits.total);
  const ending = AbortSignal.any([tools.signal, late.signal]);
  const arriving: Arriving = { file, ...nothingYet() };
  try {
    for (let tries = 1; ; tries++) {
      try {
        const answeredBy = await tryOnce(start, arriving, limits, tools, ending);
        return {
          bytes: arriving.received,
          sha256: arriving.hash.digest('hex'),
          answeredBy,
          tries,
          resumed: arriving.resumed
        };
      } catch (error) {
        ending.throwIfAborted();
        if (!(error instanceof Passing)) throw error;
        if (tries >= limits.tries) {
          throw new Refusal(
            `found ${error.message} at ${start.href}, the last of ${tries} tries, expected the file: try again later, or open the address in a browser`
          );
        }
        if (error.pause > limits.longestPause) {
          throw new Refusal(
            `found ${error.message} at ${start.href}; the server asks to wait ${seconds(error.pause)}, expected ${seconds(limits.longestPause)} at most: try again then`
          );
        }
        const pause = Math.max(
          error.pause,
          Math.min(limits.pause * 2 ** (tries - 1), limits.longestPause) * (1 - tools.random() / 2)
        );
        tools.failed(error.message, pause);
        await tools.wait(pause, ending);
      }
    }
  } finally {
    clearTimeout(until);
    await file.close();
  }
}

/** One try, through all redirects; returns the address that gave the file. */
async function tryOnce(
  start: URL,
  arriving: Arriving,
  limits: DownloadLimits,
  tools: DownloadTools,
  signal: AbortSignal
): Promise<string> {
  const visited = new Set<string>();
  for (let url = start; ;) {
    if (visited.has(url.href))
      throw new Refusal(
        `found redirects in a circle at ${url.href}, expected the file: check the address in a browser`
      );
    visited.add(url.href);
    if (visited.size > limits.redirects + 1) {
      throw new Refusal(
        `found more than ${limits.redirects} redirects from ${start.href}, expected the file: give the address they lead to`
      );
    }
    // A connection of its own: one that was kept from before may be dead, and nothing else is
    // asked.
    const client = new Client(url.origin, {
      connectTimeout: limits.connect,
      headersTimeout: limits.stall,
      bodyTimeout: limits.stall
    });
    // What follows the announced end is a “bad response” to nothing: it breaks the connection when
    // the answer has seemed whole.
    let broken: Error | undefined;
    let begun = false;
    client.on('disconnect', (_origin, _targets, error) => (broken = error));
    try {
      const response = await client.request({
        method: 'GET',
        path: url.pathname + url.search,
        headers: { ...usualHeaders, ...rangeHeaders(arriving) },
        signal
      });
      if (redirects.has(response.statusCode)) {
        url = checkRedirect(headerOf(response, 'location'), url);
        continue;
      }
      checkStatus(response, url, arriving, tools.now());
      begin(response, url, arriving);
      begun = true;
      await receive(response, url, arriving, limits, tools);
      await client.close();
      if (broken?.message === 'bad response' && arriving.total !== undefined) {
        throw new Refusal(
          `found more than the ${unit(arriving.total)} that ${url.host} announced, expected just as many: nobody can know which are true; try again later`
        );
      }
      return url.href;
    } catch (error) {
      if (begun && cutCodes.has(codeOf(error) ?? '')) throw cutOff(arriving);
      throw named(error, url, limits);
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

/** Returns the only header of that name, or the first. */
function headerOf({ headers }: Response, name: string): string | undefined {
  const found = headers[name];
  return Array.isArray(found) ? found[0] : found;
}

function rangeHeaders({ received, validator }: Arriving): Record<string, string> {
  return received > 0 && validator !== undefined
    ? { range: `bytes=${received}-`, 'if-range': validator }
    : {};
}

/** Returns a network error as what it means for the user; anything else as it is. */
function named(error: unknown, url: URL, limits: DownloadLimits): unknown {
  const code = codeOf(error) ?? '';
  if (code === 'UND_ERR_CONNECT_TIMEOUT')
    return new Passing(`no connection after ${seconds(limits.connect)}`);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return new Passing(`no byte for ${seconds(limits.stall)}`);
  if (cutCodes.has(code)) return new Passing(`a lost connection (${code})`);
  if (code === 'ENOTFOUND')
    return new Refusal(
      `found no server named ${url.hostname}, expected one: check the address and the network`
    );
  if (passingCodes.includes(code))
    return new Passing(
      code === 'ECONNREFUSED' ? 'no server listening' : `a lost connection (${code})`
    );
  if (error instanceof errors.HTTPParserError)
    return new Refusal(
      `found an answer of ${url.host} that is not HTTP (${error.message}), expected a file: open ${url.href} in a browser`
    );
  if (
    /^(CERT_|DEPTH_|ERR_TLS|ERR_SSL|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|INVALID_CA|EPROTO)/.test(code)
  ) {
    return new Refusal(
      `found ${url.host} without a certificate that can be trusted (${code}), expected one: check the address, and the clock of this computer`
    );
  }
  return error;
}

/** @throws Passing for what may pass, Refusal for any other status without a file in it. */
function checkStatus(response: Response, url: URL, arriving: Arriving, now: Date): void {
  const status = response.statusCode;
  if (status === 200) return;
  const askedForRest = 'range' in rangeHeaders(arriving);
  if (status === 206 && askedForRest) return;
  if (status === 416 && askedForRest) {
    forget(arriving);
    throw new Passing('HTTP 416, the rest of a file that has changed');
  }
  if (status === 408 || status === 429 || status >= 500) {
    throw new Passing(`HTTP ${status}`, retryAfter(headerOf(response, 'retry-after'), now));
  }
  const advice =
    status === 401 || status === 403
      ? 'the publisher does not give it to everybody'
      : 'the publisher may have moved it';
  throw new Refusal(
    `found HTTP ${status} at ${url.href}, expected the file: ${advice}; open the address in a browser`
  );
}

/**
 * Nothing that has arrived counts any more. The file itself is written over by what comes next, and
 * cut at its end.
 */
function forget(arriving: Arriving): void {
  Object.assign(arriving, nothingYet());
}

function validatorOf(response: Response): string | undefined {
  const etag = headerOf(response, 'etag');
  if (etag !== undefined) return etag.startsWith('W/') ? undefined : etag;
  return headerOf(response, 'last-modified');
}

/** Sets up what arrives for this answer: a part that follows on, or everything from the start. */
function begin(response: Response, url: URL, arriving: Arriving): void {
  const encoding = headerOf(response, 'content-encoding') ?? 'identity';
  if (encoding !== 'identity') {
    throw new Refusal(
      `found ${url.href} encoded as ${JSON.stringify(encoding)}, expected the file as it is: download it in a browser and take it`
    );
  }
  const announced = headerOf(response, 'content-length');
  const length = announced === undefined ? undefined : Number(announced);
  if (response.statusCode !== 206) {
    forget(arriving);
    arriving.total = length;
    arriving.validator = validatorOf(response);
    return;
  }
  const range = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headerOf(response, 'content-range') ?? '');
  const from = Number(range?.[1]);
  const whole = range?.[3] === '*' ? arriving.total : Number(range?.[3]);
  const fits =
    from === arriving.received &&
    (arriving.total === undefined || whole === arriving.total) &&
    (length === undefined || length === Number(range?.[2]) + 1 - from) &&
    // Another file under the same address, although it was asked for only if it is the same.
    (validatorOf(response) ?? arriving.validator) === arriving.validator;
  if (!fits) {
    forget(arriving);
    throw new Passing('another part of the file than the one asked for');
  }
  arriving.total = whole;
  arriving.resumed = true;
}

async function receive(
  response: Response,
  url: URL,
  arriving: Arriving,
  limits: DownloadLimits,
  tools: DownloadTools
): Promise<void> {
  const tooLong = (bytes: number, how: string) => {
    if (bytes > limits.bytes) {
      throw new Refusal(
        `found ${how} at ${url.href}, expected ${unit(limits.bytes)} at most: this is not the table; check the address in a browser`
      );
    }
  };
  tooLong(arriving.total ?? 0, `a file of ${unit(arriving.total ?? 0)}`);
  tools.progress(arriving.received, arriving.total);
  for await (const part of response.body as AsyncIterable<Buffer>) {
    tooLong(arriving.received + part.length, 'more bytes');
    await arriving.file.write(part, 0, part.length, arriving.received).catch(refuseFull);
    arriving.hash.update(part);
    arriving.received += part.length;
    tools.progress(arriving.received, arriving.total);
  }
  if (arriving.total !== undefined && arriving.received !== arriving.total) throw cutOff(arriving);
  // What a try before wrote, of a longer file that is forgotten.
  await arriving.file.truncate(arriving.received).catch(refuseFull);
}

const cutOff = ({ received, total }: Arriving) =>
  new Passing(
    total === undefined
      ? `a file cut off after ${unit(received)}`
      : `${unit(received)} of the ${unit(total)} announced`
  );

/**
 * @throws Refusal where the disk that temporary files are written to is full; else the error
 * itself.
 */
function refuseFull(error: unknown): never {
  if (codeOf(error) !== 'ENOSPC' && codeOf(error) !== 'EDQUOT') throw error;
  throw new Refusal(
    'found the disk for temporary files full, expected room for the download: make room, or set TMPDIR to another disk'
  );
}

import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Client, errors, type Dispatcher } from 'undici';
import { counted } from '../../locale/counted.ts';
import { checkDownloadAddress, checkRedirect } from './download-address.ts';
import { Refusal } from '../cli/desk-io.ts';
import { codeOf, onDisk } from '../files/disk-refusal.ts';
import { say } from '../../locale/say.ts';

/** In milliseconds and bytes: generous for a slow network, and finite. */
export const usualLimits = {
  /** Until the connection is up, with TLS. */
  connect: 15_000,
  stall: 30_000,
  total: 600_000,
  /** As much as `take` reads. */
  bytes: 64 * 1024 * 1024,
  redirects: 5
};

export type DownloadLimits = Readonly<typeof usualLimits>;

export type Downloaded = Awaited<ReturnType<typeof download>>;

/** A temporary fault. */
const passing = (kind: string, { href }: URL, wrong: string) =>
  new Refusal(
    kind,
    say`${href} was not downloaded: ${wrong}.`,
    say`Try again later, or open the address in a browser.`
  );

const redirects = new Set([301, 302, 303, 307, 308]);

const cutCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH']);
const lostCodes = new Set([
  ...cutCodes,
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH'
]);

const bytesOf = (bytes: number) => counted(bytes, 'byte');
const seconds = (milliseconds: number) => `${(milliseconds / 1000).toLocaleString('en')} s`;

/**
 * Downloads over https (or http to this machine) to a new file at `path`. After an error the
 * caller removes the file.
 * @param stopping aborted with an error to throw when the user stops it.
 * @throws Refusal when no whole file comes; the signal's reason when stopped.
 */
export async function download(
  address: string,
  path: string,
  limits: DownloadLimits,
  stopping: AbortSignal
) {
  const start = checkDownloadAddress(address);
  const file = await open(path, 'wx');
  const late = new AbortController();
  const tooLate = new Refusal(
    'download-timeout',
    say`${start.href} was not complete after ${seconds(limits.total)}.`,
    say`Try again when the network is faster.`
  );
  const until = setTimeout(() => late.abort(tooLate), limits.total);
  const ending = AbortSignal.any([stopping, late.signal]);
  try {
    return await fetchFile(start, file, limits, ending);
  } catch (error) {
    ending.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(until);
    await file.close();
  }
}

/** Follows all redirects; `answeredBy` is the last address. */
async function fetchFile(
  start: URL,
  file: FileHandle,
  limits: DownloadLimits,
  signal: AbortSignal
) {
  let url = start;
  for (let hops = 0; ; hops++) {
    if (hops > limits.redirects) {
      throw new Refusal(
        'too-many-redirects',
        say`${start.href} redirects more than ${limits.redirects} times.`,
        say`Open it in a browser, and give the address that they lead to.`
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
      checkStatus(response, url);
      const received = await receive(response, url, file, limits);
      await client.close();
      if (broken?.message === 'bad response')
        throw new Refusal(
          'more-than-announced',
          say`${url.host} sent more than the ${bytesOf(received.bytes)} that it announced.`,
          say`Try again later.`
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
    return passing('connect-timeout', url, say`no connection after ${seconds(limits.connect)}`);
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
    return passing('stalled', url, say`no byte came for ${seconds(limits.stall)}`);
  if (code === 'ENOTFOUND')
    return new Refusal(
      'unknown-host',
      say`There is no server named ${url.hostname}.`,
      say`Check the address and the network.`
    );
  if (code === 'ECONNREFUSED') return passing('not-listening', url, say`no server is listening`);
  if (lostCodes.has(code))
    return passing('connection-lost', url, say`the connection was lost (${code})`);
  if (error instanceof errors.HTTPParserError)
    return new Refusal(
      'not-http',
      say`The answer of ${url.host} is not HTTP (${error.message}).`,
      say`Open ${url.href} in a browser.`
    );
  if (
    /^(CERT_|DEPTH_|ERR_TLS|ERR_SSL|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|INVALID_CA|EPROTO)/.test(code)
  )
    return new Refusal(
      'bad-certificate',
      say`The certificate of ${url.host} cannot be trusted (${code}).`,
      say`Check the address, and the clock of this computer.`
    );
  return error;
}

/** @throws Refusal for a status without a file. */
function checkStatus({ statusCode: status }: Response, url: URL): void {
  if (status === 200) return;
  if (status === 408 || status === 429 || status >= 500)
    throw passing('http-status', url, say`the server answered HTTP ${status}`);
  const why =
    status === 401 || status === 403
      ? say`the publisher restricts access`
      : say`the publisher may have moved the file`;
  throw new Refusal(
    'http-status',
    say`${url.href} answered HTTP ${status}: ${why}.`,
    say`Open the address in a browser.`
  );
}

async function receive(response: Response, url: URL, file: FileHandle, limits: DownloadLimits) {
  const encoding = headerOf(response, 'content-encoding') ?? 'identity';
  if (encoding !== 'identity')
    throw new Refusal(
      'encoded',
      say`${url.href} answered with the encoding ${JSON.stringify(encoding)}.`,
      say`Download the file in a browser and take it.`
    );
  const checkSize = (size: number, how: string) => {
    if (size > limits.bytes)
      throw new Refusal(
        'download-too-large',
        say`${url.href} ${how} the limit of ${bytesOf(limits.bytes)}.`,
        say`This is not the table: check the address in a browser.`
      );
  };
  const length = headerOf(response, 'content-length');
  const total = length === undefined ? undefined : Number(length);
  checkSize(total ?? 0, say`announces ${bytesOf(total ?? 0)}, more than`);
  const hash = createHash('sha256');
  let bytes = 0;
  const cutOff = () =>
    passing(
      'cut-off',
      url,
      say`it was cut off after ${bytesOf(bytes)}${total === undefined ? '' : say` of ${bytesOf(total)}`}`
    );
  try {
    for await (const part of response.body as AsyncIterable<Buffer>) {
      checkSize(bytes + part.length, say`sends more than`);
      await onDisk(file.write(part, 0, part.length, bytes), say`of temporary files (TMPDIR)`);
      hash.update(part);
      bytes += part.length;
    }
  } catch (error) {
    throw cutCodes.has(codeOf(error) ?? '') ? cutOff() : error;
  }
  if (total !== undefined && bytes !== total) throw cutOff();
  return { bytes, sha256: hash.digest('hex') };
}

import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { Agent, request, type Dispatcher } from 'undici';
import { say, counted } from '#locale/say.ts';
import { Refusal, refuse } from '../cli/desk-io.ts';
import type { Watched } from '../cli/progress.ts';
import { codeOf, onDisk } from '../files/disk-refusal.ts';

/** In milliseconds and bytes: generous for a slow network, and finite. */
export const usualLimits = {
  connect: 15_000,
  stall: 30_000,
  total: 600_000,
  bytes: 64 * 1024 * 1024,
  redirects: 5
};

export type DownloadLimits = Readonly<typeof usualLimits> & Watched;

export type Downloaded = Awaited<ReturnType<typeof download>>;

const headers = {
  accept: 'text/csv, application/zip, */*;q=0.5',
  'accept-encoding': 'identity',
  'user-agent': 'terhubung/0.1 (newsroom data desk)'
};

const redirects = new Set([301, 302, 303, 307, 308]);
const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

const refused = ({ href }: URL, why: string) =>
  new Refusal(
    'not-downloaded',
    say`${href} was not downloaded: ${why}.`,
    say`Try again later, or open the address in a browser and take the file: \`npm run desk -- take <file>\`.`
  );

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toLocaleString('en')} s`;

/**
 * Returns an address to download from: https, or http to this machine. A redirect may lead to any
 * host, but never from https to http.
 * @throws Refusal for others, and for a password, because addresses are printed.
 */
export function checkAddress(address: string, from?: URL) {
  const url = URL.canParse(address, from?.href) ? new URL(address, from?.href) : undefined;
  const isOwn =
    url?.protocol === 'http:' && ownMachine.has(url.hostname) && from?.protocol !== 'https:';
  if (!url || (url.protocol !== 'https:' && !isOwn) || url.username + url.password !== '')
    refuse(
      'unsafe-address',
      say`The address of ${url?.host || JSON.stringify(address)}${from ? say`, to which ${from.host} redirects,` : ''} does not begin with https://, or has a password.`,
      say`Give a public https address.`
    );
  url.hash = '';
  return url;
}

/**
 * Downloads over https (or http to this machine) to a new file at `path`, after all redirects;
 * `answeredBy` is the last address. After an error the caller removes the file.
 */
export async function download(
  address: string,
  path: string,
  limits: DownloadLimits = usualLimits
) {
  let url = checkAddress(address);
  const file = await open(path, 'wx');
  const dispatcher = new Agent({
    connectTimeout: limits.connect,
    headersTimeout: limits.stall,
    bodyTimeout: limits.stall
  });
  const signal = AbortSignal.timeout(limits.total);
  try {
    for (let hops = 0; hops <= limits.redirects; hops++) {
      const answer = await request(url, { dispatcher, headers, signal });
      if (!redirects.has(answer.statusCode))
        return { ...(await receive(answer, url, file, limits)), answeredBy: url.href };
      url = checkAddress(String(answer.headers['location'] ?? ''), url);
    }
    throw refused(url, say`it redirects more than ${limits.redirects} times`);
  } catch (error) {
    const why = signal.aborted
      ? say`it was not complete after ${seconds(limits.total)}`
      : whyLost(codeOf(error) ?? (error as Error).name, limits);
    throw why === undefined ? error : refused(url, why);
  } finally {
    await dispatcher.destroy();
    await file.close();
  }
}

function whyLost(code: string, { connect, stall }: DownloadLimits) {
  const reasons: readonly (readonly [RegExp, string])[] = [
    [/^UND_ERR_CONNECT_TIMEOUT$/, say`no connection after ${seconds(connect)}`],
    [/^UND_ERR_(HEADERS|BODY)_TIMEOUT$/, say`no byte came for ${seconds(stall)}`],
    [/^ENOTFOUND$/, say`there is no server of this name`],
    [/^ECONNREFUSED$/, say`no server is listening`],
    [/^(HPE_|HTTPParserError)/, say`the answer is not HTTP`],
    [/^(UND_ERR_|ECONN|ETIMEDOUT|EPIPE|EAI_|EHOST|ENET)/, say`the connection was lost (${code})`],
    [
      /^(CERT_|DEPTH_|ERR_TLS|ERR_SSL|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|INVALID_CA|EPROTO)/,
      say`its certificate cannot be trusted (${code}); check the clock of this computer too`
    ]
  ];
  return reasons.find(([pattern]) => pattern.test(code))?.[1];
}

async function receive(
  { statusCode, headers, body }: Dispatcher.ResponseData,
  url: URL,
  file: FileHandle,
  limits: DownloadLimits
) {
  if (statusCode !== 200) throw refused(url, say`the server answered HTTP ${statusCode}`);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity')
    throw refused(url, say`it came with the encoding ${JSON.stringify(encoding)}`);
  const checkSize = (size: number) => {
    if (size > limits.bytes)
      throw refused(url, say`it has more than the limit of ${counted(limits.bytes, 'byte')}`);
  };
  const length = headers['content-length'];
  checkSize(Number(length ?? 0));
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of body as AsyncIterable<Buffer>) {
    checkSize(bytes + part.length);
    await onDisk(file.write(part, 0, part.length, bytes), say`of temporary files (TMPDIR)`);
    hash.update(part);
    bytes += part.length;
    limits.progress?.({
      doing: say`Downloading`,
      ...(length === undefined ? {} : { bytes: [bytes, Number(length)] })
    });
  }
  if (length !== undefined && bytes !== Number(length))
    throw refused(url, say`it was cut off after ${counted(bytes, 'byte')}`);
  return { bytes, sha256: hash.digest('hex') };
}

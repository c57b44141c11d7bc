import { codeOf } from '../files/disk-refusal.ts';
import { Refusal } from '../cli/desk-io.ts';
import { passingCodes } from '../intake/download-address.ts';

/** What was asked of a store when it refused. */
export interface Asked {
  /** As a sentence goes on after "to": `write current.json`. */
  doing: string;
  bucket: string;
  endpoint: string;
  tries: number;
  /**
   * By how many seconds this machine's clock is ahead of the store's; undefined when the store told
   * no time.
   */
  ahead?: number | undefined;
}

/** Returns the name that a store gives an error; the code of one of the network. */
export function storeCode(error: unknown): string {
  const named = error as { Code?: string; name?: string };
  return codeOf(error) ?? named.Code ?? named.name ?? '';
}

/** Returns the status of the answer that an error came with; undefined when there was none. */
export function storeStatus(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

const minutes = (seconds: number) =>
  `${Math.round(Math.abs(seconds) / 60)} minutes ${seconds > 0 ? 'ahead of' : 'behind'}`;

/**
 * Returns the refusal of a clock that is too far from the store's; undefined when it is near enough
 * to sign by.
 */
export function clockRefusal(ahead: number | undefined): Refusal | undefined {
  if (ahead === undefined || Math.abs(ahead) < 300) return undefined;
  return new Refusal(
    `found this machine's clock ${minutes(ahead)} the store's, expected the same time: set the clock (on Linux \`timedatectl set-ntp true\`) and run this again`
  );
}

const signedIn =
  'check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile that AWS_PROFILE names';
const found = {
  NoSuchBucket: ({ bucket, endpoint }) =>
    `found no bucket "${bucket}" at ${endpoint}, expected one to publish to: check its name, or make it`,
  AccessDenied: ({ doing }) =>
    `found no right to ${doing}, expected credentials that may list, read, write and delete there: ask whoever owns the bucket for s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject`,
  ExpiredToken: () =>
    'found credentials that have expired, expected valid ones: sign in again, then run this again',
  InvalidAccessKeyId: () =>
    `found credentials that the store does not know, expected those of its user: ${signedIn}`,
  SignatureDoesNotMatch: () =>
    `found a secret that does not belong to the access key, expected a pair: ${signedIn}`,
  CredentialsProviderError: () =>
    `found no credentials, expected those of a user of the store: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE`,
  RequestTimeTooSkewed: ({ ahead }) =>
    clockRefusal(ahead)?.message ??
    "found this machine's clock too far from the store's, expected the same time: set the clock and run this again",
  PermanentRedirect: ({ bucket }) =>
    `found the bucket "${bucket}" in another region, expected the one that is asked: set AWS_REGION to the bucket's region`,
  ENOTFOUND: ({ endpoint }) =>
    `found no store at ${endpoint}, expected one that answers: check AWS_ENDPOINT_URL_S3 (not set for Amazon) and the network`,
  cut: ({ doing, endpoint, tries }) =>
    `found the connection to ${endpoint} cut ${tries} times on the way to ${doing}, expected a way that lets whole files through: a proxy or firewall between may cut large ones; ask for its limit or use another network, then run this again, and only what is missing is sent`,
  busy: ({ doing, tries }) =>
    `found the store too busy or broken to ${doing} (tried ${tries} times), expected an answer: run this again later, and only what is missing is sent`
} satisfies Record<string, (asked: Asked) => string>;

type Kind = keyof typeof found;

/** Other names that stores and networks have for what is known. */
const alsoNamed: Partial<Record<Kind, readonly string[]>> = {
  AccessDenied: ['AllAccessDisabled', 'AccountProblem', 'Forbidden'],
  ExpiredToken: [
    'ExpiredTokenException',
    'RequestExpired',
    'RequestExpiredException',
    'TokenRefreshRequired'
  ],
  InvalidAccessKeyId: ['InvalidToken', 'InvalidClientTokenId'],
  PermanentRedirect: ['AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'],
  ENOTFOUND: ['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']
};

const kindOfCode = (code: string): Kind | undefined =>
  (Object.keys(found) as Kind[]).find((kind) => kind === code || alsoNamed[kind]?.includes(code));

/**
 * Whether trying again may help: the network, a timeout, or a store that is busy or broken for the
 * moment.
 */
export function mayComeRight(error: unknown): boolean {
  const status = storeStatus(error);
  const code = storeCode(error);
  if (['CredentialsProviderError', 'ENOTFOUND', 'ExpiredTokenException'].includes(code))
    return false;
  if (status === undefined) return !(error instanceof Refusal) && isOfTheNetwork(error);
  if (status >= 500) return status !== 501;
  return (
    [200, 408, 429].includes(status) ||
    ['OperationAborted', 'ConditionalRequestConflict', 'RequestTimeout'].includes(code)
  );
}

const networkCodes = [...passingCodes, 'ECONNRESET', 'ABORT_ERR', 'TimeoutError', 'AbortError'];

function isOfTheNetwork(error: unknown): boolean {
  return (
    networkCodes.includes(storeCode(error)) ||
    /aborted|socket hang up|cut short|parse error/i.test(String(error))
  );
}

/** Returns which of the known kinds a status is, where the error has no name that says more. */
function kindOfStatus(status: number): Kind | undefined {
  if (status === 301 || status === 307) return 'PermanentRedirect';
  if (status === 403 || status === 401) return 'AccessDenied';
  if (status === 404) return 'NoSuchBucket';
  return status !== 501 && (status >= 500 || status === 429 || status === 408) ? 'busy' : undefined;
}

/**
 * Returns what a store's error means for whoever publishes: what was found, what was expected, what
 * to do.
 */
export function storeRefusal(error: unknown, asked: Asked): Refusal {
  if (error instanceof Refusal) return error;
  const status = storeStatus(error);
  const code = storeCode(error);
  const known = kindOfCode(code);
  if (known) return new Refusal(found[known](asked));
  if (/region is missing/i.test(String(error))) {
    return new Refusal(
      'found no region, expected the one that the bucket is in: set AWS_REGION, for example AWS_REGION=ap-southeast-3'
    );
  }
  const kind =
    (status === undefined ? undefined : kindOfStatus(status)) ??
    (isOfTheNetwork(error) ? 'cut' : undefined);
  if (kind) return new Refusal(found[kind](asked));
  const said = error instanceof Error ? error.message : String(error);
  return new Refusal(
    `found an answer that publish does not know (${[status, code, said].filter(Boolean).join(', ')}) on the way to ${asked.doing}, expected a store that speaks Amazon's S3: check AWS_ENDPOINT_URL_S3`
  );
}

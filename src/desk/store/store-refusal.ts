import { codeOf } from '../files/disk-refusal.ts';
import { Refusal } from '../cli/desk-io.ts';

export interface StoreRequest {
  /** Follows "to" in a sentence: `write current.json`. */
  doing: string;
  bucket: string;
  endpoint: string;
  /** Seconds by which this machine's clock is ahead; undefined when the store sent no `Date`. */
  ahead?: number | undefined;
}

export function storeCode(error: unknown): string {
  const named = error as { Code?: string; name?: string };
  return codeOf(error) ?? named.Code ?? named.name ?? '';
}

export function storeStatus(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

const minutes = (seconds: number) =>
  `${Math.round(Math.abs(seconds) / 60)} minutes ${seconds > 0 ? 'ahead of' : 'behind'}`;

const setClock = 'Set the clock (on Linux: `timedatectl set-ntp true`) and run this again.';

/** 5 minutes; Amazon rejects signatures that are 15 minutes off. */
export function clockRefusal(ahead: number | undefined): Refusal | undefined {
  if (ahead === undefined || Math.abs(ahead) < 300) return undefined;
  return new Refusal(
    'store-clock',
    `This machine’s clock is ${minutes(ahead)} the store’s.`,
    setClock
  );
}

const checkCredentials =
  'Check AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile in AWS_PROFILE.';
const resume = 'Run this again; it resumes where it stopped.';

const refusals = {
  NoSuchBucket: ({ bucket, endpoint }) =>
    new Refusal(
      'store-bucket',
      `There is no bucket “${bucket}” at ${endpoint}.`,
      'Check its name, or create it.'
    ),
  AccessDenied: ({ doing }) =>
    new Refusal(
      'store-access',
      `These credentials may not ${doing}.`,
      'Ask the owner of the bucket for s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject.'
    ),
  ExpiredToken: () =>
    new Refusal(
      'store-credentials',
      'The credentials have expired.',
      'Sign in again, then run this again.'
    ),
  InvalidAccessKeyId: () =>
    new Refusal('store-credentials', 'The store does not know the access key.', checkCredentials),
  SignatureDoesNotMatch: () =>
    new Refusal(
      'store-credentials',
      'The secret key does not belong to the access key.',
      checkCredentials
    ),
  CredentialsProviderError: () =>
    new Refusal(
      'store-credentials',
      'There are no credentials for the store.',
      'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE.'
    ),
  RequestTimeTooSkewed: ({ ahead }) =>
    clockRefusal(ahead) ??
    new Refusal('store-clock', 'This machine’s clock is too far from the store’s.', setClock),
  PermanentRedirect: ({ bucket }) =>
    new Refusal(
      'store-region',
      `The bucket “${bucket}” is in another region.`,
      'Set AWS_REGION to the region of the bucket.'
    ),
  ENOTFOUND: ({ endpoint }) =>
    new Refusal(
      'store-unreachable',
      `No store answers at ${endpoint}.`,
      'Check the network and AWS_ENDPOINT_URL_S3 (unset it for Amazon).'
    ),
  cut: ({ doing, endpoint }) =>
    new Refusal(
      'store-connection',
      `The connection to ${endpoint} was cut every time while trying to ${doing}.`,
      `A proxy or firewall may limit the size of requests: raise its limit or use another network. ${resume}`
    ),
  busy: ({ doing }) =>
    new Refusal(
      'store-busy',
      `The store is too busy or broken to ${doing}.`,
      'Run this again later; it resumes where it stopped.'
    )
} satisfies Record<string, (request: StoreRequest) => Refusal>;

type StoreFault = keyof typeof refusals;

/** Other stores and networks use other names for the same faults. */
const aliases: Partial<Record<StoreFault, readonly string[]>> = {
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

const faultOfCode = (code: string): StoreFault | undefined =>
  (Object.keys(refusals) as StoreFault[]).find(
    (fault) => fault === code || aliases[fault]?.includes(code)
  );

const isNetworkError = (error: unknown): boolean =>
  ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'TimeoutError', 'AbortError'].includes(storeCode(error)) ||
  /aborted|socket hang up|parse error/i.test(String(error));

function faultOfStatus(status: number): StoreFault | undefined {
  if (status === 301 || status === 307) return 'PermanentRedirect';
  if (status === 403 || status === 401) return 'AccessDenied';
  if (status === 404) return 'NoSuchBucket';
  return status !== 501 && (status >= 500 || status === 429 || status === 408) ? 'busy' : undefined;
}

export function storeRefusal(error: unknown, request: StoreRequest): Refusal {
  if (error instanceof Refusal) return error;
  const status = storeStatus(error);
  const code = storeCode(error);
  const named = faultOfCode(code);
  if (named) return refusals[named](request);
  const text = error instanceof Error ? error.message : String(error);
  if (/region is missing/i.test(text)) {
    return new Refusal(
      'store-region',
      'The region of the bucket is not set.',
      'Set AWS_REGION, for example AWS_REGION=ap-southeast-3.'
    );
  }
  const fault =
    (status === undefined ? undefined : faultOfStatus(status)) ??
    (isNetworkError(error) ? 'cut' : undefined);
  if (fault) return refusals[fault](request);
  return new Refusal(
    'store-answer',
    `The store gave an unknown answer to ${request.doing} (${[status, code, text].filter(Boolean).join(', ')}).`,
    'Check that AWS_ENDPOINT_URL_S3 names a store with Amazon’s S3 API.'
  );
}

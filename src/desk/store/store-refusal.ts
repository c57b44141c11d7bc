import { codeOf } from '../files/disk-refusal.ts';
import { Refusal } from '../cli/desk-io.ts';
import { say } from '#locale/say.ts';

export interface StoreRequest {
  /** Follows "to" in a sentence: `write current.json`. */
  doing: string;
  bucket: string;
  endpoint: string;
  /** Seconds by which this machine's clock is ahead; undefined when the store sent no `Date`. */
  ahead?: number | undefined;
}

export function storeCode(error: unknown) {
  const named = error as { Code?: string; name?: string };
  return codeOf(error) ?? named.Code ?? named.name ?? '';
}

export function storeStatus(error: unknown) {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
}

const minutes = (seconds: number) =>
  say`${Math.round(Math.abs(seconds) / 60)} minutes ${seconds > 0 ? say`ahead of` : 'behind'}`;

const setClock = () =>
  say`Set the clock (on Linux: \`timedatectl set-ntp true\`) and run this again.`;

/** 5 minutes; Amazon rejects signatures that are 15 minutes off. */
export function clockRefusal(ahead: number | undefined) {
  if (ahead === undefined || Math.abs(ahead) < 300) return undefined;
  return new Refusal(
    'store-clock',
    say`This machine’s clock is ${minutes(ahead)} the store’s.`,
    setClock()
  );
}

type Fault = readonly [kind: string, wrong: string, fix: string];

/** What is wrong, by a word of our own. */
const faultsOf = ({ doing, bucket, endpoint }: StoreRequest, code: string) =>
  ({
    bucket: [
      'store-bucket',
      say`There is no bucket “${bucket}” at ${endpoint}.`,
      say`Check its name, or create it.`
    ],
    access: [
      'store-access',
      say`These credentials may not ${doing}.`,
      say`Ask the owner of the bucket for s3:ListBucket, s3:GetObject, s3:PutObject and s3:DeleteObject.`
    ],
    credentials: [
      'store-credentials',
      say`The store accepts no credentials of this machine (${code}).`,
      say`Set or correct AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE. If they have expired, sign in again.`
    ],
    clock: ['store-clock', say`This machine’s clock is too far from the store’s.`, setClock()],
    region: [
      'store-region',
      say`AWS_REGION is not the region of the bucket “${bucket}”.`,
      say`Set it, for example AWS_REGION=ap-southeast-3.`
    ],
    unreachable: [
      'store-unreachable',
      say`No store answers at ${endpoint}.`,
      say`Check the network and AWS_ENDPOINT_URL_S3 (unset it for Amazon).`
    ],
    cut: [
      'store-connection',
      say`The connection to ${endpoint} was cut every time while trying to ${doing}.`,
      say`A proxy or firewall may limit the size of requests: raise its limit or use another network. Run this again; it resumes where it stopped.`
    ],
    busy: [
      'store-busy',
      say`The store is too busy or broken to ${doing}.`,
      say`Run this again later; it resumes where it stopped.`
    ]
  }) satisfies Record<string, Fault>;

type FaultName = keyof ReturnType<typeof faultsOf>;

const codes: readonly [FaultName, RegExp][] = [
  ['bucket', /^NoSuchBucket$/],
  ['access', /^(AccessDenied|AllAccessDisabled|AccountProblem|Forbidden)$/],
  ['credentials', /^(ExpiredToken|RequestExpired|TokenRefreshRequired|InvalidAccessKeyId)/],
  ['credentials', /^(Invalid(Client)?Token|SignatureDoesNotMatch|CredentialsProviderError)/],
  ['clock', /^RequestTimeTooSkewed$/],
  ['region', /^(PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint)/],
  ['unreachable', /^(ENOTFOUND|ECONNREFUSED|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/]
];

const isNetworkError = (error: unknown) =>
  /^(ECONNRESET|EPIPE|ETIMEDOUT|TimeoutError|AbortError)$/.test(storeCode(error)) ||
  /aborted|socket hang up|parse error/i.test(String(error));

function faultOfStatus(status: number) {
  if (status === 301 || status === 307) return 'region';
  if (status === 403 || status === 401) return 'access';
  if (status === 404) return 'bucket';
  return status !== 501 && (status >= 500 || status === 429 || status === 408) ? 'busy' : undefined;
}

export function storeRefusal(error: unknown, request: StoreRequest) {
  if (error instanceof Refusal) return error;
  const [status, code] = [storeStatus(error), storeCode(error)];
  const text = error instanceof Error ? error.message : String(error);
  const name =
    codes.find(([, pattern]) => pattern.test(code))?.[0] ??
    (/region is missing/i.test(text) ? 'region' : undefined) ??
    (status === undefined ? undefined : faultOfStatus(status)) ??
    (isNetworkError(error) ? 'cut' : undefined);
  if (name) {
    const refusal = new Refusal(...(faultsOf(request, code)[name] as Fault));
    return name === 'clock' ? (clockRefusal(request.ahead) ?? refusal) : refusal;
  }
  return new Refusal(
    'store-answer',
    say`The store gave an unknown answer to ${request.doing} (${[status, code, text].filter(Boolean).join(', ')}).`,
    say`Check that AWS_ENDPOINT_URL_S3 names a store with Amazon’s S3 API.`
  );
}

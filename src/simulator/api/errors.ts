/** From the vendor's API reference and SDKs. */
export const DOCUMENTED_ERRORS = {
  'Meter.ParamError': { status: 400, message: 'The specified parameter is invalid.' },
  'Meter.AuthError': { status: 403, message: 'Authentication failed.' },
  'Meter.ServerInternalError': { status: 500, message: 'An internal server error occurred.' },
  'Meter.DataSourceQueryError': { status: 500, message: 'Failed to query the data source.' },
  'Meter.ReadyTsError': { status: 502, message: 'Failed to query the data ready time.' },
  Throttling: { status: 400, message: 'Request was denied due to request throttling.' },
  'Throttling.User': { status: 400, message: 'Request was denied due to user flow control.' },
  'Throttling.Api': { status: 400, message: 'Request was denied due to api flow control.' },
  SignatureDoesNotMatch: {
    status: 400,
    message: 'Specified signature is not matched with our calculation.',
  },
  'InvalidAccessKeyId.NotFound': { status: 404, message: 'Specified access key is not found.' },
  'InvalidAccessKeyId.Inactive': { status: 400, message: 'Specified access key is disabled.' },
  'InvalidSecurityToken.Expired': { status: 400, message: 'Specified SecurityToken is expired.' },
  'InvalidTimeStamp.Expired': {
    status: 400,
    message: 'Specified time stamp or date value is expired.',
  },
  SignatureNonceUsed: { status: 400, message: 'Specified signature nonce was used already.' },
  NoPermission: {
    status: 403,
    message:
      'You are not authorized to do this action. Action: live:DescribeLiveInteractionMetricData',
  },
  'Forbidden.RAM': {
    status: 403,
    message:
      'User not authorized to operate on the specified resource, or this API does not support RAM.',
  },
  MissingParameter: { status: 400, message: 'A required parameter is missing.' },
  MissingMetricType: { status: 400, message: 'MetricType is mandatory for this action.' },
  MissingBeginTs: { status: 400, message: 'BeginTs is mandatory for this action.' },
  MissingEndTs: { status: 400, message: 'EndTs is mandatory for this action.' },
  MissingAppId: { status: 400, message: 'AppId is mandatory for this action.' },
  InvalidParameter: { status: 400, message: 'The specified parameter is not valid.' },
  ServiceUnavailable: {
    status: 503,
    message: 'The request has failed due to a temporary failure of the server.',
  },
  InternalError: {
    status: 500,
    message: 'The request processing has failed due to some unknown error.',
  },
} as const satisfies Record<string, { status: number; message: string }>;

export type DocumentedCode = keyof typeof DOCUMENTED_ERRORS;

/** `lowercase-json`: keys begin in lower case. */
export type ErrorFormat = 'json' | 'lowercase-json' | 'xml' | 'empty';

export interface Failure {
  code: string;
  status: number;
  message: string;
  headers?: Readonly<Record<string, string>>;
  format?: ErrorFormat;
}

export function createFailure(code: DocumentedCode, changes: Partial<Failure> = {}): Failure {
  return { code, ...DOCUMENTED_ERRORS[code], ...changes };
}

export class ApiError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.name = 'ApiError';
    this.failure = failure;
  }
}

export function createApiError(code: DocumentedCode, changes: Partial<Failure> = {}): ApiError {
  return new ApiError(createFailure(code, changes));
}

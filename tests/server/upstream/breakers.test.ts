import { describe, expect, it } from 'vitest';
import { SILENT_LOG } from '../../../src/server/telemetry/log.ts';
import { createCircuitBreakers } from '../../../src/server/upstream/breakers.ts';
import { MIN_FAILING_TIME } from '../../../src/server/upstream/circuit-breaker.ts';
import {
  UpstreamFailure,
  classifyError,
  timedOut,
  unreachable,
  unreadable,
} from '../../../src/server/upstream/classify-error.ts';

const NO_PERMISSION = classifyError({ status: 403, code: 'NoPermission' });
const METER_ERROR = classifyError({ status: 500, code: 'Meter.DataSourceQueryError' });
const METER_AUTH_ERROR = classifyError({ status: 403, code: 'Meter.AuthError' });
const WRONG_CLOCK = classifyError({ status: 400, code: 'InvalidTimeStamp.Expired' });

/** Whether the circuit is open for the app that failed, and for another app. */
function openStates(failure: UpstreamFailure, times: number): boolean[] {
  let at = 0;
  const breakers = createCircuitBreakers({ tick: () => at, log: SILENT_LOG });
  for (let n = 0; n < times; n += 1) {
    at += MIN_FAILING_TIME;
    breakers.startAttempt('app')(failure);
  }
  return ['app', 'other'].map((appId) => {
    try {
      breakers.check(appId);
      return false;
    } catch {
      return true;
    }
  });
}

describe('createCircuitBreakers', () => {
  it.each<[string, UpstreamFailure, number, [boolean, boolean]]>([
    [
      'an unknown key',
      classifyError({ status: 404, code: 'InvalidAccessKeyId.NotFound' }),
      1,
      [true, true],
    ],
    [
      'a wrong secret',
      classifyError({ status: 403, code: 'SignatureDoesNotMatch' }),
      1,
      [true, true],
    ],
    [
      'an expired token',
      classifyError({ status: 400, code: 'InvalidSecurityToken.Expired' }),
      1,
      [true, true],
    ],
    ['a missing permission', NO_PERMISSION, 1, [true, true]],
    [
      'a corrected clock that is rejected again',
      new UpstreamFailure(WRONG_CLOCK.problem, 'never'),
      1,
      [true, true],
    ],
    ['a wrong clock before its correction', WRONG_CLOCK, 50, [false, false]],
    ['an authorization error that may concern one app', METER_AUTH_ERROR, 1, [true, false]],
    ['repeated errors of one app’s data', METER_ERROR, 10, [true, false]],
    ['a single error of one app’s data', METER_ERROR, 1, [false, false]],
    ['connection failures', unreachable(undefined), 10, [true, true]],
    ['timeouts', timedOut(), 10, [true, true]],
    ['503s without a code', classifyError({ status: 503 }), 10, [true, true]],
    ['responses of another service', unreadable(true), 10, [true, true]],
    ['throttles', classifyError({ status: 429, code: 'Throttling' }), 50, [false, false]],
    ['used nonces', classifyError({ status: 400, code: 'SignatureNonceUsed' }), 50, [false, false]],
    [
      'rejected parameters',
      classifyError({ status: 400, code: 'Meter.ParamError' }),
      50,
      [false, false],
    ],
  ])('after %s opens exactly the affected circuits', (_name, failure, times, expected) => {
    expect(openStates(failure, times)).toEqual(expected);
  });
});

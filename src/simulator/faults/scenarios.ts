import type { Call, Fault, Scenario } from './faults.ts';
import { deriveKey, uniform } from '../model/noise.ts';

/** Applies the fault to every call. */
export function always(fault: Fault): Scenario {
  return () => fault;
}

/** Applies the fault to the first `count` attempts of every query. */
export function firstAttempts(count: number, fault: Fault): Scenario {
  return (call) => (call.attempt <= count ? fault : undefined);
}

/** Applies the fault to the calls that match. */
export function when(matches: (call: Call) => boolean, fault: Fault): Scenario {
  return (call) => (matches(call) ? fault : undefined);
}

/** Applies a random fault to about this share of the calls; the same seed selects the same calls. */
export function randomly(share: number, faults: readonly Fault[], seed = 1): Scenario {
  const key = deriveKey(seed, 'randomly');
  return (call) => {
    const draw = uniform(key, call.serial);
    return draw < share ? faults[Math.floor((draw / share) * faults.length)] : undefined;
  };
}

/** Uses the first scenario that has a fault for the call. */
export function firstOf(...scenarios: Scenario[]): Scenario {
  return (call) => {
    for (const scenario of scenarios) {
      const fault = scenario(call);
      if (fault) return fault;
    }
    return undefined;
  };
}

import type { Call, Fault, Scenario } from './faults.ts';
import { deriveKey, uniform } from '../model/noise.ts';

export function always(fault: Fault): Scenario {
  return () => fault;
}

/** Counts the attempts per query. */
export function firstAttempts(count: number, fault: Fault): Scenario {
  return (call) => (call.attempt <= count ? fault : undefined);
}

export function when(matches: (call: Call) => boolean, fault: Fault): Scenario {
  return (call) => (matches(call) ? fault : undefined);
}

/** The same seed selects the same calls and faults. */
export function randomly(share: number, faults: readonly Fault[], seed = 1): Scenario {
  const key = deriveKey(seed, 'randomly');
  return (call) => {
    const draw = uniform(key, call.serial);
    return draw < share ? faults[Math.floor((draw / share) * faults.length)] : undefined;
  };
}

export function firstOf(...scenarios: Scenario[]): Scenario {
  return (call) => {
    for (const scenario of scenarios) {
      const fault = scenario(call);
      if (fault) return fault;
    }
    return undefined;
  };
}

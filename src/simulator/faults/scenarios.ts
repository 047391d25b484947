import type { Call, Fault, Scenario } from './faults.ts';
import { deriveKey, uniform } from '../model/noise.ts';

/** Every call gets the fault. */
export function always(fault: Fault): Scenario {
  return () => fault;
}

/** The first `count` tries of every query get the fault, later ones their answer. */
export function firstAttempts(count: number, fault: Fault): Scenario {
  return (call) => (call.attempt <= count ? fault : undefined);
}

/** Calls that match get the fault. */
export function when(matches: (call: Call) => boolean, fault: Fault): Scenario {
  return (call) => (matches(call) ? fault : undefined);
}

/** About this share of the calls get one of the faults, by lot; the same seed draws the same lots. */
export function randomly(share: number, faults: readonly Fault[], seed = 1): Scenario {
  const key = deriveKey(seed, 'randomly');
  return (call) => {
    const lot = uniform(key, call.serial);
    return lot < share ? faults[Math.floor((lot / share) * faults.length)] : undefined;
  };
}

/** The first scenario that has a fault for the call decides. */
export function firstOf(...scenarios: Scenario[]): Scenario {
  return (call) => {
    for (const scenario of scenarios) {
      const fault = scenario(call);
      if (fault) return fault;
    }
    return undefined;
  };
}

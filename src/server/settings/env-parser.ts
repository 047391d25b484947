export type Env = Readonly<Record<string, string | undefined>>;

export interface EnvParser {
  /** Trimmed; an empty variable counts as unset. */
  string(name: string): string | undefined;
  integer(name: string, min: number, max: number, fallback: number): number;
  choice<const T extends string>(name: string, choices: readonly T[], fallback: T): T;
  /** Records an error: one sentence that names the variable. */
  fail(sentence: string): void;
}

/** Appends sentences to `errors`. */
export function createEnvParser(env: Env, errors: string[]): EnvParser {
  const fail = (sentence: string) => void errors.push(sentence);
  const string = (name: string) => env[name]?.trim() || undefined;
  return {
    string,
    fail,
    integer(name, min, max, fallback) {
      const raw = string(name);
      if (raw === undefined) return fallback;
      const value = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN;
      if (value >= min && value <= max) return value;
      fail(`${name} must be a whole number from ${min} to ${max}, not ${quote(raw)}.`);
      return fallback;
    },
    choice(name, choices, fallback) {
      const raw = string(name);
      if (raw === undefined) return fallback;
      const value = choices.find((choice) => choice === raw);
      if (value === undefined) {
        fail(`${name} must be one of ${choices.join(', ')}, not ${quote(raw)}.`);
      }
      return value ?? fallback;
    },
  };
}

/** At most 40 characters; not for secrets. */
export function quote(raw: string): string {
  return JSON.stringify(raw.length > 40 ? `${raw.slice(0, 40)}…` : raw);
}

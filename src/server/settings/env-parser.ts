// Below every settings-*.ts: how one variable is read, and how a wrong one is spoken of.

export type Env = Readonly<Record<string, string | undefined>>;

/** Reads one variable at a time, and collects what is wrong with each. */
export interface EnvParser {
  /** The trimmed value; an empty variable counts as unset. */
  text(name: string): string | undefined;
  whole(name: string, min: number, max: number, fallback: number): number;
  choice<const T extends string>(name: string, choices: readonly T[], fallback: T): T;
  /** Says why there are no settings; the sentence names the variable. */
  refuse(sentence: string): void;
}

/** A reader of one environment; sentences about it end up in `errors`. */
export function createEnvParser(env: Env, errors: string[]): EnvParser {
  const refuse = (sentence: string) => void errors.push(sentence);
  const text = (name: string) => env[name]?.trim() || undefined;
  return {
    text,
    refuse,
    whole(name, min, max, fallback) {
      const raw = text(name);
      if (raw === undefined) return fallback;
      const value = /^\d{1,9}$/.test(raw) ? Number(raw) : Number.NaN;
      if (value >= min && value <= max) return value;
      refuse(`${name} must be a whole number from ${min} to ${max}, but it is ${quote(raw)}.`);
      return fallback;
    },
    choice(name, choices, fallback) {
      const raw = text(name);
      if (raw === undefined) return fallback;
      const value = choices.find((choice) => choice === raw);
      if (value === undefined) {
        refuse(`${name} must be one of ${choices.join(', ')}, but it is ${quote(raw)}.`);
      }
      return value ?? fallback;
    },
  };
}

/** A value as it is shown in an error; never used for keys. */
export function quote(raw: string): string {
  return JSON.stringify(raw.length > 40 ? `${raw.slice(0, 40)}…` : raw);
}

/** Values of a window as JSON text, which is passed on without parsing: one per bucket, null if missing. */
export type EncodedValues = string;

export function encodeValues(values: readonly (number | null)[]): EncodedValues {
  return JSON.stringify(values);
}

export function decodeValues(encodedValues: EncodedValues): (number | null)[] {
  return JSON.parse(encodedValues);
}

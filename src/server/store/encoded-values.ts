/** One value per bucket, null if missing, as JSON text that is passed on without parsing. */
export type EncodedValues = string;

export function encodeValues(values: readonly (number | null)[]): EncodedValues {
  return JSON.stringify(values);
}

export function decodeValues(encodedValues: EncodedValues): (number | null)[] {
  return JSON.parse(encodedValues);
}

export const CHROMIUM_FLAGS: string[];
/** Returns the path of a Chromium and installs one if none is found. Throws if that fails. */
export function ensureChromium(): string;

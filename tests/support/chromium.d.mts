export const CHROMIUM_FLAGS: string[];
/** The path of a Chromium, installed first when there is none. Throws when none can be had. */
export function ensureChromium(): string;

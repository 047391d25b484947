// Set by the build from package.json.
declare const ARTC_LENS_VERSION: string;

export const VERSION = ARTC_LENS_VERSION;

// The build replaces this with the version in package.json.
declare const ARTC_LENS_VERSION: string;

export const VERSION = ARTC_LENS_VERSION;

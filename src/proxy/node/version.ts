// Set by the build from package.json.
declare const __ARTC_LENS_VERSION__: string;

export const VERSION = __ARTC_LENS_VERSION__;

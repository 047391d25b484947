// The header, pickers and filters.
export const controlsWords = {} as const;

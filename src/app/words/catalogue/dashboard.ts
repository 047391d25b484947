// Cards, charts, tables, coverage, and the states a page can be in.
export const dashboardWords = {} as const;

/** Without groups every shared module becomes a file of its own. */
export const CHUNK_GROUPS = [
  {
    name: 'base',
    test: /node_modules\/(?:react|react-dom|scheduler|@tanstack|valibot|@lingui)\//,
    priority: 3,
  },
  { name: 'begin', test: /src\/app\/main\.tsx$/, priority: 2 },
  { name: 'page', test: /src\/app\/bootstrap\/DashboardRoot\.tsx$/, priority: 1 },
];

/** The first view executes these chunks almost completely. */
export const FIRST_VIEW_CHUNKS: ReadonlySet<string> = new Set([
  ...CHUNK_GROUPS.map(({ name }) => name),
  'TimeChart',
]);

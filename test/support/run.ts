/** What the global set-up passes to the tests, in the environment, since they run in processes of their own. */
export const RUN = {
  /** A directory that the global teardown removes. */
  directory: 'TENANTRY_TEST_DIRECTORY',
  /** Server URLs without a database: who may do everything, and who may work in databases named `t_…`. */
  adminUrl: 'TENANTRY_TEST_ADMIN_URL',
  appUrl: 'TENANTRY_TEST_APP_URL',
  /** How the names of this run's databases begin, so that runs may share a server. */
  databasePrefix: 'TENANTRY_TEST_DATABASE_PREFIX',
} as const;

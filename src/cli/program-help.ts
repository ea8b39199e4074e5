import { EXIT } from './output/failure.js';

/** Behind the help of the program. */
export const EXAMPLE = `
The first steps of an installation with DATABASE_URL:
  tenantry db migrate
  tenantry db seed
  tenantry organization create --name 'My Platform' --sub-domain my-platform --activate
  tenantry token create --organization my-platform --name backend --scope managed_organizations,enterprises

Each command's help has its options and examples: tenantry token create --help`;

/** Behind every help. */
export const EVERYWHERE = `
Environment:
  DATABASE_URL  mysql://user:password@host:3306/database, for MariaDB or MySQL (mysqls:// with TLS); unset: SQLite
  DATA_DIR      the directory of SQLite's file (default: ./data); not used with DATABASE_URL
  The command line reads the same variables as the service: docs/configuration.md lists them all.

Exit codes:
  ${EXIT.done}  done, or nothing to change
  ${EXIT.refused}  refused: not found, not valid, not possible
  ${EXIT.usage}  wrong usage: an unknown, missing or malformed argument
  ${EXIT.unusable}  the database or the configuration cannot be used
  ${EXIT.unexpected}  an unexpected failure: a fault of the program; LOG_LEVEL=debug shows more`;

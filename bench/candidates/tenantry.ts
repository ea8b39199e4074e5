import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSql } from '../../test/support/database/sql.js';
import { WORKLOAD_NAMES } from '../workload-names.js';
import type { Candidate, Place, Prepared } from './candidate.js';
import { type Dataset, seededTarget } from './dataset.js';
import { Seeding } from './seeding.js';
import { COMMON_ADMIN, seedCommonAdmin, seedEnterprises, seedOrganizations, seedTokens } from './tenantry-rows.js';

const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url));
const MAIN = 'dist/src/main.js';
const COMMAND = 'dist/src/cli/tenantry.js';
/** Calls a minute, the most that may be set: the limits are counted and never reached. */
const MOST_CALLS = '1000000';
const LIMITS = `tenantry token create --rate-limit ${MOST_CALLS} and ADDRESS_RATE_LIMIT=${MOST_CALLS}`;

/** The production build with its default settings: audit, access log, limits. */
export function tenantry(dataset: Dataset, name = 'Tenantry'): Candidate {
  return {
    name,
    lacks: `nothing. Default settings but for the limits of calls, which are on and out of reach (${LIMITS}); access log into a file`,
    workloads: WORKLOAD_NAMES,
    prepare: (place) => prepare(place, dataset, name),
  };
}

async function prepare(place: Place, dataset: Dataset, name: string): Promise<Prepared> {
  const key = name.toLowerCase().replace(/\W+/g, '_');
  const url = place.options.sqlite ? undefined : await place.database(key);
  const directory = place.directory(key);
  const environment: Record<string, string> = url === undefined ? { DATA_DIR: directory } : { DATABASE_URL: url };
  await command(environment, 'db', 'migrate');
  await command(environment, 'db', 'seed');
  const create = ['token', 'create', '--operator', '--name', 'bench', '--rate-limit', MOST_CALLS, '--json'];
  const { secret } = JSON.parse(await command(environment, ...create)) as { secret: string };
  const sql = await openSql({ DATABASE_URL: url, DATA_DIR: directory });
  const seeding = new Seeding(sql, url === undefined, place.tell);
  await seedOrganizations(seeding, dataset);
  await seedEnterprises(seeding, dataset);
  const manyTokens = await seedTokens(sql, dataset.tokens);
  return {
    server: {
      command: [process.execPath, MAIN],
      environment: { ...environment, ADDRESS_RATE_LIMIT: MOST_CALLS },
      directory: PROJECT,
      readyAt: '/health/ready',
    },
    target: {
      ...seededTarget(dataset),
      token: secret,
      commonAdmin: COMMON_ADMIN,
      manyTokens,
    },
    addCommonAdmin: (enterprises) => seedCommonAdmin(seeding, dataset, enterprises),
    count: (what, organization) =>
      what === 'children'
        ? sql.count('organizations', 'parent_id = ?', [organization])
        : sql.count('enterprises', 'organization_id = ?', [organization]),
    limit: async (organization, limit) => {
      const set = limit === null ? 'unlimited' : String(limit);
      await command(environment, 'organization', 'limit', organization, set);
    },
    close: () => sql.close(),
  };
}

async function command(environment: Record<string, string>, ...args: string[]): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const options = { cwd: PROJECT, env: { PATH, HOME, ...environment } };
  return (await promisify(execFile)(process.execPath, [COMMAND, ...args], options)).stdout;
}

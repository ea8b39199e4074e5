import { mistakenVariables } from './mistaken-variables.js';

const meant = (name: string, value = 'x') =>
  mistakenVariables({ [name]: value }).map((line) => /^(\w+) is not read: did you mean (\w+)\?$/.exec(line)?.slice(1));

describe('a variable that is not read', () => {
  it.each([
    ['RATELIMIT', 'RATE_LIMIT'],
    ['rate_limit', 'RATE_LIMIT'],
    ['RATE_LIMITS', 'RATE_LIMIT'],
    ['TENANTRY_DATABASE_URL', 'DATABASE_URL'],
    ['DATABASEURL', 'DATABASE_URL'],
    ['DATABSE_URL', 'DATABASE_URL'],
    ['DATABASE_ULR', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['TRUSTED_PROXY', 'TRUSTED_PROXIES'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['TENANTRY_PORT', 'PORT'],
    ['Port', 'PORT'],
    ['DB_MIGRATE_', 'DB_MIGRATE'],
  ])('%s is reported, since %s may be meant', (name, ours) => {
    expect(meant(name)).toEqual([[name, ours]]);
  });

  it.each(['PATH', 'POST', 'PROT', 'HOSTNAME', 'LANG', 'DB_PORT', 'DB_USER', 'XDG_DATA_DIRS', 'NODE_ENV', 'TENANTRY'])(
    '%s is none of our business',
    (name) => {
      expect(meant(name)).toEqual([]);
    },
  );

  it('is no mistake where it is ours, where it is empty, or where Kubernetes has set it', () => {
    expect([meant('PORT'), meant('RATELIMIT', ''), meant('TENANTRY_PORT', 'tcp://10.0.0.7:3000')]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

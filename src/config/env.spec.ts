import { getMetadataStorage } from 'class-validator';
import { BadConfiguration, Env, loadEnv } from './env.js';

/** The message of a faulty configuration. */
function refusalOf(source: Record<string, string>): string {
  try {
    loadEnv(source);
  } catch (error) {
    if (error instanceof BadConfiguration) return error.message;
    throw error;
  }
  throw new Error('This configuration was accepted.');
}

describe('the configuration', () => {
  it('needs no variable at all: SQLite in ./data, for this machine alone', () => {
    expect(loadEnv({})).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 3000,
      DATA_DIR: './data',
      LOG_LEVEL: 'info',
      BODY_LIMIT: 65_536,
      REQUEST_DEADLINE_MS: 10_000,
      KEEP_ALIVE_MS: 72_000,
      TOKEN_CACHE_MS: 1_000,
      MAX_ORGANIZATION_DEPTH: 5,
      embedded: true,
      migratesAtStart: true,
    });
    expect(loadEnv({}).DATABASE_URL).toBeUndefined();
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = { PORT: '', DATABASE_URL: '', DB_MIGRATE: '', LOG_LEVEL: '', INFRASTRUCTURE_DOMAIN: '' };
    expect(loadEnv(empty)).toEqual(loadEnv({}));
  });

  it('ignores what is none of its variables, whatever it is called', () => {
    const others = { PATH: '/bin', embedded: 'false', constructor: 'x', hasOwnProperty: 'x', port: '1' };
    expect(loadEnv(others)).toEqual(loadEnv({}));
  });

  it.each<[keyof Env, string, unknown]>([
    ['PORT', '0', 0],
    ['PORT', ' 8080 ', 8_080],
    ['DB_POOL', '200', 200],
    ['TOKEN_CACHE_MS', '0', 0],
    ['SEQUENCE_EVERY_MS', '0', 0],
    ['AUDIT_RETENTION_DAYS', '365', 365],
    ['WEBHOOKS_EVERY_MS', '0', 0],
    ['WEBHOOK_CONCURRENCY', '2', 2],
    ['WEBHOOK_ALLOWED_NETWORKS', '10.0.0.0/8, ::1,', ['10.0.0.0/8', '::1']],
    ['MAX_ORGANIZATION_DEPTH', '8', 8],
    ['LOG_LEVEL', 'silent', 'silent'],
    ['DATABASE_URL', 'mysql://user:p%40ss@db:3306/tenantry', 'mysql://user:p%40ss@db:3306/tenantry'],
    ['DATABASE_URL', 'mysqls://db/tenantry', 'mysqls://db/tenantry'],
    ['INFRASTRUCTURE_DOMAIN', 'cloud.example.com', 'cloud.example.com'],
    ['INFRASTRUCTURE_DOMAIN', 'localhost', 'localhost'],
    ['DEFAULT_CURRENCY', 'JPY', 'JPY'],
    ['RESERVED_SUB_DOMAINS', 'one, two', 'one, two'],
    ['RATE_LIMIT', '0', 0],
    ['ADDRESS_RATE_LIMIT', '0', 0],
    ['TRUSTED_PROXIES', '10.0.0.0/8, ::1,', ['10.0.0.0/8', '::1']],
    ['CORS_ORIGINS', 'http://localhost:5173', ['http://localhost:5173']],
    ['SECRETS_KEY', `${'A'.repeat(43)}=, ${'_'.repeat(43)}`, [`${'A'.repeat(43)}=`, '_'.repeat(43)]],
  ])('reads %s=%s', (name, text, value) => {
    expect(loadEnv({ [name]: text })[name]).toEqual(value);
  });

  it.each([
    [{ DATABASE_URL: 'mysql://u:p@h/d' }, false, false],
    [{ DATABASE_URL: 'mysql://u:p@h/d', DB_MIGRATE: 'auto' }, false, true],
    [{ DB_MIGRATE: 'off' }, true, false],
    [{}, true, true],
  ])('with %j is embedded: %s, and migrates at start: %s', (source, embedded, migratesAtStart) => {
    const { embedded: isEmbedded, migratesAtStart: migrates } = loadEnv(source);
    expect([isEmbedded, migrates]).toEqual([embedded, migratesAtStart]);
  });

  const URL_SCHEMES = 'DATABASE_URL must begin with mysql:// or mariadb://, or with mysqls:// for TLS';
  const URL_FORM =
    'DATABASE_URL must look like mysql://user:password@host:3306/database: percent-encode special characters in user and password (# is %23, % is %25, / is %2F, ? is %3F, @ is %40), and give a port from 1 to 65535 or none';
  const NETWORKS_FORM = 'must be IP addresses or networks such as 10.0.0.0/8, separated by commas';
  const KEYS_FORM =
    'SECRETS_KEY must be 32 random bytes in base64 (openssl rand -base64 32), or several of these, separated by commas';
  const ORIGINS_FORM = 'CORS_ORIGINS must be origins such as https://console.example.com, separated by commas';
  const PUBLIC_FORM = 'PUBLIC_URL must be a URL such as https://example.com/tenantry, without a slash at its end';
  const DOMAIN_FORM = 'INFRASTRUCTURE_DOMAIN must be a lower-case domain name such as cloud.example.com';

  const REDIS_FORM =
    'RATE_LIMIT_REDIS_URL must be a URL such as redis://user:password@redis.example.com:6379/0, or rediss:// for TLS';

  const REFUSED = [
    ['PORT', 'eighty', 'PORT must be an integer number'],
    ['PORT', '80.5', 'PORT must be an integer number'],
    ['PORT', '-1', 'PORT must not be less than 0'],
    ['PORT', '0x50', 'PORT must be an integer number'],
    ['PORT', '65536', 'PORT must not be greater than 65535'],
    ['DATABASE_URL', 'postgres://user:secret@db/tenantry', URL_SCHEMES],
    ['DATABASE_URL', 'mysql://user:secret@db', URL_FORM],
    ['DATABASE_URL', 'mysql://user:secret@db/', URL_FORM],
    ['DATABASE_URL', 'user:secret@db/tenantry', URL_SCHEMES],
    ['DB_MIGRATE', 'yes', 'DB_MIGRATE must be one of the following values: auto, off'],
    ['METRICS_PORT', 'on', 'METRICS_PORT must be an integer number'],
    ['METRICS_PORT', '65536', 'METRICS_PORT must not be greater than 65535'],
    ['DB_POOL', '0', 'DB_POOL must not be less than 1'],
    ['DB_POOL', '201', 'DB_POOL must not be greater than 200'],
    [
      'LOG_LEVEL',
      'loud',
      'LOG_LEVEL must be one of the following values: fatal, error, warn, info, debug, trace, silent',
    ],
    ['BODY_LIMIT', '64k', 'BODY_LIMIT must be an integer number'],
    ['BODY_LIMIT', '1023', 'BODY_LIMIT must not be less than 1024'],
    ['BODY_LIMIT', '16777217', 'BODY_LIMIT must not be greater than 16777216'],
    ['REQUEST_DEADLINE_MS', '99', 'REQUEST_DEADLINE_MS must not be less than 100'],
    ['REQUEST_DEADLINE_MS', '120001', 'REQUEST_DEADLINE_MS must not be greater than 120000'],
    ['KEEP_ALIVE_MS', '999', 'KEEP_ALIVE_MS must not be less than 1000'],
    ['KEEP_ALIVE_MS', '3600001', 'KEEP_ALIVE_MS must not be greater than 3600000'],
    ['DRAIN_DELAY_MS', '1s', 'DRAIN_DELAY_MS must be an integer number'],
    ['DRAIN_DELAY_MS', '120001', 'DRAIN_DELAY_MS must not be greater than 120000'],
    ['TOKEN_CACHE_MS', '60001', 'TOKEN_CACHE_MS must not be greater than 60000'],
    ['AUDIT_RETENTION_DAYS', '36501', 'AUDIT_RETENTION_DAYS must not be greater than 36500'],
    ['SEQUENCE_EVERY_MS', '60001', 'SEQUENCE_EVERY_MS must not be greater than 60000'],
    ['WEBHOOKS_EVERY_MS', '60001', 'WEBHOOKS_EVERY_MS must not be greater than 60000'],
    ['WEBHOOK_CONCURRENCY', '1', 'WEBHOOK_CONCURRENCY must not be less than 2'],
    [
      'WEBHOOK_ALLOWED_NETWORKS',
      'receiver.internal',
      'WEBHOOK_ALLOWED_NETWORKS must be IP addresses or networks such as 10.0.0.0/8, separated by commas',
    ],
    ['INFRASTRUCTURE_DOMAIN', 'Cloud.example.com', DOMAIN_FORM],
    ['INFRASTRUCTURE_DOMAIN', 'cloud.example.com.', DOMAIN_FORM],
    ['INFRASTRUCTURE_DOMAIN', 'https://cloud.example.com', DOMAIN_FORM],
    ['INFRASTRUCTURE_DOMAIN', 'a'.repeat(64), DOMAIN_FORM],
    ['DEFAULT_CURRENCY', 'eur', 'DEFAULT_CURRENCY must be an ISO 4217 code such as EUR'],
    [
      'RESERVED_SUB_DOMAINS',
      'x'.repeat(10_001),
      'RESERVED_SUB_DOMAINS must be shorter than or equal to 10000 characters',
    ],
    ['MAX_SUB_DOMAIN_CHANGES', '1001', 'MAX_SUB_DOMAIN_CHANGES must not be greater than 1000'],
    ['MAX_SUB_DOMAINS_KEPT', '-1', 'MAX_SUB_DOMAINS_KEPT must not be less than 0'],
    ['MAX_ORGANIZATION_DEPTH', '0', 'MAX_ORGANIZATION_DEPTH must not be less than 1'],
    ['MAX_ORGANIZATION_DEPTH', '9', 'MAX_ORGANIZATION_DEPTH must not be greater than 8'],
    ['ADDRESS_RATE_LIMIT', '-1', 'ADDRESS_RATE_LIMIT must not be less than 0'],
    ['ADDRESS_RATE_LIMIT', '1000001', 'ADDRESS_RATE_LIMIT must not be greater than 1000000'],
    ['RATE_LIMIT', '-1', 'RATE_LIMIT must not be less than 0'],
    ['RATE_LIMIT', '1000001', 'RATE_LIMIT must not be greater than 1000000'],
    ['TRUSTED_PROXIES', '10.0.0.0/33', `TRUSTED_PROXIES ${NETWORKS_FORM}`],
    ['TRUSTED_PROXIES', '10.0.0.1, proxy', `TRUSTED_PROXIES ${NETWORKS_FORM}`],
    ['WEBHOOK_OPERATOR_NETWORKS', '10.0.0.0/8;::1', `WEBHOOK_OPERATOR_NETWORKS ${NETWORKS_FORM}`],
    ['SECRETS_KEY', 'secret', KEYS_FORM],
    ['SECRETS_KEY', `${'A'.repeat(43)}=,AAAA`, KEYS_FORM],
    ['RATE_LIMIT_PER_ORGANIZATION', '-1', 'RATE_LIMIT_PER_ORGANIZATION must not be less than 0'],
    ['RATE_LIMIT_PER_ORGANIZATION', '100000001', 'RATE_LIMIT_PER_ORGANIZATION must not be greater than 100000000'],
    ['RATE_LIMIT_REDIS_URL', 'redis.example.com:6379', REDIS_FORM],
    ['RATE_LIMIT_REDIS_URL', 'http://:secret@redis.example.com', REDIS_FORM],
    ['RATE_LIMIT_REDIS_URL', 'redis://:secret@redis.example.com/first', REDIS_FORM],
    ['CORS_ORIGINS', 'https://console.example.com/', ORIGINS_FORM],
    ['CORS_ORIGINS', 'https://a.example, *', ORIGINS_FORM],
    ['PUBLIC_URL', 'https://example.com/tenantry/', PUBLIC_FORM],
    ['PUBLIC_URL', 'https://example.com/', PUBLIC_FORM],
    ['PUBLIC_URL', 'example.com/tenantry', PUBLIC_FORM],
    ['PUBLIC_URL', 'https://example.com/tenantry?a=b', PUBLIC_FORM],
    ['PUBLIC_URL', 'javascript:alert(1)', PUBLIC_FORM],
  ] as const;

  it.each(REFUSED)('refuses %s=%s, with what it must be', (name, text, message) => {
    expect(refusalOf({ [name]: text })).toBe(
      `The configuration is not usable:\n  - ${message}\nEach is an environment variable; docs/configuration.md lists them.`,
    );
  });

  it('is validated variable by variable: each that can be faulty is refused above', () => {
    const declared = getMetadataStorage().getTargetValidationMetadatas(Env, '', false, false);
    // Any text is a host or a directory until it is tried.
    const anything = ['HOST', 'METRICS_HOST', 'DATA_DIR'];
    const validated = new Set([...REFUSED.map(([name]) => name), ...anything]);
    expect([...validated].sort()).toEqual([...new Set(declared.map(({ propertyName }) => propertyName))].sort());
  });

  it('names all faulty variables in one message, each once, and shows no value', () => {
    const message = refusalOf({
      PORT: 'eighty',
      DATABASE_URL: 'postgres://user:secret@db',
      DB_POOL: '-5',
      LOG_LEVEL: 'loud',
      DEFAULT_CURRENCY: 'euro',
      HOST: '0.0.0.0',
    });
    const named = message.split('\n').flatMap((line) => /^ {2}- (\w+) /.exec(line)?.[1] ?? []);
    expect(named.sort()).toEqual(['DATABASE_URL', 'DB_POOL', 'DEFAULT_CURRENCY', 'LOG_LEVEL', 'PORT']);
    expect(message).not.toMatch(/secret|eighty|loud|euro/);
  });
});

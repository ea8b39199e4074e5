import { plainToInstance } from 'class-transformer';
import { IsIn, IsOptional, IsString, Matches, MaxLength, Validate, validateSync } from 'class-validator';
import { AddressesOrNetworks, list, UsableSecretKeys, UsableDatabaseUrl, wholeNumber } from './env-rules.js';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** One label or several, as they follow `<sub_domain>.`: no scheme, no trailing dot. */
const DOMAIN = /^(?=.{1,190}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/**
 * The whole configuration, one property for each environment variable; the value here is the default.
 * `docs/configuration.md` is compared with this class by a test.
 */
export class Env {
  /** The address to listen on. In a container: 0.0.0.0. */
  @IsString()
  HOST = '127.0.0.1';

  /** The port to listen on; 0 takes a free one. */
  @wholeNumber(0, 65_535)
  PORT = 3000;

  /** `mysql://user:password@host:port/database` for MariaDB or MySQL, `mysqls://` with TLS. Unset: SQLite in DATA_DIR. */
  @IsOptional()
  @Validate(UsableDatabaseUrl)
  DATABASE_URL?: string;

  /** Where the SQLite file and the operator's token file live. Not used with DATABASE_URL. */
  @IsString()
  DATA_DIR = './data';

  /** `auto` migrates and seeds at start, `off` leaves it to `tenantry db migrate`. Unset: auto on SQLite, else off. */
  @IsOptional()
  @IsIn(['auto', 'off'])
  DB_MIGRATE?: 'auto' | 'off';

  /** Connections to MariaDB or MySQL. Keep (replicas x DB_POOL) below 80 % of the server's max_connections. */
  @wholeNumber(1, 200)
  DB_POOL = 16;

  /** The port on which Prometheus reads `/metrics`; 0 takes a free one. Unset: nothing is measured. */
  @IsOptional()
  @wholeNumber(0, 65_535)
  METRICS_PORT?: number;

  /** The address that METRICS_PORT is bound to. What is read there has no token in front. */
  @IsString()
  METRICS_HOST = '127.0.0.1';

  /** Least severe level that is logged. */
  @IsIn(LOG_LEVELS)
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** Largest request body in bytes; a larger one is refused with 413. */
  @wholeNumber(1_024, 16_777_216)
  BODY_LIMIT = 65_536;

  /** Addresses or networks of the proxies before the service, separated by commas: whose X-Forwarded-For is trusted. */
  @list()
  @Validate(AddressesOrNetworks)
  TRUSTED_PROXIES: string[] = [];

  /** Origins of web pages that may call the API from a browser, separated by commas. None: no CORS headers at all. */
  @list()
  @Matches(/^https?:\/\/[^/\s]+$/, {
    each: true,
    message: 'CORS_ORIGINS must be origins such as https://console.example.com, separated by commas',
  })
  CORS_ORIGINS: string[] = [];

  /** The URL at which callers reach the service, with the path below which a proxy has it. For the API's document. */
  @IsOptional()
  @Matches(/^https?:\/\/[^/?#\s]+(\/[^/?#\s]+)*$/, {
    message: 'PUBLIC_URL must be a URL such as https://example.com/tenantry, without a slash at its end',
  })
  PUBLIC_URL?: string;

  /** Calls a minute that a token without a limit of its own may make, on each replica; 0 is no limit. */
  @wholeNumber(0, 1_000_000)
  RATE_LIMIT = 1_000;

  /** Calls a minute that all tokens of one organization may make together, beside the limit of each; 0 is no limit. */
  @wholeNumber(0, 100_000_000)
  RATE_LIMIT_PER_ORGANIZATION = 0;

  /** `redis://user:password@host:port/database`, `rediss://` with TLS: counts both limits over all replicas. Unset: each counts. */
  @IsOptional()
  @Matches(/^rediss?:\/\/[^\s/?#]+(\/\d*)?$/, {
    message:
      'RATE_LIMIT_REDIS_URL must be a URL such as redis://user:password@redis.example.com:6379/0, or rediss:// for TLS',
  })
  RATE_LIMIT_REDIS_URL?: string;

  /** Calls a minute without a valid token that one client address may make, on each replica; 0 is no limit. */
  @wholeNumber(0, 1_000_000)
  ADDRESS_RATE_LIMIT = 1_200;

  /** Milliseconds after which a request is answered 503, whatever it waits for. */
  @wholeNumber(100, 120_000)
  REQUEST_DEADLINE_MS = 10_000;

  /** Milliseconds for which an idle connection is kept; longer than the balancer in front keeps one. */
  @wholeNumber(1_000, 3_600_000)
  KEEP_ALIVE_MS = 72_000;

  /** Milliseconds between SIGTERM and the end of listening: three times the balancer's probe interval. */
  @wholeNumber(0, 120_000)
  DRAIN_DELAY_MS = 0;

  /** Milliseconds for which reading requests may use a token without reading it from the database again; 0: never. */
  @wholeNumber(0, 60_000)
  TOKEN_CACHE_MS = 1_000;

  /** Milliseconds between two looks for events without a place in the order of events; 0: this process does not look. */
  @wholeNumber(0, 60_000)
  SEQUENCE_EVERY_MS = 200;

  /** Keys that seal the secrets of webhooks: 32 bytes in base64 each, separated by commas. The first seals, all open. */
  @list()
  @Validate(UsableSecretKeys)
  SECRETS_KEY: string[] = [];

  /** Milliseconds between two looks for webhooks that are due; 0: this process delivers none. */
  @wholeNumber(0, 60_000)
  WEBHOOKS_EVERY_MS = 1_000;

  /** To how many endpoints of webhooks this process delivers at the same time, to each of them some events at once. */
  @wholeNumber(2, 500)
  WEBHOOK_CONCURRENCY = 32;

  /** Addresses or networks, separated by commas, to which webhooks may be sent though they are not public. */
  @list()
  @Validate(AddressesOrNetworks)
  WEBHOOK_ALLOWED_NETWORKS: string[] = [];

  /** The same for the operator's own webhooks alone. */
  @list()
  @Validate(AddressesOrNetworks)
  WEBHOOK_OPERATOR_NETWORKS: string[] = [];

  /** Days for which events are kept, in the audit log and the feed alike; older ones are cleared. 0: for ever. */
  @wholeNumber(0, 36_500)
  AUDIT_RETENTION_DAYS = 0;

  /** Organizations get `<sub_domain>.<INFRASTRUCTURE_DOMAIN>`. */
  @Matches(DOMAIN, { message: 'INFRASTRUCTURE_DOMAIN must be a lower-case domain name such as cloud.example.com' })
  INFRASTRUCTURE_DOMAIN = 'tenantry.localhost';

  /** ISO 4217 code of the currency of root organizations that name none. */
  @Matches(/^[A-Z]{3}$/, { message: 'DEFAULT_CURRENCY must be an ISO 4217 code such as EUR' })
  DEFAULT_CURRENCY = 'EUR';

  /** Sub-domains that cannot be taken, separated by commas, beside those that are always reserved. */
  @IsString()
  @MaxLength(10_000)
  RESERVED_SUB_DOMAINS = '';

  /** How many sub-domains an organization may give up by taking others, in 30 days; the operator is not bound. */
  @wholeNumber(0, 1_000)
  MAX_SUB_DOMAIN_CHANGES = 3;

  /** So many sub-domains of the organizations that one parent deletes in 30 days are kept from being issued again. */
  @wholeNumber(0, 10_000)
  MAX_SUB_DOMAINS_KEPT = 100;

  /** How many levels a tree of organizations may have; a root is level 1. */
  @wholeNumber(1, 8)
  MAX_ORGANIZATION_DEPTH = 5;

  /** Whether this installation runs on the embedded database. */
  get embedded(): boolean {
    return this.DATABASE_URL === undefined;
  }

  /** Whether starting brings the schema and the reference data up to date. */
  get migratesAtStart(): boolean {
    return (this.DB_MIGRATE ?? (this.embedded ? 'auto' : 'off')) === 'auto';
  }
}

/** A faulty configuration; `message` names every faulty variable, so that all can be fixed at once. */
export class BadConfiguration extends Error {}

/**
 * Reads and validates the configuration; an empty variable counts as unset.
 * @throws BadConfiguration with one line for each faulty variable
 */
export function loadEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const env = plainToInstance(Env, given, { exposeDefaultValues: true });
  const faults = validateSync(env, { whitelist: true, forbidUnknownValues: true, stopAtFirstError: true });
  if (faults.length === 0) return env;
  const lines = faults.map((fault) => `  - ${Object.values(fault.constraints ?? {})[0]}`);
  throw new BadConfiguration(
    `The configuration is not usable:\n${lines.join('\n')}\nEach is an environment variable; docs/configuration.md lists them.`,
  );
}

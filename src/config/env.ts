import { plainToInstance, Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  validateSync,
  type ValidationArguments,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';
import { isAddressOrNetwork } from '../common/networks.js';
import { BadDatabaseUrl, readDatabaseUrl } from './database-url.js';

const asNumber = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value,
);

/** A whole number. Rules are checked in the order in which they are applied, and the first that fails is reported. */
const whole =
  (min: number, max: number): PropertyDecorator =>
  (target, property) =>
    [IsInt(), Min(min), Max(max), asNumber].forEach((rule) => rule(target, property));

const list = () =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.split(',').flatMap((item) => item.trim() || []) : value,
  );

@ValidatorConstraint({ name: 'addressesOrNetworks' })
class AddressesOrNetworks implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return Array.isArray(value) && value.every(isAddressOrNetwork);
  }

  defaultMessage(): string {
    return 'TRUSTED_PROXIES must be IP addresses or networks such as 10.0.0.0/8, separated by commas';
  }
}

@ValidatorConstraint({ name: 'usableDatabaseUrl' })
class UsableDatabaseUrl implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return problemOf(value) === undefined;
  }

  defaultMessage({ value }: ValidationArguments): string {
    return problemOf(value) ?? '';
  }
}

function problemOf(databaseUrl: unknown): string | undefined {
  try {
    readDatabaseUrl(String(databaseUrl));
    return undefined;
  } catch (error) {
    if (error instanceof BadDatabaseUrl) return error.message;
    throw error;
  }
}

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
  @whole(0, 65_535)
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
  @whole(1, 200)
  DB_POOL = 16;

  /** Least severe level that is logged. */
  @IsIn(LOG_LEVELS)
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';

  /** Largest request body in bytes; a larger one is refused with 413. */
  @whole(1_024, 16_777_216)
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

  /** Calls a minute that a token without a limit of its own may make, on each replica; 0 is no limit. */
  @whole(0, 1_000_000)
  RATE_LIMIT = 1_000;

  /** Calls a minute without a valid token that one client address may make, on each replica; 0 is no limit. */
  @whole(0, 1_000_000)
  ADDRESS_RATE_LIMIT = 1_200;

  /** Milliseconds after which a request is answered 503, whatever it waits for. */
  @whole(100, 120_000)
  REQUEST_DEADLINE_MS = 10_000;

  /** Milliseconds for which an idle connection is kept; longer than the balancer in front keeps one. */
  @whole(1_000, 3_600_000)
  KEEP_ALIVE_MS = 72_000;

  /** Milliseconds between SIGTERM and the end of listening: three times the balancer's probe interval. */
  @whole(0, 120_000)
  DRAIN_DELAY_MS = 0;

  /** Milliseconds for which reading requests may use a token without reading it from the database again; 0: never. */
  @whole(0, 60_000)
  TOKEN_CACHE_MS = 1_000;

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
  @whole(0, 1_000)
  MAX_SUB_DOMAIN_CHANGES = 3;

  /** So many sub-domains of the organizations that one parent deletes in 30 days are kept from being issued again. */
  @whole(0, 10_000)
  MAX_SUB_DOMAINS_KEPT = 100;

  /** How many levels a tree of organizations may have; a root is level 1. */
  @whole(1, 8)
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

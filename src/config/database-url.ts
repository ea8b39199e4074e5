import { isIP } from 'node:net';

/** How the server's certificate is verified: not at all, by its authority, or also by its host name. */
export type TlsCheck = 'none' | 'chain' | 'identity';

/** One server that has the database. */
export interface DatabaseHost {
  readonly host: string;
  readonly port: number;
}

/** Where the database is, and how to get there; `tls` is absent for a connection in plain text. */
export interface DatabaseTarget extends DatabaseHost {
  /** The hosts behind the first, in the order in which they take over; absent where the URL names one. */
  readonly others?: readonly DatabaseHost[];
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** The three are paths of PEM files: the authority that signed the server's certificate, and a certificate of ours. */
  readonly tls?: { readonly check: TlsCheck; readonly ca?: string; readonly cert?: string; readonly key?: string };
}

/** A DATABASE_URL that cannot be used; the message is one line, names the variable, and holds nothing of a password. */
export class BadDatabaseUrl extends Error {}

const SCHEMES = 'DATABASE_URL must begin with mysql:// or mariadb://, or with mysqls:// for TLS';
const FORM =
  'DATABASE_URL must look like mysql://user:password@host:3306/database: percent-encode special characters in user and password (# is %23, % is %25, / is %2F, ? is %3F, @ is %40), and give a port from 1 to 65535 or none';
const HOSTS =
  'DATABASE_URL must name several hosts as mysql://user:password@a:3306,b:3306,c:3306/database: 2 to 9, each once, separated by commas';
const PARAMETERS = ['ssl', 'sslmode', 'sslca', 'sslcert', 'sslkey'] as const;

/**
 * The names of PostgreSQL and MySQL clients, `require` and VERIFY_IDENTITY. TLS without a level is verified fully: an
 * encrypted connection to an unverified server does not protect from an attacker in between. Node's own clients have
 * `no-verify`.
 */
const MODES: Readonly<Record<string, TlsCheck | 'off'>> = {
  disable: 'off',
  disabled: 'off',
  'no-verify': 'none',
  'verify-ca': 'chain',
  require: 'identity',
  required: 'identity',
  'verify-full': 'identity',
  'verify-identity': 'identity',
};
const FLAGS: Readonly<Record<string, TlsCheck | 'off'>> = { true: 'identity', 1: 'identity', false: 'off', 0: 'off' };

type Parameter = (typeof PARAMETERS)[number];

/** The scheme with user and password, the hosts, and what follows. An @ in a password leaves the last one as the border. */
const PARTS = /^(\w+:\/\/(?:[^/?#]*@)?)([^/?#@]*)(.*)$/s;
const MAX_HOSTS = 9;

/** Reads DATABASE_URL; drops nothing that it does not know. @throws BadDatabaseUrl */
export function readDatabaseUrl(text: string): DatabaseTarget {
  if (!/^(mysqls?|mariadb):\/\//i.test(text)) throw new BadDatabaseUrl(SCHEMES);
  const [, before = '', hosts = '', after = ''] = PARTS.exec(text) ?? [];
  // A URL has one host, so each is read as if it were the only one.
  const targets = hosts.split(',').map((host) => readOne(`${before}${host}${after}`));
  const others = targets.slice(1).map(({ host, port }) => ({ host, port }));
  const distinct = new Set(targets.map(({ host, port }) => `${host.toLowerCase()} ${port}`));
  if (distinct.size < targets.length || targets.length > MAX_HOSTS) throw new BadDatabaseUrl(HOSTS);
  return { ...targets[0]!, ...(others.length > 0 && { others }) };
}

/** `mysql://user@host:port/database` of a DATABASE_URL, to be shown: without the password and the parameters. */
export function shownDatabaseUrl(text: string): string {
  const { user, database, others = [], ...first } = readDatabaseUrl(text);
  const hosts = [first, ...others].map(shownHost).join(',');
  return `mysql://${encodeURIComponent(user)}@${hosts}/${encodeURIComponent(database)}`;
}

/** `host:port`, with an IPv6 address in brackets. */
export function shownHost({ host, port }: DatabaseHost): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

function readOne(text: string): DatabaseTarget {
  if (!URL.canParse(text)) throw new BadDatabaseUrl(FORM);
  const url = new URL(text);
  // What follows a #, or a second / or @, was meant for the password.
  const misplaced = url.hash !== '' || /[/@]/.test(url.pathname.slice(1)) || url.search.includes('@');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const database = decoded(url.pathname.slice(1));
  if (misplaced || host === '' || database === '' || url.port === '0') throw new BadDatabaseUrl(FORM);
  const tls = tlsOf(url.protocol.toLowerCase() === 'mysqls:', parametersOf(url));
  if (tls?.check === 'identity' && isIP(host) > 0) {
    throw new BadDatabaseUrl(
      'DATABASE_URL names an IP address, and a certificate is issued for a host name: name the host, or say sslmode=verify-ca to check no more than who signed it',
    );
  }
  return {
    host,
    port: url.port === '' ? 3306 : Number(url.port),
    user: decoded(url.username),
    password: decoded(url.password),
    database,
    ...(tls && { tls }),
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadDatabaseUrl(FORM);
  }
}

function parametersOf({ searchParams }: URL): ReadonlyMap<Parameter, string> {
  const found = new Map<Parameter, string>();
  for (const [given, value] of searchParams) {
    const name = given.toLowerCase().replaceAll('-', '');
    if (!isParameter(name)) {
      // A longer one, or with other characters, may be a piece of a password.
      const shown = /^[\w-]{1,40}$/.test(given) ? `the parameter ${given}` : 'a parameter';
      throw new BadDatabaseUrl(`DATABASE_URL has ${shown} that is not known: there are ${PARAMETERS.join(', ')}`);
    }
    if (found.has(name)) throw new BadDatabaseUrl(`DATABASE_URL has the parameter ${name} twice`);
    found.set(name, value);
  }
  return found;
}

function isParameter(name: string): name is Parameter {
  return (PARAMETERS as readonly string[]).includes(name);
}

function tlsOf(byScheme: boolean, given: ReadonlyMap<Parameter, string>): DatabaseTarget['tls'] {
  const mode = wordOf(MODES, 'sslmode', given, 'disable, no-verify, verify-ca, require or verify-full');
  const flag = wordOf(FLAGS, 'ssl', given, 'true or false; sslmode and sslca say more');
  const [ca, cert, key] = [given.get('sslca'), given.get('sslcert'), given.get('sslkey')];
  const asked = byScheme || [ca, cert, key].some((file) => file !== undefined);
  const words = [mode, flag].filter((word) => word !== undefined);
  const off = words.includes('off');
  if (off && (asked || words.some((word) => word !== 'off'))) {
    throw new BadDatabaseUrl('DATABASE_URL both asks for TLS and switches it off');
  }
  if ((cert === undefined) !== (key === undefined)) {
    throw new BadDatabaseUrl('DATABASE_URL needs both of sslcert and sslkey, or none of them');
  }
  if (off || (!asked && words.length === 0)) return undefined;
  return {
    check: mode === undefined || mode === 'off' ? 'identity' : mode,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
  };
}

function wordOf(
  words: Readonly<Record<string, TlsCheck | 'off'>>,
  name: Parameter,
  given: ReadonlyMap<Parameter, string>,
  accepted: string,
): TlsCheck | 'off' | undefined {
  const value = given.get(name);
  if (value === undefined) return undefined;
  const word = value.toLowerCase().replaceAll('_', '-');
  const meant = Object.hasOwn(words, word) ? words[word] : undefined;
  if (meant === undefined) throw new BadDatabaseUrl(`DATABASE_URL needs a ${name} that is one of ${accepted}`);
  return meant;
}

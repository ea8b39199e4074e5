import type { TokenBounds } from '../../src/token/token-bounds.js';
import type { TokenSubject } from '../../src/token/stored-token.js';

/** In whose name the token in use speaks. */
export const HOLDERS = ['operator', 'organization', 'user'] as const;
export type HolderKind = (typeof HOLDERS)[number];

/** The calls a minute of a token without a limit of its own: more than the token in use has. */
export const INSTALLATION_RATE = 5_000;

/** What the token in use has. It is called from 127.0.0.1. */
export function held(now: number): TokenBounds {
  return {
    scopes: ['api_tokens', 'enterprises'],
    networks: ['127.0.0.0/8', '2001:db8::/32'],
    rateLimit: 1_000,
    expiresAt: now + 3_600_000,
  };
}

/** One bound of another token, in relation to that of the token in use. */
export interface Relation {
  readonly name: string;
  readonly bounds: Partial<TokenBounds>;
  /** What it is refused with; undefined where it reaches no further. */
  readonly refused?: 'scopes' | 'lifetime' | 'networks' | 'rate_limit';
}

export function relations(now: number): Relation[] {
  const { expiresAt, networks } = held(now);
  const wider = (refused: NonNullable<Relation['refused']>) => ({ refused });
  return [
    { name: 'all the same', bounds: {} },
    { name: 'fewer scopes', bounds: { scopes: ['enterprises:read'] } },
    { name: 'another scope', bounds: { scopes: ['enterprises', 'users'] }, ...wider('scopes') },
    { name: 'every scope', bounds: { scopes: ['all'] }, ...wider('scopes') },
    { name: 'an earlier end', bounds: { expiresAt: expiresAt! - 600_000 } },
    { name: 'an end two seconds later', bounds: { expiresAt: expiresAt! + 2_000 }, ...wider('lifetime') },
    { name: 'no end', bounds: { expiresAt: null }, ...wider('lifetime') },
    { name: 'an address within', bounds: { networks: ['127.0.0.1'] } },
    { name: 'halves of a network', bounds: { networks: ['127.128.0.0/9', '127.0.0.0/9'] } },
    { name: 'a network more', bounds: { networks: [...networks, '10.0.0.0/8'] }, ...wider('networks') },
    { name: 'a wider network', bounds: { networks: ['126.0.0.0/7'] }, ...wider('networks') },
    { name: 'another version of the network', bounds: { networks: ['::/0'] }, ...wider('networks') },
    { name: 'anywhere', bounds: { networks: [] }, ...wider('networks') },
    { name: 'fewer calls', bounds: { rateLimit: 10 } },
    { name: 'a call more', bounds: { rateLimit: 1_001 }, ...wider('rate_limit') },
    { name: 'the calls of the installation', bounds: { rateLimit: null }, ...wider('rate_limit') },
    { name: 'calls without limit', bounds: { rateLimit: 0 }, ...wider('rate_limit') },
  ];
}

/** How each dialect names what goes too far. */
export const NAMES = {
  'core-v1': { lifetime: 'expires_at', networks: 'authorized_ip_addresses', rate_limit: 'rate_limit' },
  'api-v2': { lifetime: 'duration', networks: 'ipRestrict', rate_limit: 'rateLimit' },
} as const;

/** What an operation is answered where the relation is this one. */
export function expected(dialect: keyof typeof NAMES, { refused }: Relation): string {
  if (refused === undefined) return '200';
  const [scopes, bounds] =
    dialect === 'core-v1'
      ? ['403 permission_denied', '403 token_bounds_exceeded']
      : ['403 Forbidden', '403 TokenBoundsExceeded'];
  return refused === 'scopes' ? scopes : `${bounds} ${NAMES[dialect][refused]}`;
}

export function subjectOf(kind: HolderKind, ids: { organizationId: string; userId: string }): TokenSubject {
  if (kind === 'operator') return { kind };
  return kind === 'organization' ? { kind, organizationId: ids.organizationId } : { kind, userId: ids.userId };
}

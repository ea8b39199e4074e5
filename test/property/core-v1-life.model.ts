import type { Plan } from './core-v1-life.steps.js';

/** A note on an organization. */
export interface Pair {
  readonly key: string;
  readonly value: string | null;
}

/** An organization as the model believes it to be. */
export interface Org {
  readonly id: string;
  readonly parent: Org | null;
  sub: string;
  name: string;
  activated: boolean;
  deleted: boolean;
  /** `source:placer`, the identity of each hold; the operator has no placer. */
  readonly holds: Set<string>;
  version: number;
  annotations: readonly Pair[];
  /** Of a root; null is unlimited. */
  limit: number | null;
  /** The tag that was read last, of the organization and of its limit. */
  seen: string | undefined;
}

/** A token; `of` is null for the operator's. */
export interface Token {
  readonly id: string;
  secret: string;
  readonly of: Org | null;
  readonly scopes: readonly string[];
  revoked: boolean;
}

/** What was done under an Idempotency-Key. */
export interface Once {
  readonly meaning: string;
  readonly subject: string;
  /** A secret that was shown, and to which token. */
  readonly shown?: { readonly secret: string; readonly to: string };
}

export type Intent = 'read' | 'write' | 'manage' | 'admin' | 'viewStatus' | 'revokeTokens';

const MAX_DEPTH = 5;

/**
 * What decisions §3 to §8 promise of organizations and their tokens, without a database: who may do what, what a state
 * refuses, which names are free, when a limit is full. It answers with a status and a code, as the service must.
 */
export class Life {
  readonly orgs: Org[] = [];
  readonly tokens: Token[] = [];
  /** Names given up by a renaming, and whose they were. */
  readonly retired = new Map<string, Org>();
  readonly keys = new Map<string, Once>();
  /** Which caller has sent what with a key, to be sent again by the same or another one. */
  readonly sent: { readonly token: Token; readonly again: (token: Token) => Plan }[] = [];

  /** @param prefix begins every sub-domain, so that lives in one database do not meet */
  constructor(readonly prefix: string) {}

  born(org: Pick<Org, 'id' | 'parent' | 'sub' | 'name' | 'activated'> & Partial<Org>): Org {
    const made = { deleted: false, holds: new Set<string>(), version: 1, annotations: [], limit: null, ...org };
    this.orgs.push({ seen: undefined, ...made });
    return this.orgs.at(-1)!;
  }

  /** Root first, the organization itself at the end. */
  path(org: Org): Org[] {
    return org.parent ? [...this.path(org.parent), org] : [org];
  }

  /** The living organizations directly below one. */
  below(org: Org): Org[] {
    return this.orgs.filter(({ parent, deleted }) => parent === org && !deleted);
  }

  /** Living managed organizations anywhere in the tree of one. */
  used(org: Org): number {
    const root = this.path(org)[0];
    return this.orgs.filter((each) => each.parent && !each.deleted && this.path(each)[0] === root).length;
  }

  /** Whether what has this id, an organization or a token, was there and is no more. */
  isGone(id: string): boolean {
    return (
      this.orgs.some((org) => org.id === id && org.deleted) ||
      this.tokens.some((each) => each.id === id && each.revoked)
    );
  }

  isSuspended(org: Org): boolean {
    return this.path(org).some(({ holds }) => holds.size > 0);
  }

  /** Two answers with the same tag are the same. */
  tag(org: Org): string {
    return `"${org.version}${this.isSuspended(org) ? '-suspended' : ''}"`;
  }

  /** The place of a token on the path: -1 above every root, undefined nowhere. */
  standing(token: Token, org: Org): number | undefined {
    if (token.of === null) return -1;
    const index = this.path(org).indexOf(token.of);
    return index < 0 ? undefined : index;
  }

  /** Why a token is turned away from an organization; undefined where it is let in. */
  refusal(token: Token, scopes: readonly string[], org: Org | undefined, intent: Intent): string | undefined {
    const unknown = this.unrecognised(token, scopes);
    if (unknown) return unknown;
    const standing = org && this.standing(token, org);
    if (!org || org.deleted || standing === undefined) return '404 organization_not_found';
    const path = this.path(org);
    const checked = { read: standing + 1, manage: standing + 1, admin: standing + 1, write: path.length };
    const state = this.stateOf(
      path.slice(0, intent === 'viewStatus' || intent === 'revokeTokens' ? 0 : checked[intent]),
    );
    if (state) return state;
    const isDenied = intent === 'admin' ? standing !== -1 : intent === 'manage' && standing === path.length - 1;
    return isDenied ? '403 permission_denied' : undefined;
  }

  /** As `refusal`, for what is the operator's and names no organization. */
  refusalOfOperators(token: Token, scopes: readonly string[]): string | undefined {
    const state = this.unrecognised(token, scopes) ?? (token.of ? this.stateOf(this.path(token.of)) : undefined);
    return state ?? (token.of ? '403 permission_denied' : undefined);
  }

  unrecognised(token: Token, scopes: readonly string[]): string | undefined {
    if (token.revoked) return '403 invalid_api_token';
    return scopes.some((scope) => grants(token, scope)) ? undefined : '403 scope_not_granted';
  }

  /** Which callers may name a token; for the others it does not exist. */
  refusalOfToken(token: Token, named: Token, intent: Intent): string | undefined {
    const unknown = this.unrecognised(token, ['api_tokens']);
    if (unknown) return unknown;
    if (named.revoked) return '404 api_token_not_found';
    if (named.of === null) return token.of === null ? undefined : '404 api_token_not_found';
    const refusal = this.refusal(token, ['api_tokens'], named.of, intent);
    return refusal === '404 organization_not_found' ? '404 api_token_not_found' : refusal;
  }

  /** Whether a name belongs to another organization, or did. */
  isTaken(sub: string, org?: Org): boolean {
    const former = this.retired.get(sub);
    return this.orgs.some((each) => each.sub === sub && each !== org) || (former !== undefined && former !== org);
  }

  /** Why nothing can be made under an organization that is open; undefined where it can. */
  unmakeable(parent: Org, sub: string, annotations: readonly Pair[]): string | undefined {
    const root = this.path(parent)[0]!;
    const isFull = root.limit !== null && this.used(parent) >= root.limit;
    if (hasTwins(annotations) || this.path(parent).length >= MAX_DEPTH) return '422 validation_error';
    if (this.isTaken(sub)) return '422 validation_error';
    return isFull ? '422 organization_limit_reached' : undefined;
  }

  rename(org: Org, sub: string): void {
    if (org.sub === sub) return;
    this.retired.delete(sub);
    this.retired.set(org.sub, org);
    org.sub = sub;
  }

  /** What was done under a key by the same organization (or the operator) at the same route. */
  done(token: Token, route: string, key: string | undefined): Once | undefined {
    return key === undefined ? undefined : this.keys.get(nameOf(token, route, key));
  }

  remember(token: Token, route: string, key: string | undefined, once: Once): void {
    if (key !== undefined) this.keys.set(nameOf(token, route, key), once);
  }

  private stateOf(path: readonly Org[]): string | undefined {
    if (path.some((org) => org.holds.size > 0)) return '403 organization_suspended';
    return path.every(({ activated }) => activated) ? undefined : '403 organization_not_activated';
  }
}

/** Whether a token has a scope: a scope without `:read` includes it. */
export function grants({ scopes }: Token, scope: string): boolean {
  return scopes.includes('all') || scopes.includes(scope) || scopes.includes(scope.replace(/:read$/, ''));
}

export function hasTwins(annotations: readonly Pair[]): boolean {
  return new Set(annotations.map(({ key }) => key)).size < annotations.length;
}

function nameOf({ of }: Token, route: string, key: string): string {
  return [of?.id ?? '', route, key].join(' ');
}

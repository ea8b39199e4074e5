import type { AuthenticatedToken } from '../../auth/authenticated-token.js';
import { endOf } from '../../auth/token-lifetime.js';

const MAX_ENTRIES = 10_000;

/**
 * Tokens that were read recently, so that a busy client costs no look-up for each call.
 *
 * It never has the state of an organization, which each call reads. An unknown token is not cached either, so that a new
 * one works at once.
 */
export class TokenCache {
  private readonly entries = new Map<string, { token: AuthenticatedToken; until: number }>();
  private generation = 0;

  /** `lifetimeMs` bounds how long a revocation by another process may go unnoticed; with 0 each call reads the token. */
  constructor(private readonly lifetimeMs: number) {}

  async get(
    hash: string,
    find: () => Promise<AuthenticatedToken | undefined>,
  ): Promise<AuthenticatedToken | undefined> {
    const entry = this.entries.get(hash);
    if (entry && entry.until > Date.now()) return entry.token;
    const { generation } = this;
    const token = await find();
    // A look-up that ran while a token was revoked may have read it just before: it is not cached.
    if (token && generation === this.generation) this.keep(hash, token);
    else this.entries.delete(hash);
    return token;
  }

  /** Whether a token is cached and has not ended, as far as this process knows. It runs no statement. */
  knows(hash: string): boolean {
    const entry = this.entries.get(hash);
    return entry !== undefined && endOf(entry.token) === undefined;
  }

  /** A revocation takes effect at once in the process that answered it. */
  forget(tokenId: string): void {
    this.drop(({ id }) => id === tokenId);
  }

  /** As `forget`, for every token of an organization. */
  forgetAllOf(organizationId: string): void {
    this.drop(({ actor }) => actor.kind === 'organization' && actor.organizationId === organizationId);
  }

  /** As `forget`, for every token of a user. */
  forgetAllOfUser(userId: string): void {
    this.drop(({ actor }) => actor.kind === 'user' && actor.userId === userId);
  }

  private drop(isMeant: (token: AuthenticatedToken) => boolean): void {
    this.generation++;
    for (const [hash, { token }] of this.entries) if (isMeant(token)) this.entries.delete(hash);
  }

  private keep(hash: string, token: AuthenticatedToken): void {
    this.entries.delete(hash);
    if (this.entries.size >= MAX_ENTRIES) this.entries.delete(this.entries.keys().next().value!);
    this.entries.set(hash, { token, until: Date.now() + this.lifetimeMs });
  }
}

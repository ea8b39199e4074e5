import { type CanActivate, type ExecutionContext, Injectable, createParamDecorator } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Traced } from '../observability/tracing.js';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { isWithin } from '../common/networks.js';
import { Readiness } from '../database/connection/readiness.js';
import { ACCESS, type Access } from './access.js';
import type { AuthenticatedToken } from './authenticated-token.js';
import { Authenticator } from './authenticator.js';
import { bearerOf } from './bearer.js';
import { addressOf } from './client-address.js';
import { RateLimits } from './rate-limits.js';
import { covers, type Scope } from './scopes.js';
import { endOf } from './token-lifetime.js';

/** The caller of a route that is not public, as a handler's first argument. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CallContext => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('A public route has no caller.');
  return caller;
});

/** The call to be admitted. Its address is read once: after a disconnect the socket has none. */
type Call = Pick<CallContext, 'requestId' | 'ip'>;

/**
 * Checks the token (present, valid, its networks, its rate), then the scope, before everything that reads the body
 * (core-v1.md §5.4).
 *
 * It sets the `caller` of the request, or refuses with `missing_token`, `invalid_token`, `network_not_allowed`,
 * `rate_limited` or `scope_not_granted`; before all that with `unavailable` while the service is not ready. A route
 * that declares no access is refused to every caller: a missing declaration is a mistake and not a permission.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly limits: RateLimits,
    private readonly readiness: Readiness,
  ) {}

  @Traced()
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!access) throw new Error(`${context.getClass().name}.${context.getHandler().name} declares no access.`);
    if (access.kind === 'public') return true;
    await this.readiness.admit();
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const secret = secretOf(request);
    const ip = addressOf(request);
    request.refusedToken = { ...(ip !== undefined && { ip }) };
    const token = await this.authenticator.authenticate(secret, request.deadline);
    request.refusedToken = { id: token.id, ...request.refusedToken };
    const call = { requestId: request.id, ip };
    this.refuseEnded(call, token);
    request.hasValidToken = true;
    this.refuseElsewhere(call, token);
    await this.refuseTooMany(request, token);
    request.refusedToken = undefined;
    refuseUngranted(token, access.scopes);
    // After the checks: a refused call does not count as a use of the token.
    this.authenticator.noteUse(token);
    const standing = this.authenticator.standing({
      token,
      // As above, but for the rate: it is the same call.
      check: (now) => {
        if (!now) throw new DomainError('invalid_token', {});
        this.refuseEnded(call, now);
        this.refuseElsewhere(call, now);
        refuseUngranted(now, access.scopes);
        return now;
      },
    });
    request.caller = { requestId: request.id, actor: token.actor, signal: request.deadline, ip, standing };
    return true;
  }

  /** The error names what ended the token, since only the holder of its secret can get here. */
  private refuseEnded(call: Call, token: AuthenticatedToken): void {
    const end = endOf(token);
    if (!end) return;
    this.authenticator.noteRefusal(token, end.how, call);
    throw new DomainError('invalid_token', { end });
  }

  private refuseElsewhere(call: Call, token: AuthenticatedToken): void {
    const { ip } = call;
    if (token.networks.length === 0 || isWithin(token.networks, ip)) return;
    this.authenticator.noteRefusal(token, 'network', call);
    // A trusted proxy may forward any text of its client; only an address is shown and stored.
    throw new DomainError('network_not_allowed', { ipAddress: ip ?? 'unknown' });
  }

  private async refuseTooMany(request: FastifyRequest, token: AuthenticatedToken): Promise<void> {
    const { countedWith, rateLimit, actor } = token;
    const organizationId = actor.kind === 'organization' ? actor.organizationId : undefined;
    const allowance = await this.limits.count({ countedWith, rateLimit, organizationId });
    if (!allowance) return;
    request.allowance = allowance;
    if (!allowance.exceeded) return;
    const retryAfterSeconds = Math.max(1, Math.ceil(allowance.resetMs / 1_000));
    throw new DomainError('rate_limited', { totalPermitted: allowance.permitted, retryAfterSeconds });
  }
}

function refuseUngranted(token: AuthenticatedToken, scopes: readonly Scope[]): void {
  if (scopes.length === 0 || scopes.some((scope) => covers(token.scopes, scope))) return;
  throw new DomainError('scope_not_granted', { scopes });
}

function secretOf(request: FastifyRequest): string {
  const secret = bearerOf(request.headers.authorization);
  if (secret === undefined) throw new DomainError('missing_token', {});
  return secret;
}

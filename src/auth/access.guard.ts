import { type CanActivate, type ExecutionContext, Injectable, createParamDecorator } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { CallContext } from '../common/call-context.js';
import { DomainError } from '../common/errors.js';
import { isWithin } from '../common/networks.js';
import { Readiness } from '../database/readiness.js';
import { addressOf } from '../http/client-address.js';
import { ACCESS, type Access } from './access.js';
import { AccessTokenService } from './access-token.service.js';
import { bearerOf } from './bearer.js';
import type { KnownToken } from './known-token.js';
import { RateLimits } from './rate-limits.js';
import { covers, type Scope } from './scopes.js';
import { endOf } from './stored-token.js';
import { TokenRefusals } from './token-refusals.js';
import { TokenStanding } from './token-standing.js';
import { TokenUse } from './token-use.js';

/** The caller of a route that is not public, as a handler's first argument. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): CallContext => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('A public route has no caller.');
  return caller;
});

/** Which call is judged: its address is read once, since a client that has gone has none. */
type Call = Pick<CallContext, 'requestId' | 'ip'>;

/**
 * Token (present, valid, from where it may be used, within its rate), then scope, ahead of everything that looks at the body (core-v1.md §5.4).
 *
 * It gives the request its `caller`, or refuses with `missing_token`, `invalid_token`, `network_not_allowed`,
 * `rate_limited` or `scope_not_granted`; ahead of all that with `unavailable` while the service is not ready. A route
 * that declares no access is refused to everybody: silence is a mistake and not a permission.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokenService,
    private readonly limits: RateLimits,
    private readonly use: TokenUse,
    private readonly refusals: TokenRefusals,
    private readonly readiness: Readiness,
  ) {}

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
    const token = await this.tokens.recognise(secret, request.deadline);
    request.refusedToken = { id: token.id, ...request.refusedToken };
    const call = { requestId: request.id, ip };
    this.refuseEnded(call, token);
    request.hasValidToken = true;
    this.refuseElsewhere(call, token);
    await this.refuseTooMany(request, token);
    request.refusedToken = undefined;
    refuseUngranted(token, access.scopes);
    // It was let in: what is refused is no use of a token.
    this.use.note(token);
    const standing = new TokenStanding({
      token,
      // As above, without a count: it is one call. What was remembered of the token is not true any more.
      judge: (now) => {
        this.tokens.forget(token.id);
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

  /** What ended it is told, since only the holder of its secret can ask. */
  private refuseEnded(call: Call, token: KnownToken): void {
    const end = endOf(token);
    if (!end) return;
    this.refusals.note(token, end.how, call);
    throw new DomainError('invalid_token', { end });
  }

  private refuseElsewhere(call: Call, token: KnownToken): void {
    const { ip } = call;
    if (token.networks.length === 0 || isWithin(token.networks, ip)) return;
    this.refusals.note(token, 'network', call);
    // A trusted proxy may pass on whatever its client wrote; only an address is shown and written down.
    throw new DomainError('network_not_allowed', { ipAddress: ip ?? 'unknown' });
  }

  private async refuseTooMany(request: FastifyRequest, token: KnownToken): Promise<void> {
    const allowance = await this.limits.count(token.countedWith, token.rateLimit);
    if (!allowance) return;
    request.allowance = allowance;
    if (!allowance.exceeded) return;
    const retryAfterSeconds = Math.max(1, Math.ceil(allowance.resetMs / 1_000));
    throw new DomainError('rate_limited', { totalPermitted: allowance.permitted, retryAfterSeconds });
  }
}

function refuseUngranted(token: KnownToken, scopes: readonly Scope[]): void {
  if (scopes.length === 0 || scopes.some((scope) => covers(token.scopes, scope))) return;
  throw new DomainError('scope_not_granted', { scopes });
}

function secretOf(request: FastifyRequest): string {
  const secret = bearerOf(request.headers.authorization);
  if (secret === undefined) throw new DomainError('missing_token', {});
  return secret;
}

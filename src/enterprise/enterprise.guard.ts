import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
  UseGuards,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Traced } from '../observability/tracing.js';
import { ApiErrors } from '../http/docs/operation.js';
import type { Enterprise } from './enterprise.js';
import { type EnterpriseIntent, restingOnEnterprise } from './enterprise-access.js';
import { EnterpriseLookupService } from './enterprise-lookup.service.js';

const INTENT = Symbol('enterprise intent');

interface NamesEnterprise {
  readonly enterpriseId?: string;
  /** Of a request that removes a role: the email of the user whose role it is. */
  leaver?(): string;
}

/**
 * Finds the enterprise of `enterpriseId` and checks, in this order, that it is visible to the caller, not suspended,
 * activated, and that the caller has the permission (decisions §4).
 */
@Injectable()
export class EnterpriseGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly enterprises: EnterpriseLookupService,
  ) {}

  @Traced()
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request;
    const args = request.args as NamesEnterprise | undefined;
    if (!caller || args?.enterpriseId === undefined) {
      throw new Error('A route about an enterprise needs a caller and an enterpriseId.');
    }
    const leaver = args.leaver?.();
    const leaves = leaver !== undefined && (await this.enterprises.isOwnEmail(caller, leaver));
    const intent = leaves ? 'leave' : this.reflector.get<EnterpriseIntent>(INTENT, context.getHandler());
    const enterprise = await this.enterprises.findVisible(caller, args.enterpriseId, intent);
    request.enterprise = enterprise;
    request.caller = restingOnEnterprise(caller, enterprise, intent);
    return true;
  }
}

/** This route is about the enterprise of `enterpriseId`, and does with it what the intent names. */
export const RequireEnterprise = (intent: EnterpriseIntent) =>
  applyDecorators(
    SetMetadata(INTENT, intent),
    UseGuards(EnterpriseGuard),
    ApiErrors('enterprise_not_found', 'organization_suspended', 'organization_not_activated', 'permission_denied'),
  );

/** The enterprise of a route that is declared with `RequireEnterprise`. */
export const CurrentEnterprise = createParamDecorator((_: unknown, context: ExecutionContext): Enterprise => {
  const { enterprise } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!enterprise) throw new Error('This route is not declared with RequireEnterprise.');
  return enterprise as Enterprise;
});

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
import { DomainError } from '../common/errors.js';
import { ApiErrors } from '../http/docs/operation.js';
import type { Organization, OrganizationLookup } from './organization.js';
import { type Intent, withRolesOnPath } from './path/organization-path.js';
import { OrganizationService, type OrganizationAccess } from './organization.service.js';

/** Arguments that name the organization of a request. */
export interface NamesOrganization {
  organizationLookup(): OrganizationLookup;
  /** Of a request that removes a role: the id of the user whose role it is, who may do so whatever that role is. */
  leaver?(): string;
}

const INTENT = Symbol('intent');

/**
 * Finds the organization that the arguments name, for a caller who may do this with it: visible, then not suspended,
 * then activated, then permitted (decisions §4). It runs after the global guards, which check token, scope and arguments.
 */
@Injectable()
export class OrganizationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly organizations: OrganizationService,
  ) {}

  @Traced()
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request;
    const args = request.args as NamesOrganization | undefined;
    if (!caller || !args) throw new Error('A route with an organization needs a caller and arguments.');
    const leaves = caller.actor.kind === 'user' && args.leaver?.() === caller.actor.userId;
    const intent = leaves ? 'leave' : this.reflector.get<Intent>(INTENT, context.getHandler());
    const access = await this.organizations.findAccess(caller, args.organizationLookup(), intent);
    request.organization = access;
    request.caller = withRolesOnPath(caller, access.organization.path, intent);
    return true;
  }
}

/** Checks a request that names no organization by that of its token, if it has one (decisions §4). */
@Injectable()
export class OwnOrganizationGuard implements CanActivate {
  constructor(private readonly organizations: OrganizationService) {}

  @Traced()
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!caller) throw new Error('A route that depends on the state of its caller is not public.');
    const { actor } = caller;
    if (actor.kind === 'organization') {
      await this.organizations.findVisible(caller, { id: actor.organizationId }, 'read');
    }
    return true;
  }
}

/** Refuses every caller except the operator. */
@Injectable()
export class OperatorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    if (caller?.actor.kind === 'operator') return true;
    throw new DomainError('permission_denied', { details: 'Only the operator of this service may do this' });
  }
}

/** A route for the organization that its arguments name; the intent decides which roles and states permit it. */
export const RequireOrganization = (intent: Intent) =>
  applyDecorators(
    SetMetadata(INTENT, intent),
    UseGuards(OrganizationGuard),
    ApiErrors('organization_not_found'),
    intent === 'viewStatus' ? ApiErrors() : ApiErrors('organization_suspended', 'organization_not_activated'),
    ApiErrors('permission_denied'),
  );

/** A route that names no organization: the state of the token's own organization decides. */
export const RequireActiveCaller = () =>
  applyDecorators(
    UseGuards(OwnOrganizationGuard),
    ApiErrors('organization_not_found', 'organization_suspended', 'organization_not_activated'),
  );

/** A route that names no organization, for the operator alone. */
export const OperatorOnly = () =>
  applyDecorators(
    UseGuards(OwnOrganizationGuard, OperatorGuard),
    ApiErrors('organization_not_found', 'organization_suspended', 'organization_not_activated', 'permission_denied'),
  );

/** The organization of a route that is declared with `RequireOrganization`, with the rights of the caller in it. */
export const CurrentAccess = createParamDecorator((_: unknown, context: ExecutionContext): OrganizationAccess => {
  const { organization } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!organization) throw new Error('This route is not declared with RequireOrganization.');
  return organization as OrganizationAccess;
});

/** The organization of a route that is declared with `RequireOrganization`. */
export const CurrentOrganization = createParamDecorator((_: unknown, context: ExecutionContext): Organization => {
  const { organization } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!organization) throw new Error('This route is not declared with RequireOrganization.');
  return (organization as OrganizationAccess).organization;
});

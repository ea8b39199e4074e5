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
import { DomainError } from '../common/errors.js';
import { ApiErrors } from '../http/docs/operation.js';
import type { Organization, OrganizationLookup } from './organization.js';
import { type Intent, restingOnPath } from './path/organization-path.js';
import { OrganizationService, type OrganizationAccess } from './organization.service.js';

/** Arguments that say which organization a request is about. */
export interface NamesOrganization {
  organizationLookup(): OrganizationLookup;
  /** Of a request that takes a role away: the id of the user whose role it is, who may do it whatever that role is. */
  leaver?(): string;
}

const INTENT = Symbol('intent');

/**
 * Finds the organization that the arguments name, for a caller who may do this with it: visible, then not suspended,
 * then activated, then permitted (decisions §4). It stands behind the global guards, so token, scope and arguments
 * have been judged.
 */
@Injectable()
export class OrganizationGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly organizations: OrganizationService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request;
    const args = request.args as NamesOrganization | undefined;
    if (!caller || !args) throw new Error('A route about an organization needs a caller and arguments.');
    const leaves = caller.actor.kind === 'user' && args.leaver?.() === caller.actor.userId;
    const intent = leaves ? 'leave' : this.reflector.get<Intent>(INTENT, context.getHandler());
    const view = await this.organizations.view(caller, args.organizationLookup(), intent);
    request.organization = view;
    request.caller = restingOnPath(caller, view.organization.path, intent);
    return true;
  }
}

/** Judges a request that names no organization by its token's own (decisions §4); other tokens have none. */
@Injectable()
export class OwnOrganizationGuard implements CanActivate {
  constructor(private readonly organizations: OrganizationService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!caller) throw new Error('A route that is judged by its caller is not public.');
    const { actor } = caller;
    if (actor.kind === 'organization') {
      await this.organizations.findVisible(caller, { id: actor.organizationId }, 'read');
    }
    return true;
  }
}

/** Lets the operator pass, and nobody else. */
@Injectable()
export class OperatorGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
    if (caller?.actor.kind === 'operator') return true;
    throw new DomainError('permission_denied', { details: 'Only the operator of this service may do this' });
  }
}

/** This route is about the organization that its arguments name; the intent says what it wants of it. */
export const RequireOrganization = (intent: Intent) =>
  applyDecorators(
    SetMetadata(INTENT, intent),
    UseGuards(OrganizationGuard),
    ApiErrors('organization_not_found'),
    intent === 'viewStatus' ? ApiErrors() : ApiErrors('organization_suspended', 'organization_not_activated'),
    ApiErrors('permission_denied'),
  );

/** This route names no organization: the state of the token's own one decides. */
export const RequireActiveCaller = () =>
  applyDecorators(
    UseGuards(OwnOrganizationGuard),
    ApiErrors('organization_not_found', 'organization_suspended', 'organization_not_activated'),
  );

/** This route names no organization and is the operator's alone. */
export const OperatorOnly = () =>
  applyDecorators(
    UseGuards(OwnOrganizationGuard, OperatorGuard),
    ApiErrors('organization_not_found', 'organization_suspended', 'organization_not_activated', 'permission_denied'),
  );

/** The organization of a route that is declared with `RequireOrganization`, as its caller meets it. */
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

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
import { Refuses } from '../http/openapi/operation.js';
import type { Organization, OrganizationLookup } from './organization.js';
import type { Intent } from './organization-path.js';
import { OrganizationService } from './organization.service.js';

/** Arguments that say which organization a request is about. */
export interface NamesOrganization {
  organizationLookup(): OrganizationLookup;
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
    const intent = this.reflector.get<Intent>(INTENT, context.getHandler());
    const { caller } = request;
    const args = request.args as NamesOrganization | undefined;
    if (!caller || !args) throw new Error('A route about an organization needs a caller and arguments.');
    request.organization = await this.organizations.findVisible(caller, args.organizationLookup(), intent);
    return true;
  }
}

/** This route is about the organization that its arguments name, to read it or to change something in it. */
export const InOrganization = (intent: Intent) =>
  applyDecorators(
    SetMetadata(INTENT, intent),
    UseGuards(OrganizationGuard),
    Refuses('organization_not_found', 'organization_suspended', 'organization_not_activated', 'permission_denied'),
  );

/** The organization of a route that is declared with `InOrganization`. */
export const TheOrganization = createParamDecorator((_: unknown, context: ExecutionContext): Organization => {
  const { organization } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!organization) throw new Error('This route is not declared with InOrganization.');
  return organization as Organization;
});

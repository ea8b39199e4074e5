import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Traced } from '../../observability/tracing.js';
import { ApiErrors } from '../../http/docs/operation.js';
import type { OrganizationPath } from '../organization.js';
import type { NamesOrganization } from '../organization.guard.js';
import { OrganizationService } from '../organization.service.js';
import { withRolesOnPath } from './organization-path.js';

/**
 * As `OrganizationGuard` with the intent `write`, for routes whose service checks the state of the whole path itself, in
 * the transaction that writes. Where the path is known already this check needs no trip to the database.
 */
@Injectable()
export class OrganizationPathGuard implements CanActivate {
  constructor(private readonly organizations: OrganizationService) {}

  @Traced()
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request;
    const args = request.args as NamesOrganization | undefined;
    if (!caller || !args) throw new Error('A route about an organization needs a caller and arguments.');
    const lookup = args.organizationLookup();
    // A repetition is answered from the record of its key, and no service checks the state ahead of that.
    const isKeyed = request.headers['idempotency-key'] !== undefined;
    const found = isKeyed
      ? await this.organizations.findVisible(caller, lookup, 'write')
      : await this.organizations.findPath(caller, lookup);
    request.organization = { organization: found };
    request.caller = withRolesOnPath(caller, found.path, 'write');
    return true;
  }
}

/**
 * This route writes in the organization that its arguments name. Its service gets the path alone (`CurrentPath`) and
 * has to check the state of all organizations on it.
 */
export const RequireOrganizationPath = () =>
  applyDecorators(
    UseGuards(OrganizationPathGuard),
    ApiErrors('organization_not_found'),
    ApiErrors('organization_suspended', 'organization_not_activated'),
    ApiErrors('permission_denied'),
  );

/** The path of a route that is declared with `RequireOrganizationPath`. */
export const CurrentPath = createParamDecorator((_: unknown, context: ExecutionContext): OrganizationPath => {
  const { organization } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!organization) throw new Error('This route is not declared with RequireOrganizationPath.');
  return (organization as { organization: OrganizationPath }).organization;
});

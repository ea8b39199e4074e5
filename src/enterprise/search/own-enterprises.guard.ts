import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ApiErrors } from '../../http/docs/operation.js';
import { OwnEnterprisesService } from './own-enterprises.service.js';

/** Finds the organization of `organizationId`, for a caller who may have enterprises of their own in it. */
@Injectable()
export class OwnEnterprisesGuard implements CanActivate {
  constructor(private readonly own: OwnEnterprisesService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { caller } = request;
    const args = request.args as { readonly organizationId?: string } | undefined;
    if (!caller || args?.organizationId === undefined) {
      throw new Error('A route about enterprises of an organization needs a caller and an organizationId.');
    }
    request.organization = { organization: await this.own.organizationOf(caller, args.organizationId) };
    return true;
  }
}

/** This route is about the caller's own enterprises in the organization that `organizationId` names. */
export const AmongOwnEnterprises = () =>
  applyDecorators(
    UseGuards(OwnEnterprisesGuard),
    ApiErrors('organization_not_found', 'organization_suspended', 'organization_not_activated'),
  );

import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../common/errors.js';
import { PREFLIGHT } from './preflight.js';
import { pathOf } from '../request/rewrite-url.js';

/**
 * The first guard: an OPTIONS that names no method of its path has no route, which is answered before the token is
 * checked (core-v1.md §5.4). Every other route has been found by the router.
 */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (!this.reflector.get<boolean | undefined>(PREFLIGHT, context.getHandler())) return true;
    const { headers, method, url, server } = context.switchToHttp().getRequest<FastifyRequest>();
    const path = pathOf(url);
    const asked = headers['access-control-request-method'];
    if (asked !== undefined && server.routeTable.methodsAt(path).includes(asked)) return true;
    throw new DomainError('route_not_found', { method, path });
  }
}

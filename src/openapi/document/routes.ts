import { RequestMethod } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ACCESS, type Access } from '../../auth/access.js';
import { DIALECT, type DialectName } from '../../dialects/shared/dialect.js';
import { ARGUMENTS } from '../../http/validation/arguments.guard.js';
import type { DtoClass } from '../../http/validation/argument-metadata.js';
import { DOCUMENTED, type OperationDoc, tagOn } from '../../http/docs/operation.js';

/** A class of handlers, as Nest keeps it. */
export type ControllerClass = abstract new (...parts: never[]) => object;

/** A documented route, as its decorators declare it. */
export interface Route {
  /** In OpenAPI's form: `/api/v2/user/{id}`. */
  readonly path: string;
  /** In lower case. */
  readonly method: string;
  readonly operationId: string;
  /** The name of the method of the controller. */
  readonly handlerName: string;
  /** What `ApiTag` names. */
  readonly noun: string | undefined;
  readonly dialectName: DialectName | undefined;
  readonly access: Access;
  readonly dto: DtoClass | undefined;
  readonly status: number;
  readonly documented: OperationDoc;
  readonly handler: object;
}

const METHODS_WITH_201 = new Set(['post']);

/** The documented routes of these controllers, in their order. */
export function documentedRoutes(controllers: readonly ControllerClass[]): Route[] {
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Record<string, unknown>;
    const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor');
    return names.flatMap((name) => routeOf(controller, name, prototype[name]) ?? []);
  });
}

function routeOf(controller: ControllerClass, name: string, handler: unknown): Route | undefined {
  const read = <T>(key: string | symbol, target: object): T | undefined =>
    Reflect.getMetadata(key, target) as T | undefined;
  if (typeof handler !== 'function') return undefined;
  const documented = read<OperationDoc>(DOCUMENTED, handler);
  const access = read<Access>(ACCESS, handler) ?? read<Access>(ACCESS, controller);
  if (!documented || !access) return undefined;
  const method = RequestMethod[read<RequestMethod>(METHOD_METADATA, handler) ?? RequestMethod.GET].toLowerCase();
  return {
    path: pathOf(read<string>(PATH_METADATA, controller), read<string>(PATH_METADATA, handler)),
    method,
    operationId: documented.operationId,
    handlerName: name,
    noun: tagOn(handler, controller),
    dialectName: read<DialectName>(DIALECT, controller),
    access,
    dto: read<DtoClass | null>(ARGUMENTS, handler) ?? undefined,
    status: read<number>(HTTP_CODE_METADATA, handler) ?? (METHODS_WITH_201.has(method) ? 201 : 200),
    documented,
    handler,
  };
}

function pathOf(...parts: readonly (string | undefined)[]): string {
  const segments = parts.flatMap((part = '') => part.split('/')).filter((segment) => segment !== '');
  return `/${segments.map((segment) => segment.replace(/^:(.+)$/, '{$1}')).join('/')}`;
}

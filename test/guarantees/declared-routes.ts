import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { ModulesContainer } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { getMetadataStorage } from 'class-validator';
import type { HTTPMethods } from 'fastify';
import { ACCESS, type Access } from '../../src/auth/access.js';
import { DIALECT, type DialectName } from '../../src/dialects/shared/dialect.js';
import { dialectFor } from '../../src/dialects/dialects.js';
import { publishedSet } from '../../src/http/validation/argument-set.js';
import { ARGUMENTS } from '../../src/http/validation/arguments.guard.js';

type DtoClass = abstract new (...parts: never[]) => object;

/** A route as the running application has it; `undefined` is what is not declared. */
export interface DeclaredRoute {
  /** `POST /core/v1/organizations/:organization/managed` */
  readonly name: string;
  readonly method: HTTPMethods;
  readonly path: string;
  readonly handler: object;
  readonly access: Access | undefined;
  readonly dialect: DialectName | undefined;
  /** Null where it says that it takes none. */
  readonly dto: DtoClass | null | undefined;
}

/** What may be left out, by the name of the route, and why. */
export type Exemptions = Readonly<Record<string, string>>;

/** Every handler that Nest has routed, whichever module it comes from. */
export function declaredRoutes(app: NestFastifyApplication): DeclaredRoute[] {
  const modules = [...app.get(ModulesContainer, { strict: false }).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype));
  return controllers.flatMap((controller) => {
    const prototype = (controller as DtoClass).prototype as Record<string, unknown>;
    const handlers = Object.getOwnPropertyNames(prototype).map((name) => prototype[name]);
    return handlers.flatMap((handler) => routesOf(controller as DtoClass, handler));
  });
}

function routesOf(controller: DtoClass, handler: unknown): DeclaredRoute[] {
  if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
  const read = <T>(key: string | symbol, ...places: object[]): T | undefined =>
    places.map((place) => Reflect.getMetadata(key, place) as T | undefined).find((found) => found !== undefined);
  const method = RequestMethod[read<RequestMethod>(METHOD_METADATA, handler) ?? RequestMethod.GET];
  const texts = (place: object) => [read<string | string[]>(PATH_METADATA, place) ?? ''].flat();
  return texts(controller).flatMap((above) =>
    texts(handler).map((below) => {
      const path = `/${[above, below].join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
      return {
        name: `${method} ${path}`,
        method,
        path,
        handler,
        access: read<Access>(ACCESS, handler, controller),
        dialect: read<DialectName>(DIALECT, controller),
        dto: Reflect.getMetadata(ARGUMENTS, handler) as DtoClass | null | undefined,
      };
    }),
  );
}

/** Everything that a route has forgotten to declare, or declares against itself; in words. */
export function faultsOf(route: DeclaredRoute, exempt: Record<ExemptionKind, Exemptions>): string[] {
  const { open, scopeless, outside, unjudged } = exempt;
  const { name, path, access, dialect, dto } = route;
  const faults: string[] = [];
  if (!access) faults.push('declares no access');
  if (access?.kind === 'public' && !(name in open)) faults.push('is open to everybody, without a reason');
  if (access?.kind === 'token' && access.scopes.length === 0 && !(name in scopeless)) faults.push('asks for no scope');
  if (!dialect && !(name in outside)) faults.push('speaks no dialect');
  if (dialect && dialectFor(path).name !== dialect) faults.push('lies outside of its dialect');
  if (dto === undefined) faults.push('does not say what arguments it takes');
  if (dialect === 'core-v1' && dto && !publishedSet(dto)) faults.push('has arguments that core-v1 has no id for');
  const known = dto ? declaredArguments(dto) : new Set<string>();
  const unknown = [...path.matchAll(/:(\w+)/g)].map(([, parameter]) => parameter!).filter((each) => !known.has(each));
  if (unknown.length > 0 && !(name in unjudged))
    faults.push(`its arguments leave out ${unknown.join(', ')}, which is in its path`);
  return faults;
}

/** Why a route may be public, may do without a scope, may speak no dialect, may take a parameter that is not validated. */
export type ExemptionKind = 'open' | 'scopeless' | 'outside' | 'unjudged';

function declaredArguments(dto: DtoClass): Set<string> {
  const declared = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return new Set(declared.map(({ propertyName }) => propertyName));
}

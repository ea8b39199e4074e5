import {
  applyDecorators,
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Traced } from '../../observability/tracing.js';
import { DomainError } from '../../common/errors.js';
import { DIALECT, type Dialect, type DialectName, type Tree } from '../../dialects/shared/dialect.js';
import { dialectFor, dialectNamed } from '../../dialects/dialects.js';
import { mergeTrees, withRepeated } from '../../dialects/shared/trees.js';
import { boundedPart } from './bounds.js';
import { validateArguments } from './validate-arguments.js';
import type { DtoClass } from './argument-metadata.js';
import { publishedOf } from './violations.js';
import type { ParsedQuery } from '../request/rack-query.js';
import { readJson } from '../request/read-body.js';
import { refuseUnaccepted } from './unaccepted.js';

/** Metadata key of the class of a route's arguments, or null for none. Every route has it. */
export const ARGUMENTS = Symbol('arguments');

const IN_QUERY = Symbol('arguments in query');

const MEDIA_TYPES = { json: 'application/json', form: 'application/x-www-form-urlencoded' } as const;

/** The route takes the arguments this DTO declares; its handler gets them by `@Args()`. */
export const Arguments = (dto: DtoClass) => SetMetadata(ARGUMENTS, dto);

/** As `Arguments`, of a route whose method has a body and whose arguments are in its query nevertheless. */
export const ArgumentsInQuery = (dto: DtoClass) => applyDecorators(Arguments(dto), SetMetadata(IN_QUERY, true));

/** Whether the arguments of this handler's route are in its query, whatever its method. */
export function takesArgumentsFromQuery(handler: object): boolean {
  return Reflect.getMetadata(IN_QUERY, handler) === true;
}

/** The route takes no arguments: whatever is sent in body or query is not looked at. */
export const NoArguments = () => SetMetadata(ARGUMENTS, null);

/** The validated arguments of a route, as an instance of the DTO named by `@Arguments()`. */
export const Args = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>().args,
);

/**
 * Validates body, query and arguments, after token and scope and before anything is read (decisions §4). It gives the
 * request its `args`, or refuses with `payload_too_large`, `unsupported_media_type`, `unsupported_content_encoding`,
 * `malformed_body` or `invalid_arguments`.
 */
@Injectable()
export class ArgumentsGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  @Traced()
  canActivate(context: ExecutionContext): boolean {
    const dto = this.reflector.get<DtoClass | null | undefined>(ARGUMENTS, context.getHandler());
    if (dto === undefined) {
      throw new Error(`${context.getClass().name}.${context.getHandler().name} declares no arguments.`);
    }
    if (dto === null) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const name = this.reflector.get<DialectName | undefined>(DIALECT, context.getClass());
    const dialect = name === undefined ? dialectFor(request.url) : dialectNamed(name);
    const path = request.params as Record<string, string>;
    const sent = bodyOf(request, dialect, dto);
    const query = treeOf(request.query as ParsedQuery, dto);
    const body = request.received?.kind === 'json' ? sent : withJsonParameter(sent, query, dialect);
    const inQuery = takesArgumentsFromQuery(context.getHandler());
    refuseUnaccepted({ method: request.method, dto, path, query, body, inQuery }, dialect);
    const taken = { path, query: withRepeated(boundedPart(dto, query), query), body: boundedPart(dto, body) };
    request.args = validateArguments(dto, dialect.readArguments(taken), path);
    return true;
  }
}

function bodyOf({ received }: FastifyRequest, dialect: Dialect, dto: DtoClass): Tree {
  if (received === undefined || received.kind === 'none') return {};
  const { fault, kind, tree, illFormed } = received;
  if (fault?.code === 'payload_too_large') throw fault;
  const isRead = kind !== 'other' && dialect.mediaTypes.includes(kind);
  if (!isRead && dialect.refusesOtherMediaTypes) {
    throw new DomainError('unsupported_media_type', { accepted: dialect.mediaTypes.map((type) => MEDIA_TYPES[type]) });
  }
  if (!isRead) return {};
  if (fault !== undefined) throw fault;
  return treeOf(illFormed === undefined ? { tree } : { tree, fault: illFormed }, dto);
}

/** A form, or nothing, overlaid by the JSON text in the dialect's parameter for it. */
function withJsonParameter(form: Tree, query: Tree, { jsonParameter }: Dialect): Tree {
  const text = jsonParameter === undefined ? undefined : (form[jsonParameter] ?? query[jsonParameter]);
  if (typeof text !== 'string') return form;
  const { fault, tree } = readJson(Buffer.from(text));
  if (fault !== undefined) throw fault;
  return mergeTrees(form, tree);
}

function treeOf({ tree, fault }: ParsedQuery, dto: DtoClass): Tree {
  if (fault === undefined) return tree;
  const published = publishedOf(dto.prototype as object, String(fault.path[0]));
  throw new DomainError('invalid_arguments', { fields: [{ ...fault, ...published }] });
}

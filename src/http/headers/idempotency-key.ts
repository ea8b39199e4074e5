import type { IncomingMessage } from 'node:http';
import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerOf } from '../../auth/bearer.js';
import { DomainError } from '../../common/errors.js';
import type { IdempotentRequest } from '../../idempotency/idempotency.service.js';
import { AnswersHeader, ApiErrors, TakesHeader } from '../docs/operation.js';

const HEADER = 'Idempotency-Key';
/** Visible ASCII, with spaces inside: what a header can contain without a rule for its decoding. */
const KEY = /^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/;
/** A string of a structured field (RFC 9651 §3.3.3), as some clients write the key; what is in it is the key. */
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;

/** This route takes the header `Idempotency-Key`; its handler gets `@IdempotencyKey()`. Every POST that writes has it. */
export const Idempotent = () =>
  applyDecorators(
    TakesHeader({
      name: HEADER,
      description:
        '1 to 255 visible ASCII characters of your choice, in quotation marks or without, one for each request that is meant. The same request with the same key is done once: a repetition is answered with what was made, as it is by then, and `Idempotent-Replayed: true`; another request with the same key is 409, and so is a repetition when what was made is gone. Kept for ever.',
      example: '6f1c2a9e-order-4711',
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: KEY.source },
    }),
    AnswersHeader('Idempotent-Replayed', '`true` where the key was used before and nothing was written.'),
    ApiErrors('idempotency_key_conflict', 'idempotency_key_spent', 'idempotency_key_in_progress'),
  );

/** The idempotent request; undefined where the client sent no key. */
export const IdempotencyKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): IdempotentRequest | undefined => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = keyOf(request.raw);
    if (key === undefined) return undefined;
    const route = `${request.method} ${request.routeOptions.url ?? ''}`;
    return { key, route, meaning: meaningOf(request), bearer: bearerOf(request.headers.authorization) ?? '' };
  },
);

/** @throws DomainError invalid_arguments for what is no key, and for two of them, which Node would join to a third */
function keyOf({ rawHeaders }: IncomingMessage): string | undefined {
  const isKey = (name: string | undefined) => name?.toLowerCase() === HEADER.toLowerCase();
  const [sent, ...more] = rawHeaders.filter((_, at) => at % 2 === 1 && isKey(rawHeaders[at - 1]));
  if (sent === undefined) return undefined;
  const key = QUOTED.exec(sent)?.[1]?.replace(/\\(.)/g, '$1') ?? sent;
  if (more.length > 0 || !KEY.test(key)) {
    throw new DomainError('invalid_arguments', { fields: [{ path: [HEADER], rule: 'pattern' }] });
  }
  return key;
}

/**
 * The validated arguments in one text. The organization is the one that was found, however it was named; an argument
 * that is null counts as left out, as everywhere in core-v1.
 */
function meaningOf({ args = {}, organization }: FastifyRequest): string {
  const { organization: named, ...others } = args as Record<string, unknown>;
  const id = (organization as { organization?: { id: string } } | undefined)?.organization?.id;
  return JSON.stringify(sorted({ ...others, organization: id ?? named }));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]));
}

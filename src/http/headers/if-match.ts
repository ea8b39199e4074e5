import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../common/errors.js';
import { ANY_STATE, type Precondition } from '../../common/precondition.js';
import { ApiErrors, TakesHeader } from '../docs/operation.js';

const HEADER = 'If-Match';
/** A tag may contain a comma, so a list of them is not split at each (RFC 9110 §8.8.3). */
const TAGS = /(?:W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;
/** What proxies that compress answers append to a tag instead of weakening it; no tag of this service ends so. */
const CODING = /--?(?:gzip|br|zstd|deflate)$/;

/** This route takes the header `If-Match`; its handler gets `@IfMatch()`. */
export const SupportsIfMatch = () =>
  applyDecorators(
    TakesHeader({
      name: HEADER,
      description:
        'The `ETag` of the state you have read, as you were given it. Where it is no longer the current one, nothing is changed and the answer is 412.',
      example: '"9b2f0c4d8e7a61350f4e2d1c0b9a8877"',
      schema: { type: 'string' },
    }),
    ApiErrors('precondition_failed'),
  );

/** The states in which the client's change may be made (RFC 9110 §13.1.1); any, without the header or with `*`. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): Precondition => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return preconditionOf(headers['if-match']);
});

/**
 * Reads an `If-Match`. Every tag of this service is strong and names a state, so one that has become weak on its way,
 * or got a suffix, still names it: a proxy that compresses an answer changes its tag, and cannot change it back.
 * @throws DomainError invalid_arguments for what is no list of tags
 */
export function preconditionOf(header: string | undefined): Precondition {
  if (header === undefined || header.trim() === '*') return ANY_STATE;
  const listed = header.replace(TAGS, '""').split(',');
  const said = listed.map((tag) => tag.trim()).filter((tag) => tag !== '');
  if (said.length === 0 || said.some((tag) => tag !== '""')) {
    throw new DomainError('invalid_arguments', { fields: [{ path: [HEADER], rule: 'pattern' }] });
  }
  const named = new Set([...header.matchAll(TAGS)].map(([, tag = '']) => tag.replace(CODING, '')));
  return { allows: (tag) => named.has(tag) };
}

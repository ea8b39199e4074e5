import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../common/errors.js';
import { ANY_STATE, type Precondition } from '../common/precondition.js';
import { Refuses, TakesHeader } from './openapi/operation.js';

const HEADER = 'If-Match';
/** A tag may hold a comma, so a list of them is not cut at each (RFC 9110 §8.8.3). */
const TAGS = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g;

/** This route takes the header `If-Match`; its handler gets `@ThePrecondition()`. */
export const Conditional = () =>
  applyDecorators(
    TakesHeader({
      name: HEADER,
      description:
        'The `ETag` of the state you have read. Where it is no longer the current one, nothing is changed and the answer is 412.',
      schema: { type: 'string' },
    }),
    Refuses('precondition_failed'),
  );

/** The states in which the client wants its change (RFC 9110 §13.1.1); any, where it says nothing or `*`. */
export const ThePrecondition = createParamDecorator((_: unknown, context: ExecutionContext): Precondition => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  return preconditionOf(headers['if-match']);
});

/**
 * Reads an `If-Match`. A weak tag is well-formed and matches nothing: it promises less than a change needs.
 * @throws DomainError invalid_arguments for what is no list of tags
 */
export function preconditionOf(header: string | undefined): Precondition {
  if (header === undefined || header.trim() === '*') return ANY_STATE;
  const listed = header.replace(TAGS, '""').split(',');
  const said = listed.map((tag) => tag.trim()).filter((tag) => tag !== '');
  if (said.length === 0 || said.some((tag) => tag !== '""')) {
    throw new DomainError('invalid_arguments', { fields: [{ path: [HEADER], rule: 'pattern' }] });
  }
  const strong = new Set([...header.matchAll(TAGS)].flatMap(([, weak, tag]) => (weak ? [] : tag!)));
  return { allows: (tag) => strong.has(tag) };
}

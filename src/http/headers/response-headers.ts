import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sha256 } from '../../common/digest.js';

/** The headers that a handler adds to its answer. */
export class ResponseHeaderWriter {
  constructor(private readonly reply: FastifyReply) {}

  /** Sets the state that is shown as a strong `ETag`: two answers with the same tag are the same. */
  tag(tag: string): void {
    void this.reply.header('ETag', `"${tag}"`);
  }

  /** As `tag`, for what has no version: the state is the body itself. Returns the body. */
  tagged<T extends object>(body: T): T {
    this.tag(sha256(JSON.stringify(body)).slice(0, 32));
    return body;
  }

  /** Unwraps the result of a request with an `Idempotency-Key`, and marks it if it is a replay. */
  unwrap<T>({ result, replayed }: { result: T; replayed: boolean }): T {
    if (replayed) void this.reply.header('Idempotent-Replayed', 'true');
    return result;
  }
}

/** The headers of the answer, as a handler's argument. */
export const ResponseHeaders = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    new ResponseHeaderWriter(context.switchToHttp().getResponse<FastifyReply>()),
);

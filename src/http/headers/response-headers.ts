import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { sha256 } from '../../common/digest.js';

/** What a handler says of its answer beside the body. */
export class ResponseHeaderWriter {
  constructor(private readonly reply: FastifyReply) {}

  /** Names the state that is shown, as a strong `ETag`: two answers with the same tag are the same. */
  tag(tag: string): void {
    void this.reply.header('ETag', `"${tag}"`);
  }

  /** As `tag`, of what has no version: the state is the body itself. Gives the body back. */
  tagged<T extends object>(body: T): T {
    this.tag(sha256(JSON.stringify(body)).slice(0, 32));
    return body;
  }

  /** Unwraps what was done under an `Idempotency-Key`, and says so where that was earlier. */
  unwrap<T>({ result, replayed }: { result: T; replayed: boolean }): T {
    if (replayed) void this.reply.header('Idempotent-Replayed', 'true');
    return result;
  }
}

/** The answer to come, for its headers. */
export const ResponseHeaders = createParamDecorator(
  (_: unknown, context: ExecutionContext) =>
    new ResponseHeaderWriter(context.switchToHttp().getResponse<FastifyReply>()),
);

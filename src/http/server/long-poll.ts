import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';

/** Arguments of a request that may wait for what it asks for. */
export interface LongPollArguments {
  /** For how many milliseconds; 0 is not at all. */
  waitMs(): number;
}

@Injectable()
class LongPollInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const waitMs = (request.args as LongPollArguments).waitMs();
    if (waitMs > 0) request.waitsUntil = performance.now() + waitMs;
    return next.handle();
  }
}

/** The route waits for as long as its arguments name, and the deadline of a request begins behind that. */
export const LongPoll = (): MethodDecorator => UseInterceptors(LongPollInterceptor);

import type { FastifyInstance } from 'fastify';
import { DomainError } from '../../common/errors.js';
import { answer } from '../errors/answer.js';

/** The end of a request's time. Its signal is made where it is needed: a tenth of the cost of a ping was this. */
class RequestDeadline {
  private controller: AbortController | undefined;
  private isPassed = false;

  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.isPassed) this.controller.abort();
    return this.controller.signal;
  }

  pass(): void {
    this.isPassed = true;
    this.controller?.abort();
  }
}

/**
 * Gives every request a deadline: `request.deadline.signal` is aborted when it has passed, and when the client has left.
 *
 * Fastify's own `handlerTimeout` and `request.signal` depend on the request's `close`, which Node emits as soon as a
 * body has been read: the signal would be aborted, and the timer stopped, before the handler began.
 */
export function installDeadline(instance: FastifyInstance, deadlineMs: number): void {
  instance.addHook('onRequest', (request, reply, done) => {
    const deadline = new RequestDeadline();
    request.deadline = deadline;
    const timer = setTimeout(() => {
      deadline.pass();
      // Work that stops by itself has its answer refused below; this one comes first.
      answer(new DomainError('unavailable', {}, { cause: 'the deadline of the request passed' }), request, reply);
    }, deadlineMs);
    reply.raw.once('close', () => {
      clearTimeout(timer);
      // After a whole answer the signal is not used any more, and making the error that an abort carries costs more than the rest here.
      if (!reply.raw.writableFinished) deadline.pass();
    });
    done();
  });
}

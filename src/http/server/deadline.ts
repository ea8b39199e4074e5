import type { FastifyInstance } from 'fastify';
import { CallAbort } from '../../common/call-signal.js';
import { DomainError } from '../../common/errors.js';
import { answer } from '../errors/answer.js';

/**
 * Gives every request a deadline: `request.deadline` is aborted when it has passed, and when the client has left. One that
 * waits on purpose (`LongPoll`) has that time in addition.
 *
 * Fastify's own `handlerTimeout` and `request.signal` depend on the request's `close`, which Node emits as soon as a
 * body has been read: the signal would be aborted, and the timer stopped, before the handler began.
 */
export function installDeadline(instance: FastifyInstance, deadlineMs: number): void {
  instance.addHook('onRequest', (request, reply, done) => {
    const deadline = new CallAbort();
    request.deadline = deadline;
    const expire = () => {
      const left = request.waitsUntil === undefined ? 0 : request.waitsUntil + deadlineMs - performance.now();
      if (left > 0) return void (timer = setTimeout(expire, left));
      deadline.abort();
      // Work that stops by itself has its answer refused below; this one comes first.
      answer(new DomainError('unavailable', {}, { cause: 'the deadline of the request passed' }), request, reply);
    };
    let timer = setTimeout(expire, deadlineMs);
    reply.raw.on('close', () => {
      clearTimeout(timer);
      // After a whole answer nothing has to stop.
      if (!reply.raw.writableFinished) deadline.abort();
    });
    done();
  });
}

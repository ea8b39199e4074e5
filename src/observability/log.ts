import { isNativeError } from 'node:util/types';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { logOutput } from './process-output.js';
import { traceIdsOf, tracing } from './tracing.js';

const VALUE_IN_DUPLICATE = /Duplicate entry '.*?' for key/gs;

/** Database drivers put the offending value into the message; keys and emails must not be logged. */
const withoutValues = (text: string) => text.replace(VALUE_IN_DUPLICATE, "Duplicate entry '…' for key");

interface LoggedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: LoggedError;
}

/** The members of an error that may be logged. A driver's error also carries its statement, with the values in it. */
function serialiseError(error: unknown): LoggedError {
  // An error of another realm, such as a test's, is no instance of this realm's class.
  if (!(error instanceof Error || isNativeError(error)))
    return { type: typeof error, message: 'Something was thrown that is no Error.' };
  const code: unknown = Reflect.get(error, 'code');
  return {
    type: error.constructor.name,
    message: withoutValues(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: withoutValues(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: serialiseError(error.cause) }),
  };
}

let lastMs = 0;
let lastStamp = '';

/** The member `time` of a line. Of the lines of one millisecond the first alone pays for the text. */
function timestamp(): string {
  const now = Date.now();
  if (now !== lastMs) lastStamp = `,"time":"${new Date(now).toISOString()}"`;
  lastMs = now;
  return lastStamp;
}

/**
 * The log of the process: one JSON object a line on the standard output. What is logged of a request, an answer or an
 * error is chosen by allow-lists here: never headers, bodies, URLs or statements.
 *
 * @param destination where the lines go instead; for tests
 */
export function createLog(level: string, destination: DestinationStream = logOutput()): Logger {
  const options = {
    level,
    base: { name: 'tenantry' },
    timestamp,
    ...(tracing && { mixin: () => traceIdsOf() }),
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: {
      err: serialiseError,
      req: ({ method }: { method?: string }) => ({ method }),
      res: ({ statusCode }: { statusCode?: number }) => ({ statusCode }),
    },
  };
  return pino(options, destination);
}

/** The contexts of Nest's own messages: what they log about modules and routes is detail, their warnings are not. */
const NEST_ITSELF = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);
/** Logs what ended the start, with its stack; the caller prints the same for people. */
const PRINTED_ELSEWHERE = 'ExceptionHandler';

/** Nest's messages, and those of our own services, in the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write(NEST_ITSELF.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** Nest gives its context as the last argument, and the stack of an error ahead of it. */
  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = rest.at(-1);
    if (context === PRINTED_ELSEWHERE) return;
    const stack = rest.length > 1 && typeof rest[0] === 'string' ? { stack: withoutValues(rest[0]) } : {};
    const where = typeof context === 'string' ? { context, ...stack } : {};
    if (message instanceof Error) this.out[level]({ ...where, err: message }, message.name);
    else this.out[level](where, typeof message === 'string' ? message : JSON.stringify(message));
  }
}

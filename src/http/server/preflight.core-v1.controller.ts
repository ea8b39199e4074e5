import { Header, HttpCode, Options } from '@nestjs/common';
import { Authenticated } from '../../auth/access.js';
import { CoreV1Controller } from '../../dialects/core-v1/core-v1.dialect.js';
import { NoArguments } from '../validation/arguments.guard.js';
import { Preflight } from './preflight.js';

/** OPTIONS with a valid token and a routed `Access-Control-Request-Method`: 200, without CORS headers (decisions §4). */
@CoreV1Controller('*')
export class PreflightController {
  @Options()
  @HttpCode(200)
  @Header('content-type', 'application/json')
  @Preflight()
  @Authenticated()
  @NoArguments()
  answer(): string {
    // JSON for the empty text, which is what the documented framework sends (core-v1.md §5.4).
    return '""';
  }
}

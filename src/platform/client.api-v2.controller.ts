import { Get } from '@nestjs/common';
import { Public } from '../auth/access.js';
import { ApiV2Controller } from '../dialects/api-v2/api-v2.dialect.js';
import { NoArguments } from '../http/validation/arguments.guard.js';
import { ApiOperation, ApiTag } from '../http/docs/operation.js';
import { GET_CONSTANTS, PING } from './client.openapi.js';

const TTL_SECONDS = 3_600;

/** The requests of the published SDK about the service itself. */
@ApiV2Controller('')
@ApiTag('Client')
@Public()
export class ClientApiV2Controller {
  /** The constants that the SDK fetches when it starts (api-v2.md §6.2). */
  @Get('client/constants')
  @NoArguments()
  @ApiOperation(GET_CONSTANTS)
  constants() {
    return { constants: {}, ttl: TTL_SECONDS };
  }

  /** Whether the service answers (api-v2.md §6.3). */
  @Get('ping')
  @NoArguments()
  @ApiOperation(PING)
  ping() {
    return { status: 'ok' };
  }
}

import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../auth/access.js';
import { Readiness } from '../database/connection/readiness.js';
import { NoArguments } from '../http/validation/arguments.guard.js';
import { Drain } from '../http/server/drain.js';
import { ApiOperation } from '../http/docs/operation.js';
import { LIVE, READY } from './health.openapi.js';
import type { LiveAnswer, NotReadyAnswer, ReadyAnswer } from './platform.response.js';

/** For probes, without a token. The bodies are plain and documented in docs/errors.md. */
@Controller('health')
@Public()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly drain: Drain,
  ) {}

  /** The process answers. Nothing else is checked: a restart does not repair a database. */
  @Get('live')
  @NoArguments()
  @ApiOperation(LIVE)
  live(): LiveAnswer {
    return { status: 'ok' };
  }

  /** Whether requests should be sent here: 200 `{status, checks}`, or 503 `{status, problem}`. */
  @Get('ready')
  @NoArguments()
  @ApiOperation(READY)
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyAnswer | NotReadyAnswer> {
    const problem = await this.problem();
    if (problem === undefined) return { status: 'ok', checks: { database: 'ok' } };
    reply.code(503).header('retry-after', '1');
    return { status: 'not ready', problem };
  }

  private async problem(): Promise<string | undefined> {
    if (this.drain.draining) return 'The process is draining and will end soon.';
    const { ready, problem = 'The database is not ready.' } = await this.readiness.check();
    return ready ? undefined : problem;
  }
}

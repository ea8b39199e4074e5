import {
  type CanActivate,
  Controller,
  Delete,
  type ExecutionContext,
  Get,
  HttpCode,
  Injectable,
  Module,
  Post,
  Req,
} from '@nestjs/common';
import { APP_GUARD, Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { ACCESS, type Access, Public, RequireScope } from '../../../src/auth/access.js';
import { DomainError } from '../../../src/common/errors.js';
import { ApiV2Controller } from '../../../src/dialects/api-v2/api-v2.dialect.js';
import { CoreV1Controller } from '../../../src/dialects/core-v1/core-v1.dialect.js';
import { ArgumentSet } from '../../../src/http/validation/argument-set.js';
import { Optional } from '../../../src/http/validation/fields/presence.js';
import { BooleanField, IntegerField } from '../../../src/http/validation/fields/scalars.js';
import { NestedArrayField, LookupField } from '../../../src/http/validation/fields/nested.js';
import { IdField, EnumField, StringField, StringArrayField } from '../../../src/http/validation/fields/text.js';
import { Args, Arguments, ArgumentsGuard, NoArguments } from '../../../src/http/validation/arguments.guard.js';
import { HttpModule } from '../../../src/http/server/http.module.js';
import { RouteGuard } from '../../../src/http/server/route.guard.js';
import { buildServer } from '../../../src/http/server/server.js';
import { createLog, NestLog } from '../../../src/observability/log.js';

const CREATE = 'CoreAPI/Endpoints/ManagedOrganizations/CreateEndpoint/BaseArgumentSet';

@ArgumentSet('CoreAPI/ArgumentSets/OrganizationLookup')
export class SampleLookup {
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  @Optional({ nullable: true })
  @StringField()
  sub_domain?: string | null;
}

@ArgumentSet('CoreAPI/ArgumentSets/KeyValue')
export class SampleKeyValue {
  @StringField()
  key: string;

  @Optional({ nullable: true })
  @StringField()
  value?: string | null;
}

@ArgumentSet(CREATE)
export class SampleManaged {
  @LookupField(() => SampleLookup)
  organization: SampleLookup;

  @StringField()
  name: string;

  @StringField()
  sub_domain: string;

  @Optional({ nullable: true })
  @NestedArrayField(() => SampleKeyValue, { max: 1_000 })
  annotations?: SampleKeyValue[] | null;
}

export class SampleThirdParty {
  @StringField({ min: 1, max: 255 })
  id: string;

  @StringField({ min: 1, max: 255 })
  label: string;
}

export class SampleEnterprise {
  @IdField({ of: 'organization' })
  organizationId: string;

  @StringField({ min: 1, max: 254 })
  email: string;

  @StringArrayField({ maxItems: 100, min: 1 })
  additionalAdmins: string[];

  @Optional({ nullable: false })
  @NestedArrayField(() => SampleThirdParty, { max: 50 })
  thirdPartyIdentifier?: SampleThirdParty[];

  @Optional({ nullable: false })
  @EnumField(['individual', 'entity'])
  accountType?: string;

  @Optional({ nullable: false })
  @BooleanField()
  isCaaS = true;
}

export class SamplePage {
  @IdField({ of: 'organization' })
  organizationId: string;

  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 500 })
  limit = 25;
}

/** Replaces the access guard: `good` may do everything, `narrow` has no scope, other tokens are not valid. */
@Injectable()
export class SampleAccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const access = this.reflector.getAllAndOverride<Access>(ACCESS, [context.getHandler(), context.getClass()]);
    if (access.kind === 'public') return true;
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined) throw new DomainError('missing_token', {});
    if (token === 'narrow' && access.scopes.length > 0) throw new DomainError('scope_not_granted', access);
    if (token !== 'good' && token !== 'narrow') throw new DomainError('invalid_token', {});
    return true;
  }
}

@ApiV2Controller('organization')
export class SampleApiV2Controller {
  @Post(':organizationId/enterprise')
  @HttpCode(200)
  @RequireScope('enterprises')
  @Arguments(SampleEnterprise)
  create(@Args() args: SampleEnterprise) {
    return { args };
  }

  @Get(':organizationId/enterprise')
  @RequireScope('enterprises')
  @Arguments(SamplePage)
  list(@Args() args: SamplePage) {
    return { args };
  }
}

@CoreV1Controller('organizations')
export class SampleCoreV1Controller {
  @Post(':organization/managed')
  @RequireScope('managed_organizations')
  @Arguments(SampleManaged)
  create(@Args() args: SampleManaged) {
    return { args };
  }

  @Delete(':organization/managed')
  @RequireScope('managed_organizations')
  @Arguments(SampleManaged)
  remove(@Args() args: SampleManaged) {
    return { args };
  }
}

/** Handlers that go wrong, or wait until the deadline of their request is aborted. */
@Controller('sample')
@Public()
export class SampleTroubleController {
  readonly stopped: string[] = [];

  @Get('boom')
  @NoArguments()
  boom(): never {
    throw new Error('SELECT secret FROM vault');
  }

  @Post('wait')
  @NoArguments()
  async wait(@Req() { deadline, id }: FastifyRequest): Promise<never> {
    await new Promise((resolve) => deadline.addEventListener('abort', () => resolve(undefined)));
    this.stopped.push(id);
    throw new DOMException('stopped', 'AbortError');
  }

  @Post('silent')
  silent(): string {
    return 'declares no arguments';
  }
}

@Module({
  imports: [HttpModule],
  controllers: [SampleApiV2Controller, SampleCoreV1Controller, SampleTroubleController],
  providers: [
    { provide: APP_GUARD, useClass: RouteGuard },
    { provide: APP_GUARD, useClass: SampleAccessGuard },
    { provide: APP_GUARD, useClass: ArgumentsGuard },
  ],
})
export class SampleModule {}

/** The real pipeline around sample controllers, and the lines it logs. */
export async function startSample(deadlineMs = 10_000): Promise<{ app: NestFastifyApplication; lines: string[] }> {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(line) });
  const settings = {
    bodyLimit: 65_536,
    deadlineMs,
    keepAliveMs: 72_000,
    addressRateLimit: 0,
    trustedProxies: [],
    corsOrigins: [],
    measures: false,
    requestLog: log,
    nestLog: new NestLog(log),
  };
  const app = await buildServer(SampleModule, settings);
  return { app, lines };
}

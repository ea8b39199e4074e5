import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { CreateEnterpriseDto, CreateOrganizationDto } from './dto.js';
import { EnterpriseService } from './enterprise.service.js';
import { OrganizationService } from './organization.service.js';
import { TokenGuard } from './token.guard.js';

@Controller('api/v2/organization/:organization/enterprise')
@UseGuards(TokenGuard)
export class EnterpriseController {
  constructor(private readonly enterprises: EnterpriseService) {}

  @Post()
  @HttpCode(200)
  create(@Param('organization') organization: string, @Body() dto: CreateEnterpriseDto) {
    return this.enterprises.create(organization, dto);
  }

  @Get()
  list(@Param('organization') organization: string, @Query('limit') limit = '25') {
    return this.enterprises.list(organization, Number(limit));
  }
}

@Controller('core/v1/organizations/:organization')
@UseGuards(TokenGuard)
export class OrganizationController {
  constructor(private readonly organizations: OrganizationService) {}

  @Get()
  get(@Param('organization') organization: string) {
    return this.organizations.get(organization);
  }

  @Get('managed')
  list(@Param('organization') organization: string, @Query('page') page = '1', @Query('per_page') perPage = '30') {
    return this.organizations.list(organization, Number(page), Number(perPage));
  }

  @Post('managed')
  create(@Param('organization') organization: string, @Body() dto: CreateOrganizationDto) {
    return this.organizations.createManaged(organization, dto);
  }
}

@Controller('api/v2/ping')
export class PingController {
  @Get()
  ping() {
    return { status: 'ok' };
  }
}

import { applyDecorators } from '@nestjs/common';
import { ACTION_GROUPS, actionsNamed, AUDIT_ACTIONS } from '../../audit/audit-actions.js';
import { isUnprintable } from '../../common/texts.js';
import { ApiArgument } from '../../http/validation/argument-metadata.js';
import { ArgumentSet } from '../../http/validation/argument-set.js';
import { LookupField } from '../../http/validation/fields/nested.js';
import { PageNumber, PageSize, pageQuery, type PageQuery } from '../../http/validation/fields/paging.js';
import { Optional } from '../../http/validation/fields/presence.js';
import { BooleanField, IntegerField } from '../../http/validation/fields/scalars.js';
import { StringArrayField, StringField } from '../../http/validation/fields/text.js';
import { OrganizationLookupDto } from '../../organization/organization.dto.js';
import type { NamesOrganization } from '../../organization/organization.guard.js';
import type { OrganizationLookup } from '../../organization/organization.js';
import { MAX_PREVIOUS_SECRET_SECONDS, MAX_WEBHOOK_DESCRIPTION } from '../webhook-endpoint.js';
import { MAX_WEBHOOK_URL } from '../webhook-networks.js';
import type { WebhookEndpointInput } from './webhook-endpoint.rules.js';

const DAY_SECONDS = 86_400;
const MAX_TYPES = AUDIT_ACTIONS.length + ACTION_GROUPS.length;

function Url(): PropertyDecorator {
  return described(
    'Where events are sent to',
    'https://example.com/webhooks',
    StringField({ min: 1, max: MAX_WEBHOOK_URL, form: '`https`, a public host, no credentials and no fragment.' }),
  );
}

function Description(): PropertyDecorator {
  const form = 'One line, without control, format or direction characters; may be empty.';
  const text = StringField({ max: MAX_WEBHOOK_DESCRIPTION, accepts: (line) => !isUnprintable(line), form });
  return described('What it is for', 'billing', text, Optional({ nullable: true }));
}

function Types(): PropertyDecorator {
  const form = 'A type of events, or all that begin with a word: `organization.*`.';
  const types = StringArrayField({ maxItems: MAX_TYPES, accepts: (type) => actionsNamed([type]) !== undefined, form });
  const text = 'The types of events that it receives; an empty list is all, those of later releases included';
  return described(text, ['organization.created'], types, Optional({ nullable: true }));
}

function described(description: string, example: unknown, ...checks: PropertyDecorator[]): PropertyDecorator {
  return applyDecorators(...checks, ApiArgument({ description, example }));
}

/** How core-v1 names an endpoint: by its id. */
@ArgumentSet('CoreAPI/ArgumentSets/WebhookEndpointLookup', {
  name: 'Webhook Endpoint Lookup',
  description: 'Provides for webhook endpoints to be looked up',
  refuses: ['webhook_endpoint_not_found'],
})
export class WebhookEndpointLookupDto {
  @ApiArgument({ description: 'The id of the webhook endpoint', example: '019aa3c0b1f27001a3b4c5d6e7f80912' })
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  /** An `id` of null finds nothing. */
  toId(): string {
    return this.id ?? '';
  }
}

@ArgumentSet('CoreAPI/Endpoints/WebhookEndpoints/ListOwnEndpoint/BaseArgumentSet')
export class ListOwnWebhookEndpointsDto {
  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  toQuery(): PageQuery {
    return pageQuery(this);
  }
}

@ArgumentSet('CoreAPI/Endpoints/WebhookEndpoints/ListEndpoint/BaseArgumentSet')
export class ListWebhookEndpointsDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @PageNumber()
  page?: number | null;

  @PageSize()
  per_page?: number | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toQuery(): PageQuery {
    return pageQuery(this);
  }
}

/** The arguments of `POST /webhook_endpoints`: one of the operator. */
@ArgumentSet('CoreAPI/Endpoints/WebhookEndpoints/CreateOwnEndpoint/BaseArgumentSet')
export class CreateOwnWebhookEndpointDto {
  @Url()
  url: string;

  @Description()
  description?: string | null;

  @Types()
  types?: string[] | null;

  toInput(): WebhookEndpointInput & { readonly url: string } {
    return { ...inputOf(this), url: this.url };
  }
}

@ArgumentSet('CoreAPI/Endpoints/WebhookEndpoints/CreateEndpoint/BaseArgumentSet')
export class CreateWebhookEndpointDto implements NamesOrganization {
  @LookupField(() => OrganizationLookupDto)
  organization: OrganizationLookupDto;

  @Url()
  url: string;

  @Description()
  description?: string | null;

  @Types()
  types?: string[] | null;

  organizationLookup(): OrganizationLookup {
    return this.organization.toLookup();
  }

  toInput(): WebhookEndpointInput & { readonly url: string } {
    return { ...inputOf(this), url: this.url };
  }
}

/** The arguments of a request that names an endpoint and nothing else; each endpoint of the API extends it. */
export class WebhookEndpointArgumentDto {
  @LookupField(() => WebhookEndpointLookupDto)
  webhook_endpoint: WebhookEndpointLookupDto;
}

@ArgumentSet('CoreAPI/Endpoints/WebhookEndpoints/GetEndpoint/BaseArgumentSet')
export class GetWebhookEndpointDto extends WebhookEndpointArgumentDto {}

@ArgumentSet('CoreAPI/Endpoints/WebhookEndpoints/DeleteEndpoint/BaseArgumentSet')
export class DeleteWebhookEndpointDto extends WebhookEndpointArgumentDto {}

/** The arguments of `PATCH /webhook_endpoints/:webhook_endpoint`. */
@ArgumentSet('CoreAPI/Endpoints/WebhookEndpoints/UpdateEndpoint/BaseArgumentSet')
export class UpdateWebhookEndpointDto {
  @LookupField(() => WebhookEndpointLookupDto)
  webhook_endpoint: WebhookEndpointLookupDto;

  @Optional({ nullable: true })
  @Url()
  url?: string | null;

  @Description()
  description?: string | null;

  @Types()
  types?: string[] | null;

  @ApiArgument({ description: 'Whether events are sent to it; true enables one that was disabled as it failed' })
  @Optional({ nullable: true })
  @BooleanField()
  enabled?: boolean | null;

  toInput(): WebhookEndpointInput {
    return inputOf(this);
  }
}

/** The arguments of `POST /webhook_endpoints/:webhook_endpoint/rotate_secret`. */
@ArgumentSet('CoreAPI/Endpoints/WebhookEndpoints/RotateSecretEndpoint/BaseArgumentSet')
export class RotateWebhookSecretDto {
  @LookupField(() => WebhookEndpointLookupDto)
  webhook_endpoint: WebhookEndpointLookupDto;

  @ApiArgument({ description: 'For how many seconds deliveries are signed with the old secret as well', example: 3600 })
  @Optional({ nullable: true })
  @IntegerField({ min: 0, max: MAX_PREVIOUS_SECRET_SECONDS, otherwise: DAY_SECONDS })
  previous_valid_for?: number | null;

  toSeconds(): number {
    return this.previous_valid_for ?? DAY_SECONDS;
  }
}

function inputOf(args: Omit<UpdateWebhookEndpointDto, 'webhook_endpoint' | 'toInput'>): WebhookEndpointInput {
  const { url, description, types, enabled } = args;
  return {
    ...(typeof url === 'string' && { url }),
    ...(typeof description === 'string' && { description }),
    ...(types && { types }),
    ...(typeof enabled === 'boolean' && { isEnabled: enabled }),
  };
}

import { PaginationResponse } from '../../http/docs/pagination.response.js';
import { ApiProperty, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  booleanSchema,
  idSchema,
  nullableSchema,
  nullableStringSchema,
  nullableUnixTimeSchema,
  stringSchema,
  unixTimeSchema,
} from '../../http/validation/fields/schemas.js';

/** An endpoint of webhooks; times are unix seconds. */
@ApiSchema('WebhookEndpoint')
export class WebhookEndpointResponse {
  @ApiProperty(idSchema) id: string;

  @ApiProperty({ ...nullableSchema(idSchema), description: 'Null for one of the operator.' })
  organization_id: string | null;

  @ApiProperty({ ...stringSchema, examples: ['https://example.com/webhooks'] }) url: string;
  @ApiProperty({ ...nullableStringSchema, examples: ['billing'] }) description: string | null;
  @ApiProperty({
    ...arraySchema(stringSchema),
    examples: [['organization.created']],
    description: 'Of events; none is all.',
  })
  types: readonly string[];
  @ApiProperty(booleanSchema) enabled: boolean;

  @ApiProperty({
    ...nullableStringSchema,
    enum: ['manual', 'gone', 'failing', null],
    description: '`gone` where it answered 410, `failing` where nothing was accepted for five days.',
  })
  disabled_reason: string | null;

  @ApiProperty({ ...nullableUnixTimeSchema, description: 'Since when every attempt has failed.' })
  failing_since: number | null;

  @ApiProperty({
    ...nullableUnixTimeSchema,
    description: 'Until when deliveries are signed with the secret before, too.',
  })
  previous_secret_until: number | null;

  @ApiProperty(unixTimeSchema) created_at: number;
  @ApiProperty(unixTimeSchema) updated_at: number;

  @ApiProperty({
    ...nullableStringSchema,
    examples: [null],
    description: 'Given only when it is created or its secret rotated.',
  })
  secret: string | null;
}

@ApiSchema('WebhookEndpointPage')
export class WebhookEndpointPage {
  @ApiProperty(schemaRef(() => PaginationResponse)) pagination: PaginationResponse;

  @ApiProperty(arraySchema(schemaRef(() => WebhookEndpointResponse)))
  webhook_endpoints: readonly WebhookEndpointResponse[];
}

@ApiSchema('WebhookEndpointAnswer')
export class WebhookEndpointAnswer {
  @ApiProperty(schemaRef(() => WebhookEndpointResponse)) webhook_endpoint: WebhookEndpointResponse;
}

/** An endpoint that was deleted. */
@ApiSchema('DeletedWebhookEndpoint')
export class DeletedWebhookEndpointResponse {
  @ApiProperty(idSchema) id: string;
}

@ApiSchema('DeletedWebhookEndpointAnswer')
export class DeletedWebhookEndpointAnswer {
  @ApiProperty(schemaRef(() => DeletedWebhookEndpointResponse)) webhook_endpoint: DeletedWebhookEndpointResponse;
}

import { ApiProperty, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  idSchema,
  integerSchema,
  nullableSchema,
  nullableStringSchema,
  nullableUnixTimeSchema,
  stringSchema,
  unixTimeSchema,
} from '../../http/validation/fields/schemas.js';

/** One event for one endpoint, and how it went; times are unix seconds. */
@ApiSchema('WebhookDelivery')
export class WebhookDeliveryResponse {
  @ApiProperty({ ...idSchema, description: 'Of the event: the `webhook-id` of every attempt.' }) id: string;
  @ApiProperty({ ...stringSchema, examples: ['organization.created'] }) type: string;
  @ApiProperty({ ...stringSchema, enum: ['pending', 'succeeded', 'failed'] }) state: string;
  @ApiProperty({ ...integerSchema, examples: [10] }) attempts: number;
  @ApiProperty(nullableUnixTimeSchema) next_attempt_at: number | null;
  @ApiProperty(nullableUnixTimeSchema) last_attempt_at: number | null;

  @ApiProperty({
    ...nullableSchema(integerSchema),
    examples: [500],
    description: 'Of the last answer; null where there was none.',
  })
  last_status: number | null;

  @ApiProperty({ ...nullableStringSchema, examples: [null], description: 'Why the last attempt failed, in a word.' })
  last_error: string | null;

  @ApiProperty({
    ...nullableStringSchema,
    examples: ['Internal Server Error'],
    description: 'The first characters of the body of the last answer.',
  })
  answer_beginning: string | null;

  @ApiProperty(unixTimeSchema) created_at: number;
  @ApiProperty(nullableUnixTimeSchema) finished_at: number | null;
}

@ApiSchema('WebhookDeliveryPage')
export class WebhookDeliveryPage {
  @ApiProperty(arraySchema(schemaRef(() => WebhookDeliveryResponse)))
  webhook_deliveries: readonly WebhookDeliveryResponse[];

  @ApiProperty({ ...nullableStringSchema, examples: [null] }) next_cursor: string | null;
}

@ApiSchema('WebhookDeliveryAnswer')
export class WebhookDeliveryAnswer {
  @ApiProperty(schemaRef(() => WebhookDeliveryResponse)) webhook_delivery: WebhookDeliveryResponse;
}

/** What a replay since a cursor has queued. */
@ApiSchema('WebhookReplay')
export class WebhookReplayResponse {
  @ApiProperty({ ...integerSchema, examples: [500], description: 'How many events are sent, or were pending already.' })
  queued: number;

  @ApiProperty({
    ...nullableStringSchema,
    examples: ['Qz7mA1xKc4tVn9bRj2sYd8uLf5hGw3pEoTi6XqWvZaBCrHkNMgJyUDPS'],
    description: 'The `after` of the next call; null where nothing is left.',
  })
  next_cursor: string | null;
}

@ApiSchema('WebhookReplayAnswer')
export class WebhookReplayAnswer {
  @ApiProperty(schemaRef(() => WebhookReplayResponse)) webhook_replay: WebhookReplayResponse;
}

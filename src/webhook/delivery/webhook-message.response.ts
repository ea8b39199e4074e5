import { AUDIT_ACTIONS, type AuditAction } from '../../audit/audit-actions.js';
import { AuditSubjectResponse } from '../../audit-log/audit-log.response.js';
import { ApiProperty, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  constantSchema,
  enumSchema,
  nullableStringSchema,
  timestampSchema,
} from '../../http/validation/fields/schemas.js';
import { TEST_EVENT_TYPE } from '../webhook-endpoint.js';

/** The data of a test: no members. */
const NO_DATA = {} as const satisfies Readonly<Record<string, never>>;
const timeOfEvent = { ...timestampSchema, description: 'When it happened, not when it was sent.' };

/** What a delivery has of its event. */
@ApiSchema('WebhookData')
export class WebhookDataResponse {
  @ApiProperty({
    ...nullableStringSchema,
    examples: ['019aa3c0b1f2700093b4c5d6e7f80910'],
    description: 'The organization that it is about; null for what has none.',
  })
  organization_id: string | null;

  @ApiProperty(schemaRef(() => AuditSubjectResponse)) subject: AuditSubjectResponse;
}

@ApiSchema('WebhookEvent', { description: 'The body of a delivery: an event, with ids and no more.' })
export class WebhookEventResponse {
  @ApiProperty({
    ...enumSchema(AUDIT_ACTIONS),
    description: 'Later releases may add types. Ignore those unknown to you.',
  })
  type: AuditAction;

  @ApiProperty(timeOfEvent) timestamp: string;
  @ApiProperty(schemaRef(() => WebhookDataResponse)) data: WebhookDataResponse;
}

@ApiSchema('WebhookTest', { description: 'The body of a delivery that tests the endpoint.' })
export class WebhookTestResponse {
  @ApiProperty(constantSchema(TEST_EVENT_TYPE)) type: typeof TEST_EVENT_TYPE;
  @ApiProperty(timestampSchema) timestamp: string;
  @ApiProperty(constantSchema(NO_DATA)) data: typeof NO_DATA;
}

import { ApiProperty, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import {
  anySchema,
  arraySchema,
  idSchema,
  nullableStringSchema,
  stringSchema,
  unixTimeSchema,
} from '../http/validation/fields/schemas.js';

/** Who did something. */
@ApiSchema('AuditActor')
export class AuditActorResponse {
  @ApiProperty({ ...stringSchema, enum: ['operator', 'organization', 'user', 'system'] }) kind: string;

  @ApiProperty({
    ...nullableStringSchema,
    description:
      'The id of the token that was used; null for those who acted from above the reader, as the operator did.',
  })
  id: string | null;
}

/** What an event is about. */
@ApiSchema('AuditSubject')
export class AuditSubjectResponse {
  @ApiProperty(stringSchema) type: string;
  @ApiProperty(idSchema) id: string;
}

/** One event of a log; times are unix seconds. */
@ApiSchema('AuditEvent')
export class AuditEventResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty(unixTimeSchema) at: number;
  @ApiProperty({ ...stringSchema, description: 'Dotted, past tense: `organization.created`.' }) action: string;
  @ApiProperty(schemaRef(() => AuditActorResponse)) actor: AuditActorResponse;
  @ApiProperty({ ...stringSchema, description: 'The `X-Request-Id` of the call that did it.' }) request_id: string;
  @ApiProperty(nullableStringSchema) ip: string | null;

  @ApiProperty({
    ...nullableStringSchema,
    description: 'The organization that it is about; null for what has none.',
  })
  organization_id: string | null;

  @ApiProperty(schemaRef(() => AuditSubjectResponse)) subject: AuditSubjectResponse;

  @ApiProperty({
    ...anySchema,
    description:
      'Ids, codes and numbers; which ones depends on the action. An id of an organization above the reader is null.',
  })
  data: object;
}

@ApiSchema('AuditEventPage')
export class AuditEventPage {
  @ApiProperty(arraySchema(schemaRef(() => AuditEventResponse))) audit_events: readonly AuditEventResponse[];
  @ApiProperty(nullableStringSchema) next_cursor: string | null;
}

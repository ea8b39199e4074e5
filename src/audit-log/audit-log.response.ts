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
    examples: ['019aa3c0b1f2700093b4c5d6e7f80911'],
    description:
      'The id of the token that was used; null for those who acted from above the reader, as the operator did.',
  })
  id: string | null;
}

/** What an event is about. */
@ApiSchema('AuditSubject')
export class AuditSubjectResponse {
  @ApiProperty({ ...stringSchema, examples: ['access_token'] }) type: string;
  @ApiProperty(idSchema) id: string;
}

/** One event of a log; times are unix seconds. */
@ApiSchema('AuditEvent')
export class AuditEventResponse {
  @ApiProperty(idSchema) id: string;
  @ApiProperty(unixTimeSchema) at: number;
  @ApiProperty({
    ...stringSchema,
    examples: ['token.created'],
    description: 'Dotted, past tense: `organization.created`.',
  })
  action: string;
  @ApiProperty(schemaRef(() => AuditActorResponse)) actor: AuditActorResponse;
  @ApiProperty({
    ...stringSchema,
    examples: ['01a2030921c870009a3acea5380f052a'],
    description: 'The `X-Request-Id` of the call that did it.',
  })
  request_id: string;
  @ApiProperty({ ...nullableStringSchema, examples: ['192.0.2.7'] }) ip: string | null;

  @ApiProperty({
    ...nullableStringSchema,
    examples: ['019aa3c0b1f2700093b4c5d6e7f80910'],
    description: 'The organization that it is about; null for what has none.',
  })
  organization_id: string | null;

  @ApiProperty(schemaRef(() => AuditSubjectResponse)) subject: AuditSubjectResponse;

  @ApiProperty({
    ...anySchema,
    examples: [{ kind: 'organization', scopes: 'enterprises' }],
    description:
      'Ids, codes and numbers; which ones depends on the action. An id of an organization above the reader is null.',
  })
  data: object;
}

@ApiSchema('AuditEventPage')
export class AuditEventPage {
  @ApiProperty(arraySchema(schemaRef(() => AuditEventResponse))) audit_events: readonly AuditEventResponse[];
  @ApiProperty({ ...nullableStringSchema, examples: [null] }) next_cursor: string | null;
}

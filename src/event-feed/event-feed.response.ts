import { AuditActorResponse, AuditSubjectResponse } from '../audit-log/audit-log.response.js';
import { ApiProperty, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import {
  anySchema,
  arraySchema,
  booleanSchema,
  idSchema,
  nullableStringSchema,
  stringSchema,
  unixTimeSchema,
} from '../http/validation/fields/schemas.js';

const CURSOR = 'pYx3jQ8mT0aRk5cUe9sL2vHn7wZb1dGfKqNtBiXoMz4yJrSaPuCgVhWE';
const OLDEST = 'Qz7mA1xKc4tVn9bRj2sYd8uLf5hGw3pEoTi6XqWvZaBCrHkNMgJyUDPS';

/** One event of the feed; times are unix seconds. */
@ApiSchema('Event')
export class EventResponse {
  @ApiProperty({ ...idSchema, description: 'Of the event: the same wherever it is shown or sent again.' }) id: string;

  @ApiProperty({
    ...stringSchema,
    examples: ['organization.suspended'],
    description: 'Dotted, past tense: `organization.created`. Ignore those unknown to you.',
  })
  type: string;

  @ApiProperty(unixTimeSchema) at: number;

  @ApiProperty({
    ...nullableStringSchema,
    examples: ['019aa3c0b1f2700093b4c5d6e7f80910'],
    description: 'The organization that it is about; null for what has none.',
  })
  organization_id: string | null;

  @ApiProperty(schemaRef(() => AuditSubjectResponse)) subject: AuditSubjectResponse;
  @ApiProperty(schemaRef(() => AuditActorResponse)) actor: AuditActorResponse;

  @ApiProperty({
    ...anySchema,
    examples: [{ source: 'billing' }],
    description:
      'Ids, codes and numbers; which ones depends on the type. An id of an organization above the reader is null.',
  })
  data: object;
}

@ApiSchema('EventPage')
export class EventPage {
  @ApiProperty(arraySchema(schemaRef(() => EventResponse))) events: readonly EventResponse[];
  @ApiProperty({
    ...stringSchema,
    examples: [CURSOR],
    description: 'The cursor to read on with, also where there are no events.',
  })
  after: string;
  @ApiProperty({ ...booleanSchema, examples: [false], description: 'Whether there is more to read at once.' })
  more: boolean;
  @ApiProperty({
    ...stringSchema,
    examples: [OLDEST],
    description: 'The cursor ahead of the oldest event that is kept.',
  })
  oldest: string;
}

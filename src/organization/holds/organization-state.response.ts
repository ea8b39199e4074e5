import { ApiProperty, ApiSchema, schemaRef } from '../../http/docs/response-class.js';
import {
  arraySchema,
  booleanSchema,
  enumSchema,
  idSchema,
  integerSchema,
  nullableSchema,
  nullableStringSchema,
  nullableUnixTimeSchema,
  unixTimeSchema,
} from '../../http/validation/fields/schemas.js';
import { OrganizationReferenceResponse } from '../organization.response.js';
import { HOLD_SOURCES, type HoldSource } from '../organization.rules.js';

/** An organization of a path. */
@ApiSchema('PlaceInTree')
export class PlaceInTreeResponse {
  @ApiProperty(schemaRef(() => OrganizationReferenceResponse)) organization: OrganizationReferenceResponse;
  @ApiProperty({ ...integerSchema, examples: [2], description: 'Its level in the tree: 1 is the root.' })
  depth: number;
}

/** A hold, and where it was placed. */
@ApiSchema('Hold')
export class HoldResponse extends PlaceInTreeResponse {
  @ApiProperty(enumSchema(HOLD_SOURCES)) source: HoldSource;

  @ApiProperty({
    ...nullableSchema(idSchema),
    description:
      'The organization that placed it; null for the operator, and for one above the place of the token that asks.',
  })
  placed_by: string | null;

  @ApiProperty({ ...nullableStringSchema, examples: ['The contract is paused'] }) reason: string | null;
  @ApiProperty(unixTimeSchema) since: number;
}

const STATUSES = ['active', 'suspended', 'not_activated'] as const;

/** Why an organization is refused; members in the documented order. */
@ApiSchema('EffectiveStatus')
export class EffectiveStatusResponse {
  @ApiProperty({
    ...enumSchema(STATUSES),
    description: "What the organization's own tokens meet. What is both is shown as `suspended`.",
  })
  status: (typeof STATUSES)[number];

  @ApiProperty({ ...booleanSchema, description: 'Whether it, or an organization above it, has a hold.' })
  suspended: boolean;

  @ApiProperty({
    ...nullableUnixTimeSchema,
    description: 'Unix time in seconds; null as long as it is not activated.',
  })
  activated_at: number | null;

  @ApiProperty({
    ...booleanSchema,
    description: 'Whether an organization above the place of the token that asks has a hold.',
  })
  held_above: boolean;

  @ApiProperty({ ...booleanSchema, description: 'Whether one above that place waits for its activation.' })
  not_activated_above: boolean;

  @ApiProperty({
    ...arraySchema(schemaRef(() => HoldResponse)),
    description: 'Those at that place and below it, the one nearest to the root first.',
  })
  holds: readonly HoldResponse[];

  @ApiProperty({
    ...arraySchema(schemaRef(() => PlaceInTreeResponse)),
    description: 'Those at that place and below it which wait.',
  })
  not_activated: readonly PlaceInTreeResponse[];
}

@ApiSchema('EffectiveStatusAnswer')
export class EffectiveStatusAnswer {
  @ApiProperty(schemaRef(() => EffectiveStatusResponse)) effective_status: EffectiveStatusResponse;
}

import { ApiProperty, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import type { JsonSchema } from '../http/validation/argument-metadata.js';
import { booleanSchema, constantSchema, stringSchema } from '../http/validation/fields/schemas.js';
import { DELETION_STEPS, type DeletionSteps } from './deletion-steps.js';

/** One thing that must be done before a deletion. */
@ApiSchema('DeletionStep')
export class DeletionStepResponse {
  @ApiProperty(booleanSchema) satisfied: boolean;
  @ApiProperty({ ...stringSchema, examples: ['Delete all managed organizations'] }) description: string;
}

/** Each step by its published name. */
const stepsSchema: JsonSchema<DeletionSteps> = {
  type: 'object',
  required: DELETION_STEPS,
  additionalProperties: false,
  properties: Object.fromEntries(DELETION_STEPS.map((name) => [name, schemaRef(() => DeletionStepResponse)])),
};

@ApiSchema('DeletionStepsAnswer')
export class DeletionStepsAnswer {
  @ApiProperty(stepsSchema) steps: DeletionSteps;
}

@ApiSchema('DeletedAnswer')
export class DeletedAnswer {
  @ApiProperty(constantSchema(true)) success: true;
}

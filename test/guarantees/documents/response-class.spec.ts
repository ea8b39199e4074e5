import { describe, expect, it } from '@jest/globals';
import { ApiOperation, type OperationDoc } from '../../../src/http/docs/operation.js';
import {
  ApiProperty,
  ApiPropertyOptional,
  ApiSchema,
  nullableRef,
  schemaOfClass,
  schemaRef,
} from '../../../src/http/docs/response-class.js';
import { nullableStringSchema, stringSchema } from '../../../src/http/validation/fields/schemas.js';

// The compiler is the test: an expected error that is none is one (`npm run types`).
@ApiSchema('Thing')
class Thing {
  @ApiProperty(stringSchema) name: string;
  // @ts-expect-error a schema of texts does not describe a number
  @ApiProperty(stringSchema) count: number;
  // @ts-expect-error a schema of texts and null does not describe what is never null
  @ApiProperty(nullableStringSchema) note: string;
  // @ts-expect-error what is always there is not optional
  @ApiProperty(stringSchema) label?: string;
  @ApiPropertyOptional({ ...stringSchema, examples: ['a'] }) hint?: string;
  // @ts-expect-error an example is of the type of the values
  @ApiPropertyOptional({ ...stringSchema, examples: [1] }) remark?: string;
  @ApiProperty(schemaRef(() => Thing)) parent: Thing;
  // @ts-expect-error null is possible
  @ApiProperty(nullableRef(() => Thing)) next: Thing;
}

@ApiSchema('Small')
class Small {
  @ApiProperty(stringSchema) name: string;
}

const DOC: OperationDoc<Small> = {
  operationId: 'getSmall',
  summary: 'Get',
  description: 'Gets it.',
  answer: { description: 'It.', type: Small },
};

class Handlers {
  @ApiOperation(DOC)
  right(): Promise<Small> {
    return Promise.resolve({ name: 'a' });
  }

  // @ts-expect-error a handler returns what is documented
  @ApiOperation(DOC)
  wrong(): Promise<{ title: string }> {
    return Promise.resolve({ title: 'a' });
  }

  // @ts-expect-error and all of it
  @ApiOperation(DOC)
  less(): object {
    return {};
  }
}

describe('a class that describes an answer', () => {
  it('has a schema with its members, those required that are always there', () => {
    expect(schemaOfClass(Thing)).toMatchObject({
      type: 'object',
      required: ['name', 'count', 'note', 'label', 'parent', 'next'],
      additionalProperties: false,
    });
    expect(Object.keys(schemaOfClass(Thing).properties as object)).toContain('hint');
  });

  it('needs a name', () => {
    class Nameless {}
    expect(() => schemaOfClass(Nameless)).toThrow('Nameless describes an answer and has no @ApiSchema.');
    expect(new Handlers()).toBeDefined();
  });
});

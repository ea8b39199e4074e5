import { NothingResponse } from '../http/docs/nothing.response.js';
import { ApiProperty, ApiSchema, schemaRef } from '../http/docs/response-class.js';
import type { JsonSchema } from '../http/validation/argument-metadata.js';
import { integerSchema, stringSchema } from '../http/validation/fields/schemas.js';

const wordSchema = <const T extends string>(text: T): JsonSchema<T> => ({ type: 'string', const: text });

@ApiSchema('ClientConstants')
export class ClientConstantsAnswer {
  @ApiProperty(schemaRef(() => NothingResponse)) constants: NothingResponse;
  @ApiProperty({ ...integerSchema, examples: [3600], description: 'Seconds.' }) ttl: number;
}

@ApiSchema('Ping')
export class PingAnswer {
  @ApiProperty({ ...stringSchema, examples: ['ok'] }) status: string;
}

@ApiSchema('Live')
export class LiveAnswer {
  @ApiProperty(wordSchema('ok')) status: 'ok';
}

/** What was checked. */
@ApiSchema('ReadyChecks')
export class ReadyChecksResponse {
  @ApiProperty(wordSchema('ok')) database: 'ok';
}

@ApiSchema('Ready')
export class ReadyAnswer {
  @ApiProperty(wordSchema('ok')) status: 'ok';
  @ApiProperty(schemaRef(() => ReadyChecksResponse)) checks: ReadyChecksResponse;
}

@ApiSchema('NotReady')
export class NotReadyAnswer {
  @ApiProperty(wordSchema('not ready')) status: 'not ready';
  @ApiProperty({ ...stringSchema, examples: ['The process is draining and will end soon.'] }) problem: string;
}

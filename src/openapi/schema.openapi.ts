import { objectSchema, arraySchema, stringSchema } from '../http/validation/fields/schemas.js';
import type { OperationDoc } from '../http/docs/operation.js';

const anything = { type: 'object' };

export const APIA_SCHEMA: OperationDoc = {
  summary: 'Apia schema',
  description:
    'What is served below `/core/v1`, in the form of an Apia schema: routes, endpoints with their arguments, fields and errors. `host` is what the request was sent to. It needs no token. Its `ETag` as `If-None-Match` is answered 304 for as long as it is the same.',
  answer: {
    description: 'The schema. `objects` are definitions that name each other by their ids.',
    schema: objectSchema({
      schema_version: { type: 'integer', enum: [1] },
      host: stringSchema,
      namespace: stringSchema,
      api: stringSchema,
      objects: arraySchema(objectSchema({ type: stringSchema, value: anything })),
    }),
    example: {
      schema_version: 1,
      host: 'tenantry.example.com',
      namespace: '/core/v1',
      api: 'CoreAPI/Base',
      objects: [{ type: 'scalar', value: { id: 'Apia/Scalars/String', name: 'String', description: null } }],
    },
  },
};

export const CORE_V1_DOCUMENT: OperationDoc = {
  summary: 'OpenAPI document',
  description:
    'The part of `/openapi.json` that is served below `/core/v1`, as OpenAPI 3.1. It needs no token. Its `ETag` as `If-None-Match` is answered 304 for as long as it is the same.',
  answer: {
    description: 'The document.',
    schema: {
      type: 'object',
      required: ['openapi', 'info', 'paths'],
      properties: { openapi: stringSchema, info: anything, paths: anything },
    },
    example: { openapi: '3.1.0', info: { title: 'Tenantry', version: '1.0.0' }, paths: {} },
  },
};

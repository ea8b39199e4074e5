import type { OperationDoc } from '../http/docs/operation.js';
import { ApiaSchemaResponse, OpenApiDocumentResponse } from './schema.response.js';

export const APIA_SCHEMA: OperationDoc<ApiaSchemaResponse> = {
  operationId: 'getApiaSchema',
  summary: 'Apia schema',
  description:
    'What is served below `/core/v1`, in the form of an Apia schema: routes, endpoints with their arguments, fields and errors. `host` is what the request was sent to. It needs no token. Its `ETag` as `If-None-Match` is answered 304 for as long as it is the same.',
  answer: {
    description: 'The schema. `objects` are definitions that name each other by their ids.',
    type: ApiaSchemaResponse,
  },
};

export const CORE_V1_DOCUMENT: OperationDoc<OpenApiDocumentResponse> = {
  operationId: 'getCoreV1Document',
  summary: 'OpenAPI document',
  description:
    'The part of `/openapi.json` that is served below `/core/v1`, as OpenAPI 3.1. It needs no token. Its `ETag` as `If-None-Match` is answered 304 for as long as it is the same.',
  answer: {
    description: 'The document.',
    type: OpenApiDocumentResponse,
  },
};

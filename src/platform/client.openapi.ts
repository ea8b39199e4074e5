import type { OperationDoc } from '../http/docs/operation.js';
import { objectSchema, stringSchema } from '../http/validation/fields/schemas.js';

const PUBLIC = 'It needs no token: the published SDK asks before it has any, and learns nothing about tenants.';

export const GET_CONSTANTS: OperationDoc = {
  summary: 'Get client constants',
  description: `What the published SDK asks for when it starts: there are no constants here. ${PUBLIC}`,
  answer: {
    description: 'No constants, for an hour.',
    schema: objectSchema({ constants: objectSchema({}), ttl: { type: 'integer', description: 'Seconds.' } }),
    example: { constants: {}, ttl: 3600 },
  },
};

export const PING: OperationDoc = {
  summary: 'Ping',
  description: `Says that the service answers, and asks nothing else. ${PUBLIC}`,
  answer: { description: 'It answers.', schema: objectSchema({ status: stringSchema }), example: { status: 'ok' } },
};

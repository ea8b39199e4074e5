import type { OperationDoc } from '../http/docs/operation.js';
import { ClientConstantsAnswer, PingAnswer } from './platform.response.js';

const PUBLIC = 'It needs no token: the published SDK asks before it has any, and learns nothing about tenants.';

export const GET_CONSTANTS: OperationDoc<ClientConstantsAnswer> = {
  operationId: 'getClientConstants',
  summary: 'Get client constants',
  description: `What the published SDK asks for when it starts: there are no constants here. ${PUBLIC}`,
  answer: {
    description: 'No constants, for an hour.',
    type: ClientConstantsAnswer,
  },
};

export const PING: OperationDoc<PingAnswer> = {
  operationId: 'ping',
  summary: 'Ping',
  description: `Says that the service answers, and asks nothing else. ${PUBLIC}`,
  answer: { description: 'It answers.', type: PingAnswer },
};

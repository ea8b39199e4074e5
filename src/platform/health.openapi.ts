import type { OperationDoc } from '../http/docs/operation.js';

const word = (text: string) => ({ type: 'string', const: text });

export const LIVE: OperationDoc = {
  summary: 'Is the process alive?',
  description: 'Asks nothing but the process itself: a restart mends no database.',
  answer: {
    description: 'It answers.',
    schema: { type: 'object', required: ['status'], properties: { status: word('ok') }, additionalProperties: false },
    example: { status: 'ok' },
  },
};

export const READY: OperationDoc = {
  summary: 'Should requests be sent here?',
  description:
    'Ready when a tenant can be made: the database answers and takes writes, its schema is at least what this build needs and holds the reference data, and the process is not on its way out.',
  answer: {
    description: 'Ready.',
    schema: {
      type: 'object',
      required: ['status', 'checks'],
      additionalProperties: false,
      properties: {
        status: word('ok'),
        checks: {
          type: 'object',
          required: ['database'],
          properties: { database: word('ok') },
          additionalProperties: false,
        },
      },
    },
    example: { status: 'ok', checks: { database: 'ok' } },
  },
  otherAnswers: {
    503: {
      description: 'Not ready; `problem` says why.',
      schema: {
        type: 'object',
        required: ['status', 'problem'],
        additionalProperties: false,
        properties: { status: word('not ready'), problem: { type: 'string' } },
      },
      example: { status: 'not ready', problem: 'The process is draining and will end soon.' },
    },
  },
};

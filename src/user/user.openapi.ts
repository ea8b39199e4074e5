import type { OperationDoc } from '../http/openapi/operation.js';

const text = { type: 'string' };

export const GET_USER: OperationDoc = {
  summary: 'Get user',
  description:
    'The user of an id, or `me` for the user whose token it is. An operator sees everybody, an organization those who have a role in it, above it, or in an enterprise in or below it; a user sees himself, even while his organization is suspended. Whom the token may not see is not found.',
  answer: {
    description: 'The user.',
    schema: {
      type: 'object',
      required: ['user'],
      additionalProperties: false,
      properties: {
        user: {
          type: 'object',
          required: ['id', 'isActive', 'isFrozen', 'name', 'username', 'email'],
          additionalProperties: false,
          properties: {
            id: { type: 'string', pattern: '^[0-9a-f]{32}$' },
            isActive: { type: 'boolean' },
            isFrozen: { type: 'boolean' },
            name: {
              type: 'object',
              required: ['first', 'last', 'full'],
              additionalProperties: false,
              properties: { first: text, last: text, full: text },
            },
            username: { ...text, description: 'The email, as first given.' },
            email: {
              type: 'object',
              required: ['email', 'verified'],
              additionalProperties: false,
              properties: { email: text, verified: { type: 'boolean' } },
            },
          },
        },
      },
    },
    example: {
      user: {
        id: '59cd72485007a239fb00282ed480da1f',
        isActive: true,
        isFrozen: false,
        name: { first: 'Ada', last: 'Lovelace', full: 'Ada Lovelace' },
        username: 'ada@example.com',
        email: { email: 'ada@example.com', verified: false },
      },
    },
  },
};

import type { OperationDoc } from '../../http/docs/operation.js';
import {
  objectSchema,
  idSchema as id,
  arraySchema,
  nullableSchema,
  stringSchema,
  nullableStringSchema,
  booleanSchema,
  unixTimeSchema,
} from '../../http/validation/fields/schemas.js';
import { GET_ORGANIZATION } from '../organization.openapi.js';
import { HOLD_SOURCES } from '../organization.rules.js';

const place = {
  organization: objectSchema({ id, name: stringSchema, sub_domain: stringSchema }),
  depth: { type: 'integer', description: 'Its level in the tree: 1 is the root.' },
};

const hold = objectSchema({
  ...place,
  source: { type: 'string', enum: HOLD_SOURCES },
  placed_by: {
    ...nullableSchema(id),
    description:
      'The organization that placed it; null for the operator, and for one above the place of the token that asks.',
  },
  reason: nullableStringSchema,
  since: unixTimeSchema,
});

const effectiveStatus = objectSchema({
  status: {
    type: 'string',
    enum: ['active', 'suspended', 'not_activated'],
    description: "What the organization's own tokens meet. What is both is shown as `suspended`.",
  },
  suspended: { ...booleanSchema, description: 'Whether it, or an organization above it, has a hold.' },
  activated_at: {
    ...nullableSchema(unixTimeSchema),
    description: 'Unix time in seconds; null as long as it is not activated.',
  },
  held_above: {
    ...booleanSchema,
    description: 'Whether an organization above the place of the token that asks has a hold.',
  },
  not_activated_above: { ...booleanSchema, description: 'Whether one above that place waits for its activation.' },
  holds: { ...arraySchema(hold), description: 'Those at that place and below it, the one nearest to the root first.' },
  not_activated: { ...arraySchema(objectSchema(place)), description: 'Those at that place and below it which wait.' },
});

const acme = { id: '59cd72485007a239fb00282ed480da1f', name: 'Acme', sub_domain: 'acme' };

const example = (hold: object) => ({
  effective_status: {
    status: 'suspended',
    suspended: true,
    activated_at: 1795347260,
    held_above: false,
    not_activated_above: false,
    holds: [{ organization: acme, depth: 2, ...hold }],
    not_activated: [],
  },
});

const unpaid = { source: 'billing', placed_by: null, reason: 'invoice 4711 is unpaid', since: 1795350860 };
const paused = {
  source: 'parent',
  placed_by: '019a5f2c7d1b7e0c8a4b6d2f9c3e5a71',
  reason: 'The contract is paused',
  since: 1795350860,
};

const WHOSE = `A hold has a source and a placer, and only these lift it. The operator places \`operator\` and \`billing\`; a token from above the organization, of an organization or of a user with a role there, places \`parent\` in the name of its own organization, so that a parent's and a grandparent's are two. Another's source is \`permission_denied\`, and so is the organization's own token. Left out, \`source\` is \`operator\` for the operator and \`parent\` for everybody else.`;

export const ACTIVATE_ORGANIZATION: OperationDoc = {
  summary: 'Activate organization',
  description:
    'Activates an organization: from now on its tokens are accepted. For the operator alone. Twice succeeds without effect, and the first moment stays. Managed organizations are activated at birth; a root waits for this. It lifts no hold: the tokens of one that is suspended are refused before and after.',
  request: {},
  answer: { ...GET_ORGANIZATION.answer, description: 'The organization, activated.' },
};

export const PLACE_HOLD: OperationDoc = {
  summary: 'Place a hold',
  description: `Suspends an organization and everything below it: once this is answered, their tokens are refused and nothing new appears below. Nothing is written into those below: the state of each is its own holds and those above it.

${WHOSE}

Holds add up. Placing the same one twice succeeds without effect, and the first reason stays. \`reason\` has 1 to 1000 characters, line breaks among them, and is shown to the organization: no personal data.`,
  request: { reason: 'The contract is paused' },
  answer: {
    description: 'Why the organization is refused now.',
    schema: objectSchema({ effective_status: effectiveStatus }),
    example: example(paused),
  },
};

export const LIFT_HOLD: OperationDoc = {
  summary: 'Lift a hold',
  description: `Lifts one's own hold. Others stay, on the organization and above it; what nothing holds any more is accepted again at once, and so is everything below that has no hold of its own. Lifting what is not there succeeds without effect.

${WHOSE}`,
  request: {},
  answer: {
    description: 'Why the organization is still refused, if it is.',
    schema: objectSchema({ effective_status: effectiveStatus }),
    example: example(unpaid),
  },
};

export const GET_EFFECTIVE_STATUS: OperationDoc = {
  summary: 'Get effective status',
  description:
    "Why an organization is refused, its own holds and those it inherits. It is answered in every state, also to the organization's own token. A token sees its own organization's holds and those below in full; of those above it sees only that they exist: `held_above`, `not_activated_above`.",
  headers: { ETag: 'Names the state that is shown.' },
  answer: {
    description: 'The status of the organization, and its causes.',
    schema: objectSchema({ effective_status: effectiveStatus }),
    example: example(unpaid),
  },
};

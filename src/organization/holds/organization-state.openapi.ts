import type { OperationDoc } from '../../http/docs/operation.js';
import { GET_ORGANIZATION } from '../listing/organization-list.openapi.js';
import { EffectiveStatusAnswer } from './organization-state.response.js';
import { OrganizationAnswer } from '../organization.response.js';

const WHOSE = `A hold has a source and a placer, and only these lift it. The operator places \`operator\` and \`billing\`; a token from above the organization, of an organization or of a user with a role there, places \`parent\` in the name of its own organization, so that a parent's and a grandparent's are two. Another's source is \`permission_denied\`, and so is the organization's own token. Left out, \`source\` is \`operator\` for the operator and \`parent\` for everybody else.`;

export const ACTIVATE_ORGANIZATION: OperationDoc<OrganizationAnswer> = {
  operationId: 'activateOrganization',
  summary: 'Activate organization',
  description:
    'Activates an organization: from now on its tokens are accepted. For the operator alone. Twice succeeds without effect, and the first moment stays. Managed organizations are activated at birth; a root waits for this. It lifts no hold: the tokens of one that is suspended are refused before and after.',
  request: {},
  answer: { ...GET_ORGANIZATION.answer, description: 'The organization, activated.' },
};

export const PLACE_HOLD: OperationDoc<EffectiveStatusAnswer> = {
  operationId: 'placeHold',
  summary: 'Place a hold',
  description: `Suspends an organization and everything below it: once this is answered, their tokens are refused and nothing new appears below. Nothing is written into those below: the state of each is its own holds and those above it.

${WHOSE}

Holds add up. Placing the same one twice succeeds without effect, and the first reason stays. \`reason\` has 1 to 1000 characters, line breaks among them, and is shown to the organization: no personal data.`,
  request: { reason: 'The contract is paused' },
  answer: {
    description: 'Why the organization is refused now.',
    type: EffectiveStatusAnswer,
  },
};

export const LIFT_HOLD: OperationDoc<EffectiveStatusAnswer> = {
  operationId: 'liftHold',
  summary: 'Lift a hold',
  description: `Lifts one's own hold. Others stay, on the organization and above it; what nothing holds any more is accepted again at once, and so is everything below that has no hold of its own. Lifting what is not there succeeds without effect.

${WHOSE}`,
  request: {},
  answer: {
    description: 'Why the organization is still refused, if it is.',
    type: EffectiveStatusAnswer,
  },
};

export const GET_EFFECTIVE_STATUS: OperationDoc<EffectiveStatusAnswer> = {
  operationId: 'getEffectiveStatus',
  summary: 'Get effective status',
  description:
    "Why an organization is refused, its own holds and those it inherits. It is answered in every state, also to the organization's own token. A token sees its own organization's holds and those below in full; of those above it sees only that they exist: `held_above`, `not_activated_above`.",
  headers: { ETag: 'Names the state that is shown.' },
  answer: {
    description: 'The status of the organization, and its causes.',
    type: EffectiveStatusAnswer,
  },
};

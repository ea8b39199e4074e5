import type { OperationDoc } from '../../http/docs/operation.js';
import { objectSchema, idSchema as id, stringSchema, booleanSchema } from '../../http/validation/fields/schemas.js';
import { APPROVALS_REQUIRED, BUSINESS_MODEL, KYC_STATE } from '../enterprise-constants.js';
import { ACCOUNT_TYPES } from '../enterprise-fingerprint.js';

const ID = '59cd72485007a239fb00282ed480da1f';
const OTHER_ID = '6854341f9b1b4a0d8f0e2c7a5d3b9e10';
const time = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' };
const nothing = { type: 'boolean', const: false };
const none = { type: 'array', maxItems: 0 };

const freezeSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    time: { ...time, description: 'Since when.' },
    expires: { ...time, description: 'The last moment at which it is frozen, or was.' },
    frozenBy: {
      ...stringSchema,
      description:
        'The id of the token that did it. Where it was done from above the reader it is the kind: `operator`, `organization` or `user`.',
    },
    unFrozenBy: { ...stringSchema, description: 'Who thawed it ahead of its end, named in the same way.' },
  },
};

const freezeExample = { time: '2026-11-22T12:00:00.000Z', expires: '2026-11-22T13:00:00.000Z', frozenBy: OTHER_ID };

/** The 25 members that are always there (api-v2.md §3.3), those that never change as what they are. */
const required = {
  id,
  name: { type: 'string', minLength: 1 },
  bitgoOrg: { const: 'BitGo Inc' },
  kycState: { const: KYC_STATE },
  legalIdentifiers: {
    type: 'object',
    required: ['legalPersonNameIdentifierType'],
    additionalProperties: false,
    properties: { legalPersonNameIdentifierType: { const: 'LEGL' }, legalPersonName: stringSchema },
  },
  type: stringSchema,
  latestSAVersionSigned: { type: 'integer', const: 0 },
  travelRule: nothing,
  productLicenses: none,
  canAccessBorrowing: nothing,
  canAccessLending: nothing,
  canAccessSettlement: nothing,
  canAccessTrading: nothing,
  canCreateColdWallet: nothing,
  canCreateHotWallet: nothing,
  canCreateCustodialWallet: nothing,
  canCreateOffchainWallet: nothing,
  oneTimeFees: none,
  upfrontPaymentStatus: stringSchema,
  ethAlwaysUseHop: nothing,
  usersViewAllWallets: booleanSchema,
  videoIdWaived: nothing,
  wallets: none,
  tags: none,
  hasScimClient: nothing,
};

const enterprise: OperationDoc['answer'] = {
  description: 'The enterprise.',
  schema: {
    type: 'object',
    required: Object.keys(required),
    additionalProperties: false,
    properties: {
      ...required,
      accountType: { type: 'string', enum: ACCOUNT_TYPES },
      businessModel: { const: BUSINESS_MODEL },
      approvalsRequired: { type: 'integer', const: APPROVALS_REQUIRED },
      primaryContact: { ...id, description: 'The user who was answered when it was created.' },
      organizationId: id,
      organization: id,
      createdAt: time,
      freeze: { ...freezeSchema, description: 'The last freeze, over or not: it is frozen while `expires` is ahead.' },
    },
  },
  example: {
    ...{ id: ID, name: 'ada@example.com', bitgoOrg: 'BitGo Inc', kycState: KYC_STATE },
    legalIdentifiers: { legalPersonNameIdentifierType: 'LEGL', legalPersonName: 'Ada Lovelace' },
    ...{ type: '', latestSAVersionSigned: 0, travelRule: false, productLicenses: [], canAccessBorrowing: false },
    ...{ canAccessLending: false, canAccessSettlement: false, canAccessTrading: false, canCreateColdWallet: false },
    ...{ canCreateHotWallet: false, canCreateCustodialWallet: false, canCreateOffchainWallet: false, oneTimeFees: [] },
    ...{ upfrontPaymentStatus: '', ethAlwaysUseHop: false, usersViewAllWallets: false, videoIdWaived: false },
    ...{ wallets: [], tags: [], hasScimClient: false, accountType: 'individual', businessModel: BUSINESS_MODEL },
    ...{ approvalsRequired: 1, primaryContact: OTHER_ID, organizationId: OTHER_ID, organization: OTHER_ID },
    createdAt: '2026-11-22T12:00:00.000Z',
  },
};

const ETAG = { ETag: 'Names the state that is shown, for `If-Match`.' };

export const GET_ENTERPRISE: OperationDoc = {
  summary: 'Get an enterprise',
  description:
    'Every member that the published document requires is there. Those about wallets, licences, agreements and verification are the same for every enterprise, since nothing of them is held here.',
  answer: enterprise,
  headers: ETAG,
};

export const UPDATE_ENTERPRISE: OperationDoc = {
  summary: 'Change an enterprise',
  description:
    'What is left out stays as it is, and what it is already changes nothing. The name cannot be changed. `approvalsRequired` takes 1 alone: a change is done when it is answered, and needs no approval. A frozen enterprise cannot be changed.',
  request: { legalIdentifiers: { legalPersonName: 'Ada Lovelace' }, usersViewAllWallets: true },
  answer: enterprise,
  headers: ETAG,
};

const freeze: OperationDoc['answer'] = {
  description: 'The freeze; nothing where there has been none.',
  schema: freezeSchema,
  example: freezeExample,
};

export const FREEZE_ENTERPRISE: OperationDoc = {
  summary: 'Freeze an enterprise',
  description:
    'For `duration` seconds, as a number or its digits, its profile and its users cannot be changed; then it thaws by itself. Freezing a frozen one puts its end off, and never brings it forward.',
  request: { duration: 3600 },
  answer: freeze,
};

export const THAW_ENTERPRISE: OperationDoc = {
  summary: 'Thaw an enterprise',
  description:
    "Ends a freeze ahead of its time: the operator's alone, whatever the state of the organization. What is not frozen stays as it is.",
  answer: { ...freeze, example: { ...freezeExample, unFrozenBy: OTHER_ID } },
};

export const DELETE_ENTERPRISE: OperationDoc = {
  summary: 'Delete an enterprise',
  description:
    "Deletes an enterprise for good, with its profile, its third-party identifiers and the roles in it: the operator's alone, whatever the state of the organization. Its users stay, and so does its audit. While it is frozen, or has more than 1,000 users, it is 409 with what is to be done first. Its `idempotencyKey` creates no other enterprise, and is refused as spent.",
  answer: { description: 'It is deleted.', schema: objectSchema({}), example: {} },
};

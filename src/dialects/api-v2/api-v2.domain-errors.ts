import type { ErrorContexts } from '../../common/errors.js';
import { problemsSentence } from './api-v2.arguments.js';
import { type ApiV2Errors, NOT_IN_API_V2 } from './api-v2.rendering.js';

const stepsLeft = (steps: ErrorContexts['deletion_steps_not_satisfied']['steps']): string[] =>
  Object.values(steps).flatMap(({ satisfied, description }) => (satisfied ? [] : [description]));

/** The errors about organizations, enterprises and users, as api-v2 renders them. */
export const domainErrors = {
  validation_failed: ({ problems }) => ({
    status: 400,
    name: 'Invalid',
    error: problemsSentence(problems),
    context: { fields: problems.map(({ field, problem }) => ({ path: field, rule: problem })) },
  }),
  organization_not_found: ({ organizationId }) => ({
    status: 404,
    name: 'OrganizationNotFound',
    error: 'There is no organization of this id that the access token may see.',
    context: { organizationId },
  }),
  organization_suspended: ({ organizationId, inherited }) => ({
    status: 403,
    name: 'OrganizationSuspended',
    error: inherited
      ? 'An organization above this one is suspended, and everything below it with it. Ask for that suspension to be lifted.'
      : 'The organization is suspended. Ask for the suspension to be lifted.',
    context: { organizationId, inherited },
  }),
  organization_not_activated: ({ organizationId }) => ({
    status: 403,
    name: 'OrganizationNotActivated',
    error: 'The organization has not been activated yet. Ask the operator of this service to activate it.',
    context: { organizationId },
  }),
  organization_limit_reached: ({ limit }) => ({
    status: 403,
    name: 'OrganizationLimitReached',
    error: `The limit of ${limit} managed organizations is reached. Delete one, or ask for a higher limit.`,
    context: { limit },
  }),
  organization_depth_reached: ({ depth }) => ({
    status: 403,
    name: 'OrganizationDepthReached',
    error: `Organizations nest at most ${depth} levels deep. Create this one under a higher organization.`,
    context: { depth },
  }),
  enterprise_not_found: ({ enterpriseId }) => ({
    status: 404,
    name: 'EnterpriseNotFound',
    error: 'There is no enterprise of this id that the access token may see.',
    context: { enterpriseId },
  }),
  enterprise_frozen: ({ enterpriseId, expires }) => ({
    status: 403,
    name: 'EnterpriseFrozen',
    error: 'The enterprise is frozen: its profile and its users cannot be changed. Wait until it has thawed.',
    context: { enterpriseId, expires: new Date(expires).toISOString() },
  }),
  last_admin: ({ enterpriseId }) => ({
    status: 409,
    name: 'LastAdmin',
    error: 'The enterprise would be left without an admin. Make another user an admin of it first.',
    context: { enterpriseId },
  }),
  user_not_found: ({ userIds }) => ({
    status: 404,
    name: 'UserNotFound',
    error: 'No user of these ids is visible to the organization. Nothing was created or changed.',
    context: { userIds },
  }),
  no_user_associated_with_identity: () => ({
    status: 404,
    name: 'UserNotFound',
    error: 'The access token belongs to no user, so there is no "me". Use the token of a user, or a user id.',
    context: { userIds: ['me'] },
  }),
  event_cursor_expired: NOT_IN_API_V2,
  too_many_waiting: NOT_IN_API_V2,
  currency_not_found: NOT_IN_API_V2,
  country_not_found: NOT_IN_API_V2,
  country_state_not_found: NOT_IN_API_V2,
  api_token_not_found: ({ id }) => ({
    status: 404,
    name: 'AccessTokenNotFound',
    error: 'There is no access token of this id that is yours and has not ended.',
    context: { ...(id !== undefined && { id }) },
  }),
  api_token_ended: NOT_IN_API_V2,
  api_token_replaced: ({ id, replacedBy }) => ({
    status: 409,
    name: 'AccessTokenReplaced',
    error:
      'The access token was rotated before. Rotate the one that has replaced it, or end that one and make another.',
    context: { id, replacedBy },
  }),
  webhook_endpoint_not_found: NOT_IN_API_V2,
  webhook_endpoint_limit_reached: NOT_IN_API_V2,
  webhook_endpoint_disabled: NOT_IN_API_V2,
  webhook_url_not_allowed: NOT_IN_API_V2,
  webhook_delivery_not_found: NOT_IN_API_V2,
  secrets_key_missing: NOT_IN_API_V2,
  policy_not_available_for_managed_organizations: NOT_IN_API_V2,
  managed_organization_required: NOT_IN_API_V2,
  deletion_steps_not_satisfied: ({ steps }) => ({
    status: 409,
    name: 'DeletionStepsNotSatisfied',
    error: `It cannot be deleted yet. Do this first: ${stepsLeft(steps).join('; ')}.`,
    context: { steps },
  }),
} satisfies Partial<ApiV2Errors>;

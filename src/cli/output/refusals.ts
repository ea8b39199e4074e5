import type { DomainError, ErrorCode, ErrorContexts, Problem } from '../../common/errors.js';

/** Messages for the operator: what happened, and what to do. A code without a message is printed as it is. */
type Sentences = { readonly [C in ErrorCode]?: (context: ErrorContexts[C]) => string };

const SENTENCES: Sentences = {
  validation_failed: ({ problems }) => problems.map(problemSentence).join(' '),
  organization_not_found: ({ organizationId }) =>
    `There is no organization ${organizationId}: name one by its id (32 hex digits) or its sub-domain.`,
  organization_suspended: ({ organizationId, inherited }) =>
    `The organization ${organizationId} is suspended${inherited ? ', as one above it is' : ''}: lift the hold first.`,
  organization_not_activated: ({ organizationId }) =>
    `The organization ${organizationId} is not activated: tenantry organization activate ${organizationId}`,
  policy_not_available_for_managed_organizations: () =>
    'The limit belongs to the root of a tree, and this is a managed organization: name its root.',
  deletion_steps_not_satisfied: ({ steps }) =>
    `It cannot be deleted yet. Do this first: ${Object.values(steps)
      .flatMap(({ satisfied, description }) => (satisfied ? [] : [description]))
      .join('; ')}.`,
  organization_limit_reached: ({ limit }) =>
    `The tree holds as many managed organizations as it may (${limit}): raise the limit of its root.`,
  organization_depth_reached: ({ depth }) => `The tree has as many levels as MAX_ORGANIZATION_DEPTH allows (${depth}).`,
  currency_not_found: () =>
    'The currency is not known: give an ISO 4217 code such as EUR. (Unless `tenantry db seed` has been run, none is.)',
  country_not_found: () => 'The country is not known: give an ISO 3166-1 code such as GB or GBR.',
  country_state_not_found: () => 'The state is not known: give an ISO 3166-2 code such as US-CA.',
  precondition_failed: () => 'It was changed by another request in the meantime: check it, and try again.',
  enterprise_not_found: ({ enterpriseId }) =>
    `There is no enterprise ${enterpriseId}: name one by its id (tenantry enterprise list).`,
  user_not_found: ({ userIds }) => `There is no user ${userIds.join(', ')}: name one by id (32 hex digits) or email.`,
  last_admin: ({ enterpriseId }) =>
    `The user is the only admin of the enterprise ${enterpriseId}: make another user an admin of it first, or erase with --force.`,
  api_token_not_found: () =>
    'There is no such token, or it was revoked: name one by its id (32 hex digits), as `tenantry token list` shows it.',
  invalid_arguments: ({ fields }) => `Not as it was given: ${fields.map(({ path }) => path.join('.')).join(', ')}.`,
  webhook_endpoint_not_found: () =>
    'There is no such webhook endpoint: name one by its id (32 hex digits), as `tenantry webhook list` shows it.',
  webhook_endpoint_limit_reached: ({ limit }) =>
    `There are as many webhook endpoints as one owner may have (${limit}): delete one, or change one.`,
  webhook_endpoint_disabled: () =>
    'The webhook endpoint is disabled, and nothing is sent to it: tenantry webhook update ID --enable',
  webhook_url_not_allowed: ({ details }) => `The URL is not allowed: ${details}.`,
  webhook_delivery_not_found: () =>
    'The webhook endpoint has no delivery of this event: `tenantry webhook deliveries` lists those it has.',
  secrets_key_missing: () =>
    'There is no key that seals the secret: set SECRETS_KEY to that of the service; on SQLite see that secrets.key in DATA_DIR can be read and written.',
  event_cursor_expired: ({ oldest }) =>
    `Events behind the cursor have been cleared: read on with --after ${oldest}, the oldest there is.`,
  permission_denied: ({ details }) => `That is not allowed: ${details}.`,
};

/** Problems whose remedy is not plain from their name. */
const REMEDIES: Readonly<Record<string, string>> = {
  'sub_domain invalid':
    'The sub-domain is not valid: 1 to 63 of a-z, 0-9 and -, with no - at the ends or at places 3 and 4, and not an id.',
  'sub_domain reserved': 'The sub-domain is reserved: choose another.',
  'sub_domain taken': 'The sub-domain is taken, and is never given out a second time: choose another.',
  'country_state invalid': "The state is no part of the organization's country: name a country along with it.",
  'email taken': 'The email belongs to an existing user: use it to name that user.',
  'rate_limit invalid': 'The rate limit is not possible: at most a million calls a minute, and 0 for no limit.',
};

const WORDS: Readonly<Record<Problem['problem'], string>> = {
  blank: 'is empty',
  invalid: 'is not valid',
  reserved: 'is reserved',
  taken: 'is taken',
  too_long: 'is too long',
  unprintable: 'contains unprintable characters (control, format or direction characters)',
  duplicate: 'is given twice',
  too_often: 'was changed too often in 30 days',
};

/** The one line for a refusal of the domain. */
export function refusalSentence(error: DomainError): string {
  const sentence = SENTENCES[error.code] as ((context: unknown) => string) | undefined;
  return sentence?.(error.context) ?? `Refused: ${error.code}.`;
}

function problemSentence({ field, problem, limit }: Problem): string {
  if (field === 'networks' && problem === 'too_long') return `There are too many networks (at most ${limit}).`;
  const most = limit === undefined ? '' : ` (at most ${limit} characters)`;
  return REMEDIES[`${field} ${problem}`] ?? `The ${wordsFor(field)} ${WORDS[problem]}${most}.`;
}

/** In English, but for what has a name of its own. */
function wordsFor(field: string): string {
  return field === 'sub_domain' ? 'sub-domain' : field.replaceAll('_', ' ');
}

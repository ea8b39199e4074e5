import { refusal, type Refused } from '../../support/scenes/managed-organizations.js';

export const SET = 'CoreAPI/Endpoints/ManagedOrganizations/CreateEndpoint/BaseArgumentSet';
export const LOOKUP = 'CoreAPI/ArgumentSets/OrganizationLookup';
export const KEY_VALUE = 'CoreAPI/ArgumentSets/KeyValue';

/** What is answered, and with which status. */
export interface Saying {
  readonly status: number;
  readonly body: Refused;
}

const DESCRIPTIONS: Record<string, string | null> = {
  invalid_scalar:
    'The value provided was not of an appropriate type for the scalar that was requested. For example, you may have passed a string where an integer was required etc...',
  parse_error:
    'The value provided could not be parsed into an appropriate value by the server. For example, if a date was expected and the value could not be interpretted as such.',
  missing_lookup_value: 'A value for a lookup argument set has not been provided but at least one value is required.',
  ambiguous_lookup_values:
    'More than one value has been provided for a lookup argument set. Only one option may be provided.',
  object_expected: null,
  array_expected: null,
  validation_errors: null,
};

/** The arguments that are published with a word on what they are for, and some of ours. */
const SAID: Record<string, string> = {
  [`${SET}/Annotations`]: 'Annotations to add to this organization.',
  'CoreAPI/Endpoints/ManagedOrganizations/ListEndpoint/BaseArgumentSet/Annotations':
    'An array of annotations to filter by',
  'CoreAPI/Endpoints/APITokens/ListEndpoint/BaseArgumentSet/Annotations': 'An array of annotations to filter by',
  'CoreAPI/Endpoints/APITokens/ListEndpoint/BaseArgumentSet/Organization': 'The organization to list API tokens for',
  'CoreAPI/Endpoints/Currencies/InfoEndpoint/BaseArgumentSet/Currency': 'The currency to return',
  'CoreAPI/Endpoints/Countries/InfoEndpoint/BaseArgumentSet/Country': 'The country to return',
  'CoreAPI/Endpoints/CountryStates/ListEndpoint/BaseArgumentSet/Country': 'The country to return states for',
  'CoreAPI/Endpoints/CountryStates/InfoEndpoint/BaseArgumentSet/CountryState': 'The country state to return',
  'CoreAPI/Endpoints/Organizations/CreateEndpoint/BaseArgumentSet/Activated':
    'Whether the organization is activated at once',
};

/** A bad argument; `id` is the published name of the argument, without its `Argument` at the end. */
export function bad(path: string, issue: string, id: string, also: { index?: number; errors?: string[] } = {}): Saying {
  const { index = null, errors = [] } = also;
  const steps = path.split('.');
  const argument = { id: `${id}Argument`, name: steps.at(-1), description: SAID[id] ?? null };
  const detail = { path: steps, index, issue, issue_description: DESCRIPTIONS[issue], errors, argument };
  return { status: 400, body: refusal('invalid_argument', `The '${path}' argument is invalid`, detail) };
}

/** A required argument that is not there. */
export function missing(path: string): Saying {
  const steps = path.split('.');
  const detail = { path: steps, argument: { name: steps.at(-1), description: null } };
  const text = `The '${path}' argument is required but has not been provided`;
  return { status: 400, body: refusal('missing_required_argument', text, detail) };
}

/** `path` without the namespace. */
export function noRoute(path: string, method: string): Saying {
  return { status: 404, body: refusal('route_not_found', `No route matches '${path}' for ${method}`) };
}

export const NOT_FOUND: Saying = {
  status: 404,
  body: refusal(
    'organization_not_found',
    'No organization was found matching any of the criteria provided in the arguments',
  ),
};

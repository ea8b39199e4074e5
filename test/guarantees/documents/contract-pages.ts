/**
 * The two contract pages, as a table: what they say of members, required marks, patterns, minimum lengths, statuses,
 * nullable marks and order, and nothing of our own. A change here is a change of what clients were promised.
 */

/** What a value is. A page that names no minimum or pattern promises none. */
export type Shape =
  | { readonly is: 'String'; readonly minLength?: number; readonly pattern?: RegExp }
  | { readonly is: 'Boolean' | 'Unix Timestamp' | 'OrganizationLookup' }
  | { readonly is: 'Object'; readonly members: readonly Returned[] }
  | { readonly is: 'Array'; readonly of: Shape | readonly Argument[] };

/** An argument, in the place it has on the page. */
export interface Argument {
  readonly name: string;
  readonly required: boolean;
  readonly shape: Shape;
}

/** A member of an answer; `nullable` is the page's question mark. */
export interface Returned {
  readonly name: string;
  readonly nullable: boolean;
  readonly shape: Shape;
}

/** An error as a page lists it. The first page lists statuses alone. */
export interface Refusal {
  readonly status: number;
  readonly code?: string;
  readonly description?: string;
}

export interface Page {
  readonly title: string;
  readonly method: 'POST';
  /** With `{}` around its parameters. */
  readonly path: string;
  readonly arguments: readonly Argument[];
  readonly success: { readonly status: number; readonly members: readonly Returned[] };
  readonly refusals: readonly Refusal[];
}

const HEX_ID = /^[0-9a-f]{32}$/;
const STRING = { is: 'String' } as const;
const NOT_EMPTY = { is: 'String', minLength: 1 } as const;

const required = (name: string, shape: Shape = STRING): Argument => ({ name, required: true, shape });
const optional = (name: string, shape: Shape = STRING): Argument => ({ name, required: false, shape });
const always = (name: string, shape: Shape = STRING): Returned => ({ name, nullable: false, shape });
const nullable = (name: string, shape: Shape = STRING): Returned => ({ name, nullable: true, shape });
const object = (...members: readonly Returned[]): Shape => ({ is: 'Object', members });

/** The error body of the create-enterprise page, the same under each of its statuses. */
export const ENTERPRISE_ERROR: readonly { name: string; required: boolean; is: 'string' | 'object' }[] = [
  { name: 'name', required: false, is: 'string' },
  { name: 'context', required: true, is: 'object' },
  { name: 'error', required: true, is: 'string' },
  { name: 'requestId', required: true, is: 'string' },
];

export const CREATE_ENTERPRISE: Page = {
  title: 'Create an enterprise for an organization',
  method: 'POST',
  path: '/api/v2/organization/{organizationId}/enterprise',
  arguments: [
    required('organizationId', { is: 'String', pattern: HEX_ID }),
    required('email', NOT_EMPTY),
    required('idempotencyKey'),
    required('additionalAdmins', { is: 'Array', of: STRING }),
    optional('thirdPartyIdentifier', { is: 'Array', of: [required('id', NOT_EMPTY), required('label', NOT_EMPTY)] }),
  ],
  success: {
    status: 200,
    members: [
      always('enterpriseId', { is: 'String', minLength: 1, pattern: HEX_ID }),
      always('userId', { is: 'String', minLength: 1, pattern: /^[a-f0-9]{32}$/ }),
    ],
  },
  refusals: [400, 403, 404, 409, 500].map((status) => ({ status })),
};

const COUNTRY = object(
  always('id'),
  always('name'),
  always('iso_code2'),
  always('iso_code3'),
  nullable('time_zone'),
  always('eu', { is: 'Boolean' }),
);

const ORGANIZATION = object(
  always('id'),
  always('name'),
  always('sub_domain'),
  always('infrastructure_domain'),
  always('created_at', { is: 'Unix Timestamp' }),
  nullable('activated_at', { is: 'Unix Timestamp' }),
  always('suspended', { is: 'Boolean' }),
  always('managed', { is: 'Boolean' }),
  nullable('billing_name'),
  nullable('address1'),
  nullable('address2'),
  nullable('address3'),
  nullable('address4'),
  nullable('postcode'),
  nullable('vat_number'),
  nullable('phone_number'),
  always('currency', object(always('id'), always('name'), always('iso_code'), always('symbol'))),
  nullable('country', COUNTRY),
  nullable('country_state', object(always('id'), always('name'), always('code'), always('country', COUNTRY))),
);

export const CREATE_MANAGED_ORGANIZATION: Page = {
  title: 'Create managed organization',
  method: 'POST',
  path: '/core/v1/organizations/{organization}/managed',
  arguments: [
    required('organization', { is: 'OrganizationLookup' }),
    required('name'),
    required('sub_domain'),
    optional('annotations', { is: 'Array', of: [required('key'), optional('value')] }),
  ],
  success: {
    status: 201,
    members: [
      always('organization', ORGANIZATION),
      always('annotations', { is: 'Array', of: object(always('key'), nullable('value')) }),
    ],
  },
  refusals: [
    {
      status: 422,
      code: 'organization_limit_reached',
      description: 'The maxmium number of organizations that can be created has been reached',
    },
    {
      status: 403,
      code: 'organization_not_activated',
      description: "An organization was found from the arguments provided but it wasn't activated yet",
    },
    {
      status: 404,
      code: 'organization_not_found',
      description: 'No organization was found matching any of the criteria provided in the arguments',
    },
    {
      status: 403,
      code: 'organization_suspended',
      description: 'An organization was found from the arguments provided but it was suspended',
    },
    {
      status: 422,
      code: 'validation_error',
      description: 'A validation error occurred with the object that was being created/updated/deleted',
    },
  ],
};

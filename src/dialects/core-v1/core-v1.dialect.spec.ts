import { DomainError, type ErrorCode, type ErrorContexts, type Problem, type Violation } from '../../common/errors.js';
import { coreV1 } from './core-v1.dialect.js';

const SET = 'CoreAPI/Endpoints/ManagedOrganizations/CreateEndpoint/BaseArgumentSet';

function render<C extends ErrorCode>(code: C, context: ErrorContexts[C]) {
  return coreV1.renderError(new DomainError(code, context), 'r');
}

/** The published error, under the envelope. */
const error = (code: string, description: string | null, detail: object = {}) => ({
  error: { code, description, detail },
});

const rendered = (violation: Violation) =>
  render('invalid_arguments', { fields: [violation, { path: ['z'], rule: 'missing' }] }).body;

describe('what core-v1 publishes, letter for letter', () => {
  const ID = { organizationId: '59cd72485007a239fb00282ed480da1f' };
  it.each([
    [
      render('organization_limit_reached', { limit: 5 }),
      422,
      error('organization_limit_reached', 'The maxmium number of organizations that can be created has been reached'),
    ],
    [
      render('organization_suspended', { ...ID, inherited: true }),
      403,
      error('organization_suspended', 'An organization was found from the arguments provided but it was suspended'),
    ],
    [
      render('organization_not_activated', ID),
      403,
      error(
        'organization_not_activated',
        "An organization was found from the arguments provided but it wasn't activated yet",
      ),
    ],
    [
      render('organization_not_found', ID),
      404,
      error(
        'organization_not_found',
        'No organization was found matching any of the criteria provided in the arguments',
      ),
    ],
    [
      render('validation_failed', { problems: [{ field: 'sub_domain', problem: 'taken' }] }),
      422,
      error('validation_error', 'A validation error occurred with the object that was being created/updated/deleted', {
        errors: ['Sub domain has already been taken'],
      }),
    ],
    [
      render('permission_denied', { details: 'A reading role.' }),
      403,
      error('permission_denied', 'The authenticated identity is not permitted to perform this action', {
        details: 'A reading role.',
      }),
    ],
    [
      render('invalid_token', {}),
      403,
      error('invalid_api_token', 'The API token provided was not valid (it may not exist or have expired)', {
        details: null,
      }),
    ],
    [
      render('route_not_found', { method: 'PATCH', path: '/core/v1/organizations/_/managed' }),
      404,
      error('route_not_found', "No route matches 'organizations/_/managed' for PATCH"),
    ],
    [render('unexpected', {}), 500, error('unhandled_exception', null)],
    [render('user_not_found', { userIds: ['x'] }), 500, error('unhandled_exception', null)],
  ])('%j', ({ status, body, headers }, expectedStatus, expectedBody) => {
    expect([status, body]).toEqual([expectedStatus, expectedBody]);
    expect(headers['x-api-schema']).toBe('json-error');
  });
});

describe('the first bad argument', () => {
  it('is missing', () => {
    expect(
      rendered({ path: ['annotations', 1, 'key'], rule: 'missing', argumentSet: 'CoreAPI/ArgumentSets/KeyValue' }),
    ).toEqual(
      error('missing_required_argument', "The 'annotations.key' argument is required but has not been provided", {
        path: ['annotations', 'key'],
        argument: { name: 'key', description: null },
      }),
    );
  });

  it('is invalid, with the published id of the argument', () => {
    expect(rendered({ path: ['sub_domain'], rule: 'invalid_scalar', argumentSet: SET })).toEqual(
      error('invalid_argument', "The 'sub_domain' argument is invalid", {
        path: ['sub_domain'],
        index: null,
        issue: 'invalid_scalar',
        issue_description:
          'The value provided was not of an appropriate type for the scalar that was requested. For example, you may have passed a string where an integer was required etc...',
        errors: [],
        argument: { id: `${SET}/SubDomainArgument`, name: 'sub_domain', description: null },
      }),
    );
  });

  it('has an index where the element itself is of the wrong kind, and none for an error inside of it', () => {
    const element = rendered({ path: ['annotations', 1], rule: 'object_expected', argumentSet: SET });
    expect(element).toMatchObject({ error: { detail: { path: ['annotations'], index: 1, issue: 'object_expected' } } });
    const inside = rendered({ path: ['annotations', 1, 'value'], rule: 'invalid_scalar' });
    expect(inside).toMatchObject({ error: { detail: { path: ['annotations', 'value'], index: null } } });
  });

  it('contains the description of the argument, whatever is wrong with it, and always an id for it', () => {
    const argument = { path: ['currency'], argumentSet: SET, description: 'The currency to return' };
    const shown = { name: 'currency', description: 'The currency to return' };
    expect(rendered({ ...argument, rule: 'missing' })).toMatchObject({ error: { detail: { argument: shown } } });
    expect(rendered({ ...argument, rule: 'object_expected' })).toMatchObject({
      error: { detail: { argument: shown } },
    });
    const id = 'CoreAPI/ArgumentSets/RequestHeaders/IfMatchArgument';
    expect(rendered({ path: ['If-Match'], rule: 'pattern' })).toMatchObject({
      error: { detail: { argument: { id } } },
    });
  });
});

describe('full messages', () => {
  it.each<[Problem, string]>([
    [{ field: 'name', problem: 'blank' }, "Name can't be blank"],
    [{ field: 'name', problem: 'too_long', limit: 255 }, 'Name is too long (maximum is 255 characters)'],
    [{ field: 'sub_domain', problem: 'invalid' }, 'Sub domain is invalid'],
    [{ field: 'sub_domain', problem: 'reserved' }, 'Sub domain is reserved'],
    [{ field: 'annotations', problem: 'too_long', limit: 50 }, 'Annotations is too long (maximum is 50 elements)'],
    [{ field: 'annotations_key', problem: 'duplicate' }, 'Annotations key has been given more than once'],
  ])('%j', (problem, message) => {
    expect(render('validation_failed', { problems: [problem] }).body).toMatchObject({
      error: { detail: { errors: [message] } },
    });
  });
});

describe('where an argument may be said', () => {
  const read = (query: object, body: object, path = {}) =>
    coreV1.readArguments({ query: { ...query }, body: { ...body }, path });

  it('merges query and body leaf by leaf, the body winning', () => {
    expect(read({ a: { x: 1, y: 1 }, l: [1, 2] }, { a: { y: 2, z: 2 }, l: [3] })).toEqual({
      a: { x: 1, y: 2, z: 2 },
      l: [3],
    });
    expect(read({ a: 'text' }, { a: { id: 1 } })).toEqual({ a: { id: 1 } });
  });

  it('takes the path as an id, and only where nothing else names the argument', () => {
    expect(read({}, {}, { organization: '_' })).toEqual({ organization: { id: '_' } });
    expect(read({}, { organization: null }, { organization: 'o' })).toEqual({ organization: null });
    expect(read({ organization: { sub_domain: 's' } }, {}, { organization: 'o' })).toEqual({
      organization: { sub_domain: 's' },
    });
  });
});

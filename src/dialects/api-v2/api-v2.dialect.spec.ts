import { DomainError, type ErrorCode, type ErrorContexts } from '../../common/errors.js';
import { apiV2 } from './api-v2.dialect.js';

function render<C extends ErrorCode>(code: C, context: ErrorContexts[C]) {
  return apiV2.renderError(new DomainError(code, context), 'r-1');
}

describe('errors of api-v2', () => {
  it('names all bad arguments in one sentence and lists them', () => {
    const fields = [
      { path: ['email'], rule: 'missing' },
      { path: ['thirdPartyIdentifier', 1, 'label'], rule: 'too_short' },
    ];
    expect(render('invalid_arguments', { fields }).body).toEqual({
      error: 'The request is not valid: email is required; thirdPartyIdentifier[1].label is too short.',
      name: 'Invalid',
      context: {
        fields: [
          { path: 'email', rule: 'missing' },
          { path: 'thirdPartyIdentifier[1].label', rule: 'too_short' },
        ],
      },
      requestId: 'r-1',
    });
  });

  it('reports a bad id in the path by its own name', () => {
    const badId = { name: 'organization', id: 'ABC' } as const;
    const { status, body } = render('invalid_arguments', {
      fields: [{ path: ['organizationId'], rule: 'pattern' }],
      badId,
    });
    expect([status, body]).toMatchObject([400, { name: 'InvalidOrganizationId', context: { id: 'ABC' } }]);
  });

  it('requires a token as HTTP defines it, and marks a bad one for the SDK', () => {
    expect(render('missing_token', {}).headers).toEqual({ 'www-authenticate': 'Bearer' });
    expect(render('invalid_token', {}).headers).toMatchObject({ 'x-auth-required': 'true' });
  });

  it('contains when to retry', () => {
    expect(render('unavailable', {}).headers['retry-after']).toBe('1');
    expect(render('idempotency_key_in_progress', {}).headers['retry-after']).toBe('1');
  });

  it('contains the methods that a path takes', () => {
    const { status, headers } = render('method_not_allowed', {
      method: 'PUT',
      path: '/api/v2/user/me',
      allow: ['GET', 'POST'],
    });
    expect([status, headers.allow]).toEqual([405, 'GET, POST']);
  });

  it('lets the path beat the body, and the body the query', () => {
    const sent = { query: { a: 1, b: 1, c: 1 }, body: { b: 2, c: 2 }, path: { c: '3' } };
    expect(apiV2.readArguments(sent)).toEqual({ a: 1, b: 2, c: '3' });
  });
});

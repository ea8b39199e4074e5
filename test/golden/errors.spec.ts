import { describe, it } from '@jest/globals';
import { DomainError, type ErrorCode, type ErrorContexts, type Problem } from '../../src/common/errors.js';
import { apiV2 } from '../../src/dialects/api-v2/api-v2.dialect.js';
import { apiV2Errors } from '../../src/dialects/api-v2/api-v2.errors.js';
import { coreV1 } from '../../src/dialects/core-v1/core-v1.dialect.js';
import { coreV1Errors } from '../../src/dialects/core-v1/core-v1.errors.js';
import { RULES } from '../../src/http/validation/rules.js';
import { ERROR_SAMPLES, samplesOf } from '../../src/openapi/document/error-samples.js';
import { expectGolden } from './golden.js';

const CODES = Object.keys(apiV2Errors).sort() as ErrorCode[];
const REQUEST_ID = '01a2030921c870009a3acea5380f052a';
const AT = 1_795_347_260_000;

const PROBLEMS: Readonly<Record<Problem['problem'], Problem>> = {
  blank: { field: 'name', problem: 'blank' },
  duplicate: { field: 'annotations', problem: 'duplicate' },
  invalid: { field: 'sub_domain', problem: 'invalid' },
  reserved: { field: 'sub_domain', problem: 'reserved' },
  taken: { field: 'sub_domain', problem: 'taken' },
  too_long: { field: 'name', problem: 'too_long', limit: 255 },
  too_often: { field: 'sub_domain', problem: 'too_often', limit: 3 },
  unprintable: { field: 'name', problem: 'unprintable' },
};

/** What the samples of the document leave out: other facts under the same code, which are said in other words. */
const VARIANTS: readonly DomainError[] = [
  error('invalid_token', { end: { how: 'expired', at: AT } }),
  error('invalid_token', { end: { how: 'revoked', at: AT } }),
  error('api_token_ended', { end: { how: 'revoked', at: AT } }),
  error('organization_suspended', { ...ERROR_SAMPLES.organization_suspended, inherited: true }),
  error('token_bounds_exceeded', { bounds: ['lifetime', 'networks', 'rate_limit'] }),
  ...(['enterprise', 'access_token', 'role'] as const).map((type) =>
    error('idempotency_key_spent', { ...ERROR_SAMPLES.idempotency_key_spent, type }),
  ),
  ...Object.values(PROBLEMS).map((problem) => error('validation_failed', { problems: [problem] })),
  error('validation_failed', { problems: Object.values(PROBLEMS) }),
  ...RULES.map((rule) => error('invalid_arguments', { fields: [{ path: ['annotations', 1, 'key'], rule }] })),
];

function error<C extends ErrorCode>(code: C, context: ErrorContexts[C]): DomainError {
  return new DomainError(code, context);
}

/** An error in the words of each dialect that has it, members in the order in which they are sent. */
function rendered(sample: DomainError): object {
  const { code, context } = sample;
  return {
    code,
    context,
    apiV2: apiV2Errors[code] === null ? null : apiV2.renderError(sample, REQUEST_ID),
    coreV1: coreV1Errors[code] === null ? null : coreV1.renderError(sample, REQUEST_ID),
  };
}

describe('the errors of both dialects, with their status, headers and bodies', () => {
  it('are those of the golden file; `npm run golden` writes it anew', () => {
    const samples = samplesOf(CODES, ['organization', 'enterprise', 'user']);
    expectGolden('errors.json', JSON.stringify([...samples, ...VARIANTS].map(rendered), null, 2));
  });
});

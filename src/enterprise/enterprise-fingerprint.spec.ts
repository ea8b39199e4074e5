import {
  differences,
  keyHash,
  type Fingerprint,
  type FingerprintRow,
  fingerprintOf,
  fingerprintParams,
  type NewEnterprise,
  pairHash,
} from './enterprise-fingerprint.js';

const REQUEST: NewEnterprise = {
  email: 'User@Example.com',
  canonicalEmail: 'user@example.com',
  idempotencyKey: 'k',
  additionalAdmins: ['b', 'a'],
  thirdPartyIdentifiers: [
    { id: '1', label: 'crm' },
    { id: '2', label: 'crm' },
  ],
};

const fingerprint = (request: Partial<NewEnterprise> = {}): Fingerprint => fingerprintOf({ ...REQUEST, ...request });

/** The row that a request with this fingerprint leaves behind. */
function rowOf({ email, additionalAdmins, thirdPartyIdentifier, accountType, isCaaS }: Fingerprint): FingerprintRow {
  return {
    email_digest: email,
    admins_digest: additionalAdmins,
    identifiers_digest: thirdPartyIdentifier,
    given_account_type: accountType,
    given_is_caas: isCaaS,
  };
}

describe('the fingerprint of a request for an enterprise', () => {
  it.each<[string, Partial<NewEnterprise>]>([
    ['another spelling of the email', { email: 'USER@example.com' }],
    ['another key', { idempotencyKey: 'other' }],
    ['admins in another order', { additionalAdmins: ['a', 'b'] }],
    ['an admin twice', { additionalAdmins: ['b', 'a', 'b'] }],
    ['identifiers in another order', { thirdPartyIdentifiers: REQUEST.thirdPartyIdentifiers.toReversed() }],
    ['an identifier twice', { thirdPartyIdentifiers: [...REQUEST.thirdPartyIdentifiers, { label: 'crm', id: '1' }] }],
    ['options that are undefined', { accountType: undefined, isCaaS: undefined }],
  ])('is the same with %s', (_, request) => {
    expect(fingerprint(request)).toEqual(fingerprint());
    expect(differences(fingerprint(request), rowOf(fingerprint()))).toEqual([]);
  });

  it.each<[string, Partial<NewEnterprise>]>([
    ['email', { canonicalEmail: 'other@example.com' }],
    ['additionalAdmins', { additionalAdmins: ['a'] }],
    ['additionalAdmins', { additionalAdmins: [] }],
    ['additionalAdmins', { additionalAdmins: ['a', 'b', 'c'] }],
    ['additionalAdmins', { additionalAdmins: ['a,b'] }],
    ['thirdPartyIdentifier', { thirdPartyIdentifiers: [] }],
    ['thirdPartyIdentifier', { thirdPartyIdentifiers: [{ id: '1', label: 'crm' }] }],
    [
      'thirdPartyIdentifier',
      { thirdPartyIdentifiers: REQUEST.thirdPartyIdentifiers.map(({ id, label }) => ({ id: label, label: id })) },
    ],
    ['accountType', { accountType: 'individual' }],
    ['accountType', { accountType: 'entity' }],
    ['isCaaS', { isCaaS: true }],
    ['isCaaS', { isCaaS: false }],
  ])('differs in %s, and only there, with %j', (field, request) => {
    expect(differences(fingerprint(request), rowOf(fingerprint()))).toEqual([field]);
    expect(differences(fingerprint(), rowOf(fingerprint(request)))).toEqual([field]);
  });

  it('distinguishes two values of an option', () => {
    expect(differences(fingerprint({ isCaaS: true }), rowOf(fingerprint({ isCaaS: false })))).toEqual(['isCaaS']);
    expect(
      differences(fingerprint({ accountType: 'entity' }), rowOf(fingerprint({ accountType: 'individual' }))),
    ).toEqual(['accountType']);
  });

  it('names the differing fields by their wire names, in their order', () => {
    const other = fingerprint({
      canonicalEmail: 'x@y',
      additionalAdmins: [],
      thirdPartyIdentifiers: [],
      accountType: 'entity',
      isCaaS: true,
    });
    const wire = ['email', 'additionalAdmins', 'thirdPartyIdentifier', 'accountType', 'isCaaS'];
    expect(differences(other, rowOf(fingerprint()))).toEqual(wire);
  });

  it('treats an empty list of identifiers as none', () => {
    expect(fingerprint({ thirdPartyIdentifiers: [] }).thirdPartyIdentifier).toBeNull();
  });

  it('does not compare the email of an erased user', () => {
    const row = { ...rowOf(fingerprint()), email_digest: null };
    expect(differences(fingerprint({ canonicalEmail: 'other@example.com' }), row)).toEqual([]);
    expect(differences(fingerprint({ isCaaS: true }), row)).toEqual(['isCaaS']);
  });

  it('contains no value in clear', () => {
    const text = JSON.stringify(fingerprintParams(fingerprint({ additionalAdmins: ['someone'] })));
    expect(text).not.toMatch(/user@|someone|crm/);
  });
});

describe('digests of an enterprise', () => {
  it('compares keys byte for byte', () => {
    const keys = ['k', 'K', 'k ', ' k', '\u00e9', 'e\u0301', '\u00df', 'ss'];
    expect(new Set(keys.map(keyHash)).size).toBe(keys.length);
  });

  it('does not confuse an id with a label', () => {
    expect(pairHash({ id: 'a', label: 'b' })).not.toBe(pairHash({ id: 'b', label: 'a' }));
    expect(pairHash({ id: 'a', label: 'b","c' })).not.toBe(pairHash({ id: 'c","a', label: 'b' }));
  });
});

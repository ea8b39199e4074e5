import { DomainError, type Violation } from '../../common/errors.js';
import { ArgumentSet } from './argument-set.js';
import { Optional } from './fields/presence.js';
import { validateArguments } from './validate-arguments.js';
import { BooleanField, IntegerField } from './fields/scalars.js';
import { NestedArrayField, LookupField } from './fields/nested.js';
import { IdField, EnumField, StringField, StringArrayField } from './fields/text.js';

const ID = '59cd72485007a239fb00282ed480da1f';

@ArgumentSet('Sets/Lookup')
class Key {
  @Optional({ nullable: true })
  @StringField()
  id?: string | null;

  @Optional({ nullable: true })
  @StringField()
  sub_domain?: string | null;
}

@ArgumentSet('Sets/Pair')
class Pair {
  @StringField({ min: 1 })
  key: string;

  @Optional({ nullable: true })
  @StringField({ max: 3 })
  value?: string | null;
}

@ArgumentSet('Sets/Create')
class Create {
  @LookupField(() => Key)
  organization: Key;

  @StringField()
  name: string;

  @Optional({ nullable: true })
  @NestedArrayField(() => Pair, { max: 3 })
  annotations?: Pair[] | null;

  @Optional({ nullable: false })
  @StringArrayField({ maxItems: 2, min: 1 })
  admins?: string[];

  @Optional({ nullable: false })
  @EnumField(['individual', 'entity'])
  accountType?: string;

  @Optional({ nullable: false })
  @IntegerField({ min: 1, max: 500 })
  limit = 25;

  @Optional({ nullable: false })
  @BooleanField()
  isCaaS = true;

  wireName(): string {
    return this.name;
  }
}

class OfPath {
  @IdField({ of: 'user', or: ['me'] })
  id: string;

  @Optional({ nullable: false })
  @IdField()
  prevId?: string;
}

const GOOD = { organization: { id: 'o' }, name: 'N' };

function refusal(validate: () => unknown): DomainError<'invalid_arguments'>['context'] {
  try {
    validate();
  } catch (error) {
    if (error instanceof DomainError) return (error as DomainError<'invalid_arguments'>).context;
    throw error;
  }
  return { fields: [] };
}

const faults = (members: object) => refusal(() => validateArguments(Create, { ...GOOD, ...members }, {})).fields;
const rulesOf = (fields: readonly Violation[]) => fields.map(({ path, rule }) => `${path.join('.')} ${rule}`);

describe('judgeArguments', () => {
  it('gives an instance with its defaults, its numbers and its methods, and nothing undeclared', () => {
    const args = validateArguments(Create, { ...GOOD, limit: '7', extra: 1, wireName: 'x', toString: 'y' }, {});
    expect(args).toBeInstanceOf(Create);
    expect(args).toEqual({ ...GOOD, limit: 7, isCaaS: true });
    expect(args.wireName()).toBe('N');
  });

  it('reports everything, in declared order, list elements by position', () => {
    const fields = refusal(() =>
      validateArguments(
        Create,
        { isCaaS: 'x', admins: ['', 1], annotations: [{}, 'x', { key: 'k', value: 'long' }], organization: 'o' },
        {},
      ),
    ).fields;
    expect(rulesOf(fields)).toEqual([
      'organization object_expected',
      'name missing',
      'annotations.0.key missing',
      'annotations.1 object_expected',
      'annotations.2.value too_long',
      'admins.0 too_short',
      'admins.1 invalid_scalar',
      'isCaaS not_a_flag',
    ]);
  });

  it('names the set that an argument belongs to', () => {
    const fields = faults({ organization: { id: 5 }, annotations: [{ key: 1 }, []] });
    expect(fields.map(({ argumentSet }) => argumentSet)).toEqual(['Sets/Lookup', 'Sets/Pair', 'Sets/Create']);
  });

  it.each([
    ['o', ['organization object_expected']],
    [['o'], ['organization object_expected']],
    [[{ id: 'o' }], ['organization object_expected']],
    [null, ['organization missing']],
    [{}, ['organization missing_lookup_value']],
    [{ foo: 1 }, ['organization missing_lookup_value']],
    [{ id: 'a', sub_domain: 'b' }, ['organization ambiguous_lookup_values']],
    [{ id: 5 }, ['organization.id invalid_scalar']],
    [{ id: null }, []],
    [{ id: '' }, []],
    [{ id: 'a', sub_domain: null }, []],
  ])('validates the lookup %j', (organization, expected) => {
    expect(rulesOf(faults({ organization }))).toEqual(expected);
  });

  it.each([
    [null, []],
    [[], []],
    ['x', ['annotations array_expected']],
    [{ key: 'a' }, ['annotations array_expected']],
    [[[{ key: 'a' }]], ['annotations.0 object_expected']],
    [[null], ['annotations.0 object_expected']],
    [[{ key: 'a', value: null }], []],
    [[{}, {}, {}, {}], ['annotations too_many']],
  ])('validates the list of objects %j', (annotations, expected) => {
    expect(rulesOf(faults({ annotations }))).toEqual(expected);
  });

  it.each([
    [{ name: null }, ['name missing']],
    [{ name: 5 }, ['name invalid_scalar']],
    [{ name: { then: 1, length: 2 } }, ['name invalid_scalar']],
    [{ name: '\ud800' }, ['name invalid_scalar']],
    [{ name: 'a\0' }, ['name invalid_scalar']],
    [{ admins: null }, ['admins array_expected']],
    [{ admins: 'x' }, ['admins array_expected']],
    [{ admins: ['a', 'b', 'c'] }, ['admins too_many']],
    [{ accountType: null }, ['accountType invalid_scalar']],
    [{ accountType: 'x' }, ['accountType invalid_enum_value']],
    [{ limit: '0' }, ['limit too_small']],
    [{ limit: 501 }, ['limit too_large']],
    [{ limit: '1.5' }, ['limit not_a_number']],
    [{ limit: '' }, ['limit not_a_number']],
    [{ limit: null }, ['limit not_a_number']],
    [{ isCaaS: null }, ['isCaaS not_a_flag']],
    [{ isCaaS: 'no' }, []],
    [{ annotations: [{ key: '😀'.repeat(4), value: '😀'.repeat(3) }] }, []],
  ])('validates %j', (members, expected) => {
    expect(rulesOf(faults(members))).toEqual(expected);
  });

  it('reports a bad id in the path by itself only where nothing else is wrong', () => {
    expect(refusal(() => validateArguments(OfPath, { id: 'X' }, { id: 'X' })).badId).toEqual({ name: 'user', id: 'X' });
    expect(refusal(() => validateArguments(OfPath, { id: 'X', prevId: 'Y' }, { id: 'X' })).badId).toBeUndefined();
    expect(refusal(() => validateArguments(OfPath, { id: ID, prevId: 'Y' }, { id: ID })).badId).toBeUndefined();
    expect(validateArguments(OfPath, { id: 'me' }, { id: 'me' })).toEqual({ id: 'me' });
  });
});

import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { MAX_ELEMENTS, takesUpTo } from '../bounds.js';
import { Check, type Fault } from './check.js';
import { describeAs, type DtoClass, nestedIn, type JsonSchema, schemaOf } from '../described.js';
import { namesIn } from '../names.js';

/**
 * An object that is judged by a DTO of its own. `@ValidateNested` alone would take a list where an object is meant,
 * and a list within a list, so the shape has a check of its own, whose verdict goes before that of the elements.
 */
function nested(
  dto: () => DtoClass,
  check: PropertyDecorator,
  schema: () => JsonSchema,
  isLookup = false,
): PropertyDecorator {
  return (target, property) => {
    describeAs(schema)(target, property);
    nestedIn(dto, isLookup)(target, property);
    Type(dto)(target, property);
    ValidateNested()(target, property);
    check(target, property);
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A list of objects. Rules: `missing`, `array_expected`, `too_many`; of an element `object_expected`, or whatever its
 * own arguments are refused for.
 * @param domain the most elements where the domain says it, in its own words: told in the documents, not judged here
 * @param sent the most elements as they are sent, where a transformation makes fewer of them
 */
export function NestedArrayField(
  dto: () => DtoClass,
  { max = MAX_ELEMENTS, domain = max, sent = max }: { max?: number; domain?: number; sent?: number },
): PropertyDecorator {
  const judge = (value: unknown): Fault[] => {
    if (!Array.isArray(value)) return [{ rule: 'array_expected' }];
    if (value.length > max) return [{ rule: 'too_many' }];
    return value.flatMap((element, index) => (isObject(element) ? [] : [{ rule: 'object_expected' as const, index }]));
  };
  const schema = () => ({ type: 'array', items: schemaOf(dto()), maxItems: domain });
  const decorate = nested(dto, Check(judge, 'array_expected'), schema);
  return (target, property) => {
    takesUpTo(sent)(target, property);
    decorate(target, property);
  };
}

/**
 * An object with arguments of its own. Rules: `missing`, `object_expected`, or whatever those are refused for.
 * @param judge what is wrong with the object as a whole, told ahead of its arguments
 */
export function NestedField(dto: () => DtoClass, judge: (value: object) => Fault[] = () => []): PropertyDecorator {
  const whole = (value: unknown): Fault[] => (isObject(value) ? judge(value) : [{ rule: 'object_expected' }]);
  return nested(dto, Check(whole, 'object_expected'), () => schemaOf(dto()));
}

/**
 * An object that names one thing by exactly one of its keys (core-v1.md §2.2): a key that is null counts as said, but
 * not as a second one. Rules: `missing`, `object_expected`, `missing_lookup_value`, `ambiguous_lookup_values`.
 */
export function Lookup(dto: () => DtoClass): PropertyDecorator {
  const judge = (value: unknown): Fault[] => {
    if (!isObject(value)) return [{ rule: 'object_expected' }];
    const known = namesIn(dto());
    const said = Object.entries(value).filter(([name]) => known.has(name));
    if (said.length === 0) return [{ rule: 'missing_lookup_value' }];
    const meant = said.filter(([, key]) => key !== null && key !== undefined);
    return meant.length > 1 ? [{ rule: 'ambiguous_lookup_values' }] : [];
  };
  return nested(dto, Check(judge, 'object_expected'), () => schemaOf(dto()), true);
}

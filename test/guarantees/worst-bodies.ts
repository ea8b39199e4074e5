import { argumentsOf, type DtoClass, nestedDtoOf } from '../../src/http/validation/argument-metadata.js';

/** As much of a body as fits, with a few bytes to spare for what is around it. */
const ROOM = 65_400;

/** A body and what is bad about it. */
export interface WorstBody {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

/** Elements that cost a reader most, each in its own way. */
const ELEMENTS = ['{}', '[]', '""', '"a"', '1', 'null', '{"key":"a"}', '{"a":{"a":{"a":{}}}}', '[[[[[[[[]]]]]]]]'];

/**
 * Bodies of 64 KB for what a DTO takes, from its declarations: each of its lists, at any depth, full of each kind of
 * element; each of its arguments as a long text, a large object and a list; and what is beside all arguments.
 * @param good the members of a body that succeeds
 */
export function worstBodies(dto: DtoClass, good: Readonly<Record<string, unknown>>): WorstBody[] {
  const places = placesIn(dto);
  const lists = places.filter(({ isList }) => isList);
  return [
    ...lists.flatMap(({ path }) =>
      ELEMENTS.map((each) => json(`${path.join('.')} of ${each}`, good, path, list(each))),
    ),
    ...lists.map(({ path }) =>
      json(`${path.join('.')} within itself`, good, path, `${'['.repeat(30)}${list('{}', 65_000)}${']'.repeat(30)}`),
    ),
    ...lists.map(({ path }) => form(`${path.join('.')} in a form`, `${path[0]}[][key]=a&${path[0]}[][value]=b`)),
    ...places.flatMap(({ path }) => [
      json(`${path.join('.')} as a long text`, good, path, `"${'a'.repeat(ROOM - 1_000)}"`),
      json(`${path.join('.')} as a text of pairs`, good, path, `"${'😀'.repeat((ROOM - 1_000) / 4)}"`),
      json(`${path.join('.')} as an object`, good, path, members('x')),
    ]),
    json('members that are not declared', good, ['unknown'], members('x')),
    json('a list that is not declared', good, ['unknown'], list('{}')),
    { name: 'members beside all others', type: JSON_TYPE, text: members('y') },
    { name: 'brackets', type: JSON_TYPE, text: '['.repeat(ROOM) },
    parts('parts', '--b\r\nContent-Disposition: form-data; name="a[b]"\r\n\r\n1\r\n'),
    parts('parts that are files', '--b\r\nContent-Disposition: form-data; name="a"; filename="f"\r\n\r\n\r\n'),
    parts('boundaries alone', '--b\r\n'),
    form('a form of names', 'a=b'),
    form('a form of empty names', '[]='),
    { name: 'a form of one name', type: FORM_TYPE, text: `a${'[b]'.repeat(ROOM / 3)}=1` },
    { name: 'a form of closing brackets', type: FORM_TYPE, text: `${']'.repeat(ROOM)}=1` },
    { name: 'a form of escapes', type: FORM_TYPE, text: `a=${'%61'.repeat(ROOM / 3)}` },
  ];
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const MULTIPART_TYPE = 'multipart/form-data; boundary=b';

/** The lists that a DTO takes, each in the way to it: `properties`, `scopes`. */
export function listsIn(dto: DtoClass): (readonly string[])[] {
  return placesIn(dto)
    .filter(({ isList }) => isList)
    .map(({ path }) => path);
}

/** A body that would succeed, but for a list of so many elements of a kind that no list takes. */
export function tooLong(good: Readonly<Record<string, unknown>>, path: readonly string[], elements: number): object {
  const [first = '', ...inner] = path;
  const value: unknown[] = Array.from({ length: elements }, () => [{}]);
  return { ...good, [first]: inner.reduceRight<unknown>((below, step) => ({ [step]: below }), value) };
}

interface Place {
  readonly path: readonly string[];
  readonly isList: boolean;
}

/** Every argument, and the members of those that are objects. */
function placesIn(dto: DtoClass, above: readonly string[] = []): Place[] {
  return argumentsOf(dto).flatMap(({ name, schema }) => {
    const path = [...above, name];
    const isList = [schema.type].flat().includes('array') || schema.oneOf !== undefined;
    const nested = nestedDtoOf(dto, name);
    return [{ path, isList }, ...(nested && !isList ? placesIn(nested.dto, path) : [])];
  });
}

/** A body that would succeed, but for one place, which holds this text of JSON. */
function json(
  name: string,
  good: Readonly<Record<string, unknown>>,
  path: readonly string[],
  value: string,
): WorstBody {
  const [first = '', ...inner] = path;
  const nested = inner.reduceRight((text, step) => `{${JSON.stringify(step)}:${text}}`, value);
  const rest = JSON.stringify({ ...good, [first]: undefined }).slice(1);
  return { name, type: JSON_TYPE, text: `{${JSON.stringify(first)}:${nested}${rest === '}' ? '' : ','}${rest}` };
}

function list(element: string, room = ROOM - 1_000): string {
  return `[${Array<string>(Math.floor(room / (element.length + 1)))
    .fill(element)
    .join(',')}]`;
}

function members(prefix: string): string {
  const pairs: string[] = [];
  for (let size = 1_000, n = 0; size < ROOM; n++) {
    const pair = `"${prefix}${n}":{}`;
    size += pair.length + 1;
    pairs.push(pair);
  }
  return `{${pairs.join(',')}}`;
}

function form(name: string, pair: string): WorstBody {
  const pairs = Array<string>(Math.min(1_000, Math.floor(ROOM / (pair.length + 1)))).fill(pair);
  return { name, type: FORM_TYPE, text: pairs.join('&') };
}

function parts(name: string, part: string): WorstBody {
  const text = `${part.repeat(Math.floor(ROOM / part.length))}--b--\r\n`;
  return { name: `a multipart form of ${name}`, type: MULTIPART_TYPE, text };
}

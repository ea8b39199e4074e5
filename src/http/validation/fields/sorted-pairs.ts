import { Transform } from 'class-transformer';

type Element = Record<string, unknown>;

/**
 * Puts together a list of pairs whose query was sorted by its names, as core-v1's generated Go client sends it
 * (core-v1.md §3.2): `l[][key]=a&l[][key]=b&l[][value]=1&l[][value]=2` reads as `[{key: a}, {key: b, value: 1},
 * {value: 2}]`, and means `[{key: a, value: 1}, {key: b, value: 2}]`. A list of any other shape stays as it is.
 */
export function SortedPairs(first: string, second: string): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => paired(value, first, second));
}

function paired(list: unknown, first: string, second: string): unknown {
  if (!Array.isArray(list)) return list;
  const pairs = (list.length + 1) / 2;
  const isSorted = list.every(
    (element, at) => has(element, first) === at < pairs && has(element, second) === at >= pairs - 1,
  );
  if (!isSorted || !Number.isInteger(pairs)) return list;
  const seconds = (list as Element[]).slice(pairs - 1);
  return (list as Element[]).slice(0, pairs).map((element, at) => {
    // The element is an instance of its DTO, which a copy would not be.
    element[second] = seconds[at]![second];
    return element;
  });
}

function has(element: unknown, name: string): boolean {
  return typeof element === 'object' && element !== null && Object.hasOwn(element, name);
}

import type { Answer, CallOptions, Data, OptionsArgument, PathOf } from './calls.js';
import type { Client } from './client.js';
import type { paths } from './openapi.js';

type QueryOf<Path extends PathOf<'get'>> = paths[Path]['get'] extends { parameters: { query?: infer Query } }
  ? NonNullable<Query>
  : never;

/** An operation without a query has it as `never`, whose names would be all there are. */
type NamesOf<Query> = [Query] extends [never] ? never : keyof Query;

/** The paths of lists in parts: those that take the place where a part begins. */
export type ListPath = {
  [Path in PathOf<'get'>]: Extract<NamesOf<QueryOf<Path>>, 'prevId' | 'page' | 'cursor' | 'wait'> extends never
    ? never
    : Path;
}[PathOf<'get'>];

type ListsIn<Body> = { [Name in keyof Body]-?: Body[Name] extends readonly unknown[] ? Name : never }[keyof Body];
type Intersected<Union> = (Union extends unknown ? (each: Union) => void : never) extends (each: infer All) => void
  ? All
  : never;

/** What `each` gives of a list: the elements of the only array of its answers, or never where there are several. */
export type ElementOf<Path extends ListPath> =
  ListsIn<Data<Path, 'get'>> extends infer Name extends keyof Data<Path, 'get'>
    ? [Name] extends [Intersected<Name>]
      ? Data<Path, 'get'>[Name] extends readonly (infer Element)[]
        ? Element
        : never
      : never
    : never;

/** The paths of lists of one thing. */
export type ElementsPath = { [Path in ListPath]: [ElementOf<Path>] extends [never] ? never : Path }[ListPath];

/** The members of an answer that name the place where the next part begins. */
interface Part {
  readonly nextSearchAfter?: string;
  readonly nextBatchPrevId?: string;
  readonly next_cursor?: string | null;
  /** Of a feed, which has no end where it is asked to wait. */
  readonly after?: string;
  readonly more?: boolean;
  readonly pagination?: {
    readonly current_page: number;
    readonly total_pages: number | null;
    readonly per_page: number;
  };
}

/**
 * The answers of a list, one for each part of it, each asked for when it is wanted.
 *
 * @param options those of the first part; a list goes on from there to its end
 */
export async function* pages<Path extends ListPath>(
  client: Pick<Client, 'GET'>,
  path: Path,
  ...[options]: OptionsArgument<CallOptions<Path, 'get'>>
): AsyncGenerator<Answer<Data<Path, 'get'>>, void, undefined> {
  const get = client.GET as (path: Path, options: object) => Promise<Answer<Data<Path, 'get'>>>;
  const given: { readonly params?: { readonly query?: object } } = options ?? {};
  const { params = {}, ...others } = given;
  let query: object | undefined = params.query;
  for (;;) {
    const answer: Answer<Data<Path, 'get'>> = await get(path, { ...others, params: { ...params, query } });
    yield answer;
    const next = nextOf(answer.data, query);
    if (next === undefined) return;
    query = { ...query, ...next };
  }
}

/** The elements of a list, of all its parts. */
export async function* each<Path extends ElementsPath>(
  client: Pick<Client, 'GET'>,
  path: Path,
  ...options: OptionsArgument<CallOptions<Path, 'get'>>
): AsyncGenerator<ElementOf<Path>, void, undefined> {
  for await (const { data } of pages(client, path, ...options)) yield* elementsOf(data) as ElementOf<Path>[];
}

function elementsOf(data: object): readonly unknown[] {
  return (Object.values(data) as unknown[]).find((member) => Array.isArray(member)) ?? [];
}

/** The arguments that the next part takes, or undefined behind the last one. */
function nextOf(data: object, query: object = {}): object | undefined {
  const { nextSearchAfter, nextBatchPrevId, next_cursor: cursor, after, more, pagination } = data as Part;
  // A search has both, and goes on by its own.
  if (nextSearchAfter !== undefined) return { searchAfter: nextSearchAfter };
  if (nextBatchPrevId !== undefined) return { prevId: nextBatchPrevId };
  if (typeof cursor === 'string') return { cursor };
  if (after !== undefined) return more || (query as { wait?: number }).wait ? { after } : undefined;
  if (pagination === undefined) return undefined;
  const { current_page: page, total_pages: last, per_page: perPage } = pagination;
  // The number of pages of a very large list is not given: it ends with a page that is not full.
  const isLast = last === null ? elementsOf(data).length < perPage : page >= last;
  return isLast ? undefined : { page: page + 1 };
}

/** A schema, as far as it decides which values fit it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly pattern?: string;
  readonly [limit: string]: unknown;
}

export interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content & { readonly $ref?: string; readonly required?: boolean };
  readonly responses: Readonly<Record<string, Content & { readonly $ref?: string }>>;
}

/** An OpenAPI document, as far as it is compared. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: object;
}

/** Limits of what may be sent: above the first kind, or below the second, a value is refused. */
const MOST = ['maxLength', 'maximum', 'maxItems'];
const LEAST = ['minLength', 'minimum', 'minItems'];

type Direction = 'sent' | 'answered';

/** What `of` has that `within` does not take. */
export class Comparison {
  private readonly open = new Set<string>();

  constructor(
    private readonly of: Document,
    private readonly within: Document,
    private readonly direction: Direction,
  ) {}

  /** A line for each way in which a value of one schema may not fit the other. */
  misfits(one: Schema, other: Schema, at: string): string[] {
    const pair = one.$ref !== undefined && other.$ref !== undefined ? `${one.$ref} ${other.$ref}` : undefined;
    // A schema that has itself in it.
    if (pair !== undefined && this.open.has(pair)) return [];
    if (pair !== undefined) this.open.add(pair);
    try {
      return this.ofWhole(resolved(this.of, one), resolved(this.within, other), at);
    } finally {
      if (pair !== undefined) this.open.delete(pair);
    }
  }

  private ofWhole(value: Schema, limits: Schema, at: string): string[] {
    const alternatives = limits.oneOf ?? limits.anyOf;
    const own = value.oneOf ?? value.anyOf;
    if (own !== undefined) return own.flatMap((each) => this.misfits(each, limits, at));
    if (alternatives !== undefined) {
      const tried = alternatives.map((each) => this.misfits(value, each, at));
      return tried.some((lines) => lines.length === 0) ? [] : [`${at}: fits none of the alternatives`];
    }
    return [
      ...this.kinds(value, limits, at),
      ...this.values(value, limits, at),
      ...(this.direction === 'sent' ? narrower(value, limits, at) : []),
      ...this.members(value, limits, at),
      ...(value.items && limits.items ? this.misfits(value.items, limits.items, `${at}[]`) : []),
    ];
  }

  private kinds(value: Schema, limits: Schema, at: string): string[] {
    const [have, take] = [kindsOf(value), kindsOf(limits)];
    if (take === undefined) return [];
    if (have === undefined) return [`${at}: has a type`];
    const other = have.filter((kind) => !take.includes(kind) && !(kind === 'integer' && take.includes('number')));
    return other.map((kind) => `${at}: ${this.word(`may no longer be ${kind}`, `may be ${kind}`)}`);
  }

  /** A value that an answer newly has is not a break: a client must expect words that it does not know. */
  private values(value: Schema, limits: Schema, at: string): string[] {
    const take = valuesOf(limits);
    if (take === undefined || this.direction === 'answered') return [];
    const have = valuesOf(value);
    if (have === undefined) return [`${at}: is one of few values`];
    return have.filter((each) => !take.includes(each)).map((each) => `${at}: may no longer be ${String(each)}`);
  }

  private members(value: Schema, limits: Schema, at: string): string[] {
    const [have, take] = [value.properties ?? {}, limits.properties ?? {}];
    const lines: string[] = [];
    for (const [name, schema] of Object.entries(have)) {
      const other = take[name];
      if (other !== undefined) lines.push(...this.misfits(schema, other, `${at}.${name}`));
      else if (this.direction === 'sent') lines.push(`${at}.${name}: is gone`);
    }
    for (const name of Object.keys(take)) {
      const isNeeded = limits.required?.includes(name) === true && value.required?.includes(name) !== true;
      if (this.direction === 'answered' && have[name] === undefined) lines.push(`${at}.${name}: is gone`);
      else if (isNeeded) lines.push(`${at}.${name}: ${this.word('is required', 'may be missing')}`);
    }
    return lines;
  }

  private word(sent: string, answered: string): string {
    return this.direction === 'sent' ? sent : answered;
  }
}

/** Limits that are new, or stricter. */
function narrower(value: Schema, limits: Schema, at: string): string[] {
  const stricter = (names: readonly string[], isStricter: (now: number, before: number) => boolean, none: number) =>
    names.filter((name) => {
      const [before, now] = [value[name] ?? none, limits[name] ?? none] as [number, number];
      return isStricter(now, before);
    });
  const names = [
    ...stricter(MOST, (now, before) => now < before, Infinity),
    ...stricter(LEAST, (now, before) => now > before, -Infinity),
    ...(limits.pattern !== undefined && limits.pattern !== value.pattern ? ['pattern'] : []),
  ];
  return names.map((name) => `${at}: ${name} is stricter`);
}

function kindsOf({ type }: Schema): readonly string[] | undefined {
  return type === undefined ? undefined : [type].flat();
}

function valuesOf(schema: Schema): readonly unknown[] | undefined {
  return 'const' in schema ? [schema.const] : schema.enum;
}

/** What a reference leads to, with the parts of `allOf` put together. */
export function resolved<T extends { readonly $ref?: string }>(document: Document, given: T): T {
  const { $ref, ...beside } = given;
  const found: T =
    $ref === undefined
      ? given
      : resolved(document, {
          ...$ref
            .slice(2)
            .split('/')
            .reduce<T>((place, step) => (place as unknown as Record<string, T>)[step]!, document as unknown as T),
          ...beside,
        });
  return isSchema(found) && found.allOf !== undefined ? { ...found, ...merged(document, found) } : found;
}

function isSchema(found: object): found is Schema {
  return 'allOf' in found;
}

/** The members of a schema, with those of the parts that it is put together of. */
function merged(document: Document, { allOf = [], ...own }: Schema): Schema {
  const parts: readonly Schema[] = [...allOf.map((each) => resolved(document, each)), own];
  const properties = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  return {
    ...parts.reduce((all, part) => ({ ...all, ...part })),
    properties: Object.fromEntries(properties),
    required: parts.flatMap(({ required = [] }) => required),
    allOf: undefined,
  };
}

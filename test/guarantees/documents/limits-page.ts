import { format } from 'prettier';
import type { DialectName } from '../../../src/dialects/shared/dialect.js';
import {
  argumentsOf,
  type DtoClass,
  type JsonSchema,
  nestedDtoOf,
} from '../../../src/http/validation/argument-metadata.js';
import { RESERVED_SUB_DOMAINS } from '../../../src/organization/organization.rules.js';
import type { DeclaredRoute } from '../declared-routes.js';

/** One argument of one route. */
interface Taken {
  readonly dialect: DialectName;
  /** `annotations[].key` */
  readonly argument: string;
  readonly takes: string;
  readonly route: string;
}

/** More routes than these are not named where all that take an argument take the same. */
const FEW = 3;
/** What is no limit. */
export const ANY = 'a text';
const ID = '^[0-9a-f]{32}$';
const DIALECTS: Readonly<Record<DialectName, string>> = {
  'core-v1': `A value of the wrong type is 400 \`invalid_argument\`. Lengths, counts and forms of what is stored are validated after
state and permission, and are 422 \`validation_error\`. A list of more than 100 elements is 400 with
\`too_many\`, whatever it contains. A look-up or a filter takes any value: one that cannot exist is
not found.`,
  'api-v2':
    'Everything is validated together, and is 400 `Invalid` with the rules of [errors.md](errors.md#bad-arguments).',
};

/** The text of docs/limits.md, from what the DTOs of these routes declare. */
export async function limitsPage(routes: readonly DeclaredRoute[]): Promise<string> {
  // By name: the order in which modules are loaded is none of the page's.
  const inOrder = routes.toSorted((one, other) => one.name.localeCompare(other.name, 'en'));
  const taken = inOrder.flatMap(({ dialect, dto, name }) =>
    dialect && dto ? takenBy(dto as DtoClass).map((one) => ({ ...one, dialect, route: name })) : [],
  );
  const sections = (Object.keys(DIALECTS) as DialectName[]).map((dialect) => {
    const rows = rowsOf(taken.filter((one) => one.dialect === dialect));
    return `## ${dialect}\n\n${DIALECTS[dialect]}\n\n<!-- prettier-ignore -->\n| argument | takes | where |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  });
  return format([INTRODUCTION, ...sections, reserved()].join('\n'), { parser: 'markdown', printWidth: 120 });
}

const INTRODUCTION = `# Limits of the arguments

Every argument, and what it takes. This page is made from the code by \`npm run docs:limits\`, and a test fails where the
two differ.

Lengths count code points, so an emoji may be several. Any text is refused that is not well-formed Unicode or holds NUL.
A text of one line is refused where nothing of it is visible, and where it holds control, format or direction
characters that belong to no emoji and no letter ([0027](decisions/0027-what-looks-empty-is-empty.md)).
`;

function reserved(): string {
  const words = [...RESERVED_SUB_DOMAINS].sort().map((word) => `\`${word}\``);
  return `## Reserved sub-domains

These, and \`ns\`, \`dns\`, \`mx\` and \`www\` with any digits behind them, are never issued; \`RESERVED_SUB_DOMAINS\` adds
more: ${words.join(', ')}.
`;
}

function takenBy(dto: DtoClass, above = ''): Pick<Taken, 'argument' | 'takes'>[] {
  return argumentsOf(dto).flatMap(({ name, schema, form }) => {
    const argument = `${above}${name}`;
    const nested = nestedDtoOf(dto, name);
    const isList = [schema.type].flat().includes('array');
    if (nested?.isLookup) return [{ argument, takes: `an object with ${oneOf(argumentsOf(nested.dto))}` }];
    const own = { argument, takes: words({ ...schema, description: form }) };
    return nested ? [own, ...takenBy(nested.dto, `${argument}${isList ? '[]' : ''}.`)] : [own];
  });
}

function oneOf(members: readonly { readonly name: string }[]): string {
  const names = members.map(({ name }) => `\`${name}\``);
  return names.length === 1 ? names[0]! : `exactly one of ${names.join(', ')}`;
}

/** The keywords by which arguments are described. */
interface Known {
  readonly enum?: readonly string[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: number;
}

/** What a value of this schema may be, in words. */
function words(schema: JsonSchema): string {
  const [kind, form] = [kindOf(schema), typeof schema.description === 'string' ? schema.description : ''];
  return [kind === ANY && form !== '' ? '' : `${kind}.`, form].join(' ').trim().replace(/\.$/, '');
}

function kindOf(schema: JsonSchema): string {
  const { enum: known, oneOf, items, maxItems } = schema as Known;
  const [type] = [schema.type].flat();
  if (known) return `${known.length === 1 ? '' : 'one of '}${known.map((word) => `\`${word}\``).join(', ')}`;
  if (oneOf) return `${kindOf(oneOf[0]!)}; or a list of them`;
  if (type === 'array') return `${listOf(maxItems)}${items!.type === 'object' ? '' : `: ${words(items!)}`}`;
  if (type === 'integer') return wholeNumber(schema as Known);
  if (type === 'string') return text(schema as Known);
  return type === 'boolean' ? 'true or false' : 'an object';
}

const listOf = (most: number | undefined): string => (most === undefined ? 'a list' : `a list of at most ${most}`);

function text({ pattern, minLength, maxLength }: Known): string {
  if (pattern === ID) return 'an id: 32 lower-case hexadecimal digits';
  if (maxLength === undefined) return ANY;
  return minLength === undefined ? `at most ${maxLength} characters` : `${minLength} to ${maxLength} characters`;
}

function wholeNumber({ minimum = 0, maximum, default: otherwise }: Known): string {
  const left = otherwise === undefined ? '' : `; ${otherwise} where it is left out`;
  return `${minimum === maximum ? 'the number' : `a whole number, ${minimum} to`} ${maximum}${left}`;
}

/** One row for each argument and each way in which it is taken, in alphabetical order. */
function rowsOf(taken: readonly Taken[]): string[] {
  const ways = new Map<string, Taken[]>();
  for (const one of taken) ways.set(one.argument, [...(ways.get(one.argument) ?? []), one]);
  return [...ways]
    .sort(([a], [b]) => a.localeCompare(b, 'en'))
    .flatMap(([argument, all]) => {
      const kinds = [...new Set(all.map(({ takes }) => takes))];
      return kinds.map((takes) => {
        const routes = all.filter((one) => one.takes === takes).map(({ route }) => `\`${route}\``);
        const where = kinds.length === 1 && routes.length > FEW ? 'wherever it is taken' : routes.sort().join(', ');
        return `| \`${argument}\` | ${takes.replaceAll('|', '\\|')} | ${where} |`;
      });
    });
}

import { Code, literal, PYTHON, TYPESCRIPT } from './literals.js';
import { BASE_URL, type SampleCall } from './sample-call.js';

/** The same call in each language, by the name under which the page shows it. */
export interface Samples {
  readonly curl: string;
  readonly TypeScript: string;
  readonly Python: string;
}

/** Writes a call in each language. The token is read from the environment, so that none is copied with a sample. */
export function codeSamples(call: SampleCall): Samples {
  return { curl: curl(call), TypeScript: typescript(call), Python: python(call) };
}

/** In single quotes nothing has a meaning to a shell. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function pathOf({ template, path }: SampleCall): string {
  return template.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ''));
}

function queryOf({ query }: SampleCall): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(String(each))}`),
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function curl(call: SampleCall): string {
  const method = call.method === 'GET' ? '' : `-X ${call.method} `;
  const lines = [`curl ${method}${quoted(BASE_URL + pathOf(call) + queryOf(call))}`];
  if (call.needsToken) lines.push('-H "Authorization: Bearer $TENANTRY_TOKEN"');
  if (call.takesIdempotencyKey) lines.push('-H "Idempotency-Key: $(uuidgen)"');
  if (call.body !== undefined) {
    lines.push("-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(call.body))}`);
  }
  return lines.join(' \\\n  ');
}

function typescript(call: SampleCall): string {
  const { path, query, body } = call;
  const params = { ...(isFilled(path) && { path }), ...(isFilled(query) && { query }) };
  const options = { ...(isFilled(params) && { params }), ...(body !== undefined && { body }) };
  const first = `const { data } = await client.${call.method}('${call.template}'`;
  const rest = isFilled(options) ? `, ${literal(options, TYPESCRIPT, 0, first.length)}` : '';
  const settings = {
    baseUrl: BASE_URL,
    ...(call.needsToken && { token: new Code('process.env.TENANTRY_TOKEN') }),
  };
  return [
    "import { createClient } from '@tenantry/client';",
    '',
    `const client = createClient(${literal(settings, TYPESCRIPT)});`,
    `${first}${rest});`,
    'console.log(data);',
  ].join('\n');
}

function python(call: SampleCall): string {
  const headers = {
    ...(call.needsToken && { Authorization: new Code(`f"Bearer {os.environ['TENANTRY_TOKEN']}"`) }),
    ...(call.takesIdempotencyKey && { 'Idempotency-Key': new Code('str(uuid.uuid4())') }),
  };
  const named = (name: string, value: unknown) => `    ${name}=${literal(value, PYTHON, 1)},`;
  return [
    ...(call.needsToken ? ['import os'] : []),
    ...(call.takesIdempotencyKey ? ['import uuid'] : []),
    ...(isFilled(headers) ? [''] : []),
    'import requests',
    '',
    `response = requests.${call.method.toLowerCase()}(`,
    `    "${BASE_URL}${pathOf(call)}",`,
    ...(isFilled(headers) ? [named('headers', headers)] : []),
    ...(isFilled(call.query) ? [named('params', call.query)] : []),
    ...(call.body === undefined ? [] : [named('json', call.body)]),
    '    timeout=10,',
    ')',
    'response.raise_for_status()',
    'print(response.json())',
  ].join('\n');
}

function isFilled(value: object): boolean {
  return Object.keys(value).length > 0;
}

import { sampleCalls } from './sample-call.js';
import { codeSamples } from './samples.js';

const KEY = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } };
const DOCUMENT = {
  openapi: '3.1.0',
  webhooks: {},
  paths: {
    '/things/{thing}/parts': {
      post: {
        security: [{ token: [] }],
        parameters: [
          { $ref: '#/components/parameters/Thing' },
          { name: 'look[up]', in: 'query', required: true, example: "it's & so" },
          { name: 'page', in: 'query', schema: { type: 'integer', examples: [2] } },
          KEY,
        ],
        requestBody: {
          content: {
            'application/json': { examples: { one: { $ref: '#/components/examples/Part' } } },
          },
        },
      },
    },
    '/things/{thing}': {
      delete: {
        parameters: [{ $ref: '#/components/parameters/Thing' }],
        requestBody: { required: false, content: { 'application/json': { example: {} } } },
      },
      put: { requestBody: { required: true, content: { 'application/json': { example: {} } } } },
    },
    '/open/{unknown}': { get: { security: [], parameters: [{ name: 'unknown', in: 'path', required: true }] } },
  },
  components: {
    parameters: { Thing: { name: 'thing', in: 'path', required: true, schema: { $ref: '#/components/schemas/Id' } } },
    schemas: { Id: { type: 'string', examples: ['a/b'] } },
    examples: {
      Part: {
        value: { name: 'O\'Neill "the" $(x)\\', count: 3, isOpen: true, note: null, 'a-b': [], parts: [{ key: 'k' }] },
      },
    },
  },
};

const samples = new Map([...sampleCalls(DOCUMENT)].map(([name, call]) => [name, codeSamples(call)]));

describe('the samples of an operation', () => {
  it('are there for each operation, with what is required and nothing else', () => {
    expect([...samples.keys()]).toEqual([
      'POST /things/{thing}/parts',
      'DELETE /things/{thing}',
      'PUT /things/{thing}',
      'GET /open/{unknown}',
    ]);
    for (const sample of Object.values(samples.get('POST /things/{thing}/parts')!))
      expect(sample).not.toContain('page');
  });

  it('have a body only where one is needed', () => {
    const { curl, TypeScript, Python } = samples.get('DELETE /things/{thing}')!;
    expect(curl).toBe("curl -X DELETE 'https://tenantry.example.com/things/a%2Fb'");
    expect(TypeScript).toContain("client.DELETE('/things/{thing}', {\n  params: { path: { thing: 'a/b' } },\n});");
    expect(Python).not.toContain('json=');
    expect(samples.get('PUT /things/{thing}')!.TypeScript).toContain('body: {}');
  });

  it('in curl quote what a shell would read, and take the token from the environment', () => {
    expect(samples.get('POST /things/{thing}/parts')!.curl).toBe(
      [
        "curl -X POST 'https://tenantry.example.com/things/a%2Fb/parts?look%5Bup%5D=it'\\''s%20%26%20so' \\",
        '  -H "Authorization: Bearer $TENANTRY_TOKEN" \\',
        '  -H "Idempotency-Key: $(uuidgen)" \\',
        "  -H 'Content-Type: application/json' \\",
        `  -d '{"name":"O'\\''Neill \\"the\\" $(x)\\\\","count":3,"isOpen":true,"note":null,"a-b":[],"parts":[{"key":"k"}]}'`,
      ].join('\n'),
    );
    expect(samples.get('GET /open/{unknown}')!.curl).toBe("curl 'https://tenantry.example.com/open/%3Cunknown%3E'");
  });

  it('in TypeScript call the client, which makes the key itself', () => {
    expect(samples.get('POST /things/{thing}/parts')!.TypeScript).toBe(`import { createClient } from '@tenantry/client';

const client = createClient({
  baseUrl: 'https://tenantry.example.com',
  token: process.env.TENANTRY_TOKEN,
});
const { data } = await client.POST('/things/{thing}/parts', {
  params: { path: { thing: 'a/b' }, query: { 'look[up]': 'it\\'s & so' } },
  body: {
    name: 'O\\'Neill "the" $(x)\\\\',
    count: 3,
    isOpen: true,
    note: null,
    'a-b': [],
    parts: [{ key: 'k' }],
  },
});
console.log(data);`);
  });

  it('in Python use requests, with a time limit', () => {
    expect(samples.get('POST /things/{thing}/parts')!.Python).toBe(`import os
import uuid

import requests

response = requests.post(
    "https://tenantry.example.com/things/a%2Fb/parts",
    headers={
        "Authorization": f"Bearer {os.environ['TENANTRY_TOKEN']}",
        "Idempotency-Key": str(uuid.uuid4()),
    },
    params={"look[up]": "it's & so"},
    json={
        "name": "O'Neill \\"the\\" $(x)\\\\",
        "count": 3,
        "isOpen": True,
        "note": None,
        "a-b": [],
        "parts": [{"key": "k"}],
    },
    timeout=10,
)
response.raise_for_status()
print(response.json())`);
    expect(samples.get('GET /open/{unknown}')!.Python).not.toMatch(/os|uuid|headers|json=/);
  });
});

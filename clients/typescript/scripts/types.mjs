/** Writes the types of an OpenAPI document: node scripts/types.mjs < openapi.json > src/openapi.ts */
import { text } from 'node:stream/consumers';
import openapiTypescript, { astToString } from 'openapi-typescript';

const HEADER =
  '/** The types of the API document, by openapi-typescript. `npm run client:types` writes them anew. */\n\n';

const document = JSON.parse(await text(process.stdin));
// An argument that has a default may be left out all the same.
const types = await openapiTypescript(document, { defaultNonNullable: false });
process.stdout.write(HEADER + astToString(types));

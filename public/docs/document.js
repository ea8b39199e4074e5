import { withExamples } from './errors.js';

/**
 * The document as this page shows it: calls go to where the page came from, each error has an example, and that of a
 * parameter is read in its description. As an example the library would fill it in, and every call would be sent with each
 * filter that there is.
 */
export function forReading(document, base) {
  const copy = structuredClone(document);
  // They have a section of their own.
  delete copy.webhooks;
  const operations = Object.values(copy.paths).flatMap((methods) => Object.values(methods));
  const parameters = operations.flatMap((operation) => operation.parameters ?? []);
  for (const parameter of [...parameters, ...Object.values(copy.components?.parameters ?? {})]) {
    if (parameter.$ref === undefined) tellExample(parameter);
  }
  for (const { responses } of operations) {
    for (const [status, answer] of Object.entries(responses)) {
      if (answer.$ref !== undefined) responses[status] = withExamples(document, answer);
    }
  }
  return { ...copy, servers: [{ url: base }] };
}

function tellExample(parameter) {
  const { example = parameter.schema?.example ?? parameter.schema?.examples?.[0] } = parameter;
  delete parameter.example;
  if (parameter.schema?.$ref === undefined) {
    delete parameter.schema?.example;
    delete parameter.schema?.examples;
  }
  if (example === undefined) return;
  const text = typeof example === 'string' ? example : JSON.stringify(example);
  parameter.description = [parameter.description, `Example: \`${text}\``].filter(Boolean).join('\n\n');
}

/** What a reference leads to; its description takes the place of that of the component. */
export function resolved(document, { $ref, ...beside }) {
  if ($ref === undefined) return beside;
  const found = $ref
    .split('/')
    .slice(1)
    .reduce((place, step) => place[step], document);
  return { ...resolved(document, found), ...beside };
}

/** The example of an error, put together of those of its members. */
function exampleOf(document, schema) {
  const { examples, const: only, properties = {} } = resolved(document, schema);
  const members = Object.entries(properties).map(([name, member]) => [name, exampleOf(document, member)]);
  return examples?.[0] ?? only ?? Object.fromEntries(members);
}

/** An answer with an example of each error that its description names, to choose from by their names. */
export function withExamples(document, answer) {
  const whole = resolved(document, answer);
  const { schema, ...media } = whole.content['application/json'];
  const values = (schema.anyOf ?? [schema]).map((each) => exampleOf(document, each));
  const named = values.map((value) => [value.name ?? value.error.code, { value }]);
  const examples = Object.fromEntries(named.filter(([name]) => whole.description.includes(`\`${name}\``)));
  return { ...whole, content: { 'application/json': { ...media, schema, examples } } };
}

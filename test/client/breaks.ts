import { Comparison, type Content, type Document, type Operation, resolved, type Schema } from './schema-breaks.js';

const schemaOf = (content: Content | undefined): Schema => content?.content?.['application/json']?.schema ?? {};

/** What of a call that was right by one document is refused, or answered otherwise, by the other. */
class Changes {
  private readonly sent: Comparison;
  private readonly answered: Comparison;

  constructor(
    private readonly before: Document,
    private readonly after: Document,
  ) {
    this.sent = new Comparison(before, after, 'sent');
    this.answered = new Comparison(after, before, 'answered');
  }

  *lines(): Iterable<string> {
    for (const [path, operations] of Object.entries(this.before.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const name = `${method.toUpperCase()} ${path}`;
        const other = this.after.paths[path]?.[method];
        if (other === undefined) yield `${name}: is gone`;
        else for (const line of this.ofOperation(operation, other)) yield `${name} ${line}`;
      }
    }
  }

  private *ofOperation(before: Operation, after: Operation): Iterable<string> {
    yield* this.ofParameters(before, after);
    const [had, has] = [before.requestBody, after.requestBody].map(
      (body, which) => body && resolved(which === 0 ? this.before : this.after, body),
    );
    if (had !== undefined && has === undefined) yield 'body: is gone';
    if (has?.required === true && had?.required !== true) yield 'body: is required';
    if (had !== undefined && has !== undefined) yield* this.sent.misfits(schemaOf(had), schemaOf(has), 'body');
    for (const [status, answer] of Object.entries(before.responses)) {
      // Errors are compared by their names and codes (errors.spec.ts), which each class of the client has.
      if (!status.startsWith('2')) continue;
      const other = after.responses[status];
      if (other === undefined) yield `${status}: is gone`;
      else {
        const [now, then] = [schemaOf(resolved(this.after, other)), schemaOf(resolved(this.before, answer))];
        yield* this.answered.misfits(now, then, status);
      }
    }
  }

  private *ofParameters(before: Operation, after: Operation): Iterable<string> {
    const [had, has] = [parametersOf(this.before, before), parametersOf(this.after, after)];
    for (const [at, parameter] of had) {
      const other = has.get(at);
      if (other === undefined) yield `${at}: is gone`;
      else yield* this.sent.misfits(parameter.schema, other.schema, at);
    }
    for (const [at, { required }] of has) {
      if (required === true && had.get(at)?.required !== true) yield `${at}: is required`;
    }
  }
}

function parametersOf(document: Document, { parameters = [] }: Operation) {
  const whole = parameters.map((parameter) => resolved(document, parameter));
  return new Map(whole.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
}

/**
 * What breaks a client that was made for one document where the service is that of the other: a line for each operation,
 * parameter or member that is gone, needed or narrower in what is sent, and gone or wider in what is answered.
 */
export function breaksBetween(before: Document, after: Document): string[] {
  return [...new Changes(before, after).lines()];
}

import { DIALECT, type DialectName } from '../../dialects/shared/dialect.js';
import { tagOn, type TakenHeader } from '../../http/docs/operation.js';
import { type WebhookDoc, webhooksOn } from '../../http/docs/webhook.js';
import type { Components } from './components.js';
import { componentName } from './parameters.js';
import type { ControllerClass } from './routes.js';
import { tagNameOf } from './tags.js';

/**
 * The requests that the service sends, as the controllers of their receivers declare them.
 * @param components to which their bodies and headers are added
 * @param only the dialect of the document; absent for both
 */
export function webhooksOf(
  controllers: readonly ControllerClass[],
  components: Components,
  only?: DialectName,
): Record<string, Record<string, object>> {
  const all = controllers.flatMap((controller) => {
    const dialectName = Reflect.getMetadata(DIALECT, controller) as DialectName | undefined;
    if (only !== undefined && dialectName !== only) return [];
    const noun = tagOn(controller, controller);
    return webhooksOn(controller).map((webhook): [string, { post: object }] => {
      const { operationId } = webhook;
      return [operationId, { post: sentRequest(webhook, tagNameOf({ noun, dialectName, operationId }), components) }];
    });
  });
  return Object.fromEntries(all);
}

function sentRequest(webhook: WebhookDoc, tag: string, components: Components): object {
  const { operationId, summary, description, headers, type, example, answers } = webhook;
  return {
    operationId,
    tags: [tag],
    summary,
    description,
    // What proves the sender is the signature: the receiver is given no token.
    security: [],
    parameters: headers.map((header) => headerOf(header, components)),
    requestBody: { required: true, content: { 'application/json': { schema: components.response(type), example } } },
    responses: Object.fromEntries(Object.entries(answers).map(([status, words]) => [status, { description: words }])),
  };
}

/** The same for all that is sent. */
function headerOf(header: TakenHeader, components: Components): object {
  const name = componentName({ name: header.name, in: 'header' });
  const schema = components.schema(header.schema);
  return components.add('parameters', name, { ...header, in: 'header', required: true, schema });
}

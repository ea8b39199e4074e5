import { forReading } from './document.js';
import { filter } from './filter.js';
import { folding } from './folding.js';
import { labels } from './labels.js';
import { samples } from './samples.js';
import { keptToken, token } from './token.js';
import { webhooks } from './webhooks.js';

/** Where the API is for this browser: the page may be below a path of a proxy's. */
const base = new URL('.', location.href).href.replace(/\/$/, '');

async function read(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} was answered ${response.status}.`);
  return response.json();
}

async function show() {
  const [document, calls] = await Promise.all([read('openapi.json'), read('docs/samples.json')]);
  const ui = globalThis.SwaggerUIBundle({
    spec: forReading(document, base),
    dom_id: '#page',
    deepLinking: true,
    docExpansion: 'list',
    defaultModelsExpandDepth: -1,
    filter: true,
    tryItOutEnabled: true,
    validatorUrl: null,
    plugins: [filter, folding, labels, samples(calls, base), token, webhooks(document)],
    onComplete: () => keptToken(ui.getSystem()),
  });
}

show().catch((error) => {
  const text = `The documentation cannot be shown: ${error.message} Load the page again.`;
  document.querySelector('#page').replaceChildren(text);
});

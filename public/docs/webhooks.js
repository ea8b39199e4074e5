import { resolved } from './errors.js';
import { Sample } from './samples.js';
import { VERIFYING } from './verifying.js';

/** What the service sends, below the operations; the library would show it as calls that may be tried. */
export const webhooks = (document) => () => ({
  wrapComponents: {
    operations:
      (Operations, { React }) =>
      (props) => {
        const h = React.createElement;
        return h(React.Fragment, null, h(Operations, props), h(Section, { React, document }));
      },
  },
});

function Section({ React, document }) {
  const h = React.createElement;
  const heading = React.useRef(null);
  // The browser looked for the fragment of the URL ahead of this.
  React.useEffect(() => {
    if (location.hash === '#webhooks') heading.current.scrollIntoView();
  }, []);
  const sent = Object.values(document.webhooks ?? {}).map(({ post }) =>
    h(Request, { key: post.operationId, React, document, post }),
  );
  return h(
    'section',
    { className: 'own webhooks wrapper', 'aria-labelledby': 'webhooks' },
    h('h2', { id: 'webhooks', ref: heading, tabIndex: -1 }, 'Webhooks'),
    h('p', null, 'What the service sends to each webhook endpoint. Your receiver verifies it and answers.'),
    sent,
    h(Verifying, { React }),
  );
}

/** A request that is sent, as a line that opens. */
function Request({ React, document, post }) {
  const h = React.createElement;
  const { schema, example } = post.requestBody.content['application/json'];
  const types = resolved(document, resolved(document, schema).properties.type).enum;
  const headers = post.parameters.map((parameter) => resolved(document, parameter));
  const answers = Object.entries(post.responses).sort();
  return h(
    'details',
    null,
    h('summary', null, h('span', { className: 'method' }, 'POST'), h('span', null, post.summary)),
    h('p', null, marked(h, post.description)),
    h('h4', null, 'Headers'),
    h(
      'dl',
      null,
      headers.map(({ name, description, example: value }) =>
        entry(h, name, [...marked(h, description), ' Example: ', h('code', { key: 'example' }, value)]),
      ),
    ),
    h('h4', null, 'Body'),
    h('pre', { tabIndex: 0, 'aria-label': 'Example of the body' }, h('code', null, JSON.stringify(example, null, 2))),
    types && h('h4', null, 'Types'),
    types &&
      h(
        'ul',
        { className: 'types' },
        types.map((type) => h('li', { key: type }, h('code', null, type))),
      ),
    h('h4', null, 'Your answer'),
    h(
      'dl',
      null,
      answers.map(([status, { description }]) =>
        entry(h, status === 'default' ? 'any other' : status, marked(h, description)),
      ),
    ),
  );
}

function Verifying({ React }) {
  const h = React.createElement;
  const code = (text) => h('code', null, text);
  return h(
    React.Fragment,
    null,
    h('h3', null, 'Verify a delivery'),
    h(
      'ol',
      null,
      h('li', null, 'Take the body as it came, before anything parses it.'),
      h(
        'li',
        null,
        'Refuse the request where ',
        code('webhook-timestamp'),
        ' is more than five minutes away from now.',
      ),
      h(
        'li',
        null,
        'Compute the HMAC-SHA256 of ',
        code('webhook-id.webhook-timestamp.body'),
        '. The key is the secret of the endpoint without ',
        code('whsec_'),
        ', decoded from Base64.',
      ),
      h(
        'li',
        null,
        'Compare it, in Base64 and behind ',
        code('v1,'),
        ', with each signature. One that matches is enough.',
      ),
      h('li', null, 'A delivery can arrive twice: keep each ', code('webhook-id'), ' that you have handled.'),
    ),
    h(Sample, { React, known: VERIFYING, base: '' }),
  );
}

function entry(h, name, description) {
  return h('div', { key: name }, h('dt', null, h('code', null, name)), h('dd', null, description));
}

/** Text in which what is between backticks is code. */
function marked(h, text) {
  return text.split('`').map((part, at) => (at % 2 === 1 ? h('code', { key: at }, part) : part));
}

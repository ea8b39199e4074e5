/** In the storage of this tab: gone when it is closed, and never in a URL. */
const KEY = 'tenantry.token';

/** The scheme of the document by which a bearer token is sent. */
function schemeOf({ specSelectors }) {
  return specSelectors.securityDefinitions().findKey((scheme) => scheme.get('scheme') === 'bearer');
}

function use(system, secret) {
  const scheme = schemeOf(system);
  const schema = system.specSelectors.securityDefinitions().get(scheme);
  system.authActions.authorize({ [scheme]: { name: scheme, schema, value: secret } });
}

/** Gives calls the token that was given in this tab before the page was loaded again. */
export function keptToken(system) {
  const secret = sessionStorage.getItem(KEY);
  if (secret) use(system, secret);
}

/** The command of a call that was sent, for a screen that others may see: with the name of the token and not with it. */
const withoutSecret = (Curl, system) => (props) => {
  const { React } = system.getSystem();
  const isSecret = (_, name) => name.toLowerCase() === 'authorization';
  const headers = props.request.get('headers').map((value, name) => (isSecret(value, name) ? 'Bearer <token>' : value));
  return React.createElement(Curl, { ...props, request: props.request.set('headers', headers) });
};

/** A field for the token in place of the library's dialog, which a keyboard can leave while it is open. */
export const token = (system) => ({
  components: {
    AuthorizeBtnContainer: () => {
      const { React } = system.getSystem();
      return React.createElement(TokenForm, { React, system: system.getSystem() });
    },
    authorizeOperationBtn: () => null,
    // There is one, at which the page was loaded.
    ServersContainer: () => null,
  },
  wrapComponents: { curl: withoutSecret },
});

function TokenForm({ React, system }) {
  const h = React.createElement;
  const [isKept, setKept] = React.useState(() => sessionStorage.getItem(KEY) !== null);
  const field = React.useRef(null);
  const keep = (event) => {
    event.preventDefault();
    const secret = field.current.value.trim();
    if (secret === '') return;
    sessionStorage.setItem(KEY, secret);
    use(system, secret);
    field.current.value = '';
    setKept(true);
  };
  const forget = () => {
    sessionStorage.removeItem(KEY);
    system.authActions.logout([schemeOf(system)]);
    setKept(false);
    field.current.focus();
  };
  return h(
    'form',
    { className: 'own token', 'aria-label': 'Token', onSubmit: keep },
    h('label', { htmlFor: 'token' }, 'Access token'),
    h('input', {
      id: 'token',
      type: 'password',
      ref: field,
      placeholder: isKept ? 'In use; another replaces it' : 'tnt_…',
      autoComplete: 'off',
      'aria-describedby': 'token-state',
    }),
    h('button', { type: 'submit', className: 'btn' }, 'Use'),
    isKept && h('button', { type: 'button', className: 'btn', onClick: forget }, 'Forget'),
    h(
      'span',
      { id: 'token-state', role: 'status' },
      isKept ? 'A token is in use, until this tab is closed.' : 'Calls are sent without a token.',
    ),
  );
}

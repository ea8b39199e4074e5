/** What the samples have in place of the URL at which this page was loaded. */
const PLACEHOLDER = 'https://tenantry.example.com';
const LANGUAGE = 'tenantry.samples';

/** Which language was chosen last: the same for every operation, and kept for the next visit. */
function useLanguage(React, languages) {
  const [language, setLanguage] = React.useState(() => localStorage.getItem(LANGUAGE) ?? languages[0]);
  React.useEffect(() => {
    const change = ({ detail }) => setLanguage(detail);
    addEventListener(LANGUAGE, change);
    return () => removeEventListener(LANGUAGE, change);
  }, []);
  const choose = (name) => {
    localStorage.setItem(LANGUAGE, name);
    dispatchEvent(new CustomEvent(LANGUAGE, { detail: name }));
  };
  return [languages.includes(language) ? language : languages[0], choose];
}

/** Code that makes the call, in each language, above the responses of its operation. */
export const samples = (calls, base) => () => ({
  wrapComponents: {
    responses:
      (Responses, { React }) =>
      (props) => {
        const h = React.createElement;
        const known = calls[`${props.method.toUpperCase()} ${props.path}`];
        const sample = known && h(Sample, { React, known, base });
        return h(React.Fragment, null, sample, h(Responses, props));
      },
  },
});

/** Code in each language, of which the reader chooses one. */
export function Sample({ React, known, base }) {
  const h = React.createElement;
  const [language, choose] = useLanguage(React, Object.keys(known));
  const [isCopied, setCopied] = React.useState(false);
  const code = known[language].replaceAll(PLACEHOLDER, base);
  const copy = async () => {
    await navigator.clipboard.writeText(code);
    setCopied(true);
  };
  const choice = (name) =>
    h(
      'button',
      {
        key: name,
        type: 'button',
        'aria-pressed': name === language,
        onClick: () => {
          setCopied(false);
          choose(name);
        },
      },
      name,
    );
  return h(
    'div',
    { className: 'own samples' },
    h(
      'div',
      { className: 'opblock-section-header' },
      h('h4', null, 'Code'),
      h('div', { role: 'group', 'aria-label': 'Language' }, Object.keys(known).map(choice)),
      // Without TLS a browser gives no clipboard.
      navigator.clipboard &&
        h('button', { type: 'button', className: 'copy', onClick: copy }, isCopied ? 'Copied' : 'Copy'),
    ),
    h('pre', { tabIndex: 0, 'aria-label': `Code in ${language}` }, h('code', null, code)),
  );
}

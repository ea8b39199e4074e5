const FIRST_ERROR = 400;

/** Shows each error of an operation as one line, which opens to its schema and examples; there are a dozen of each. */
export const folding = () => ({
  wrapComponents: {
    response:
      (Response, { React }) =>
      (props) => {
        const h = React.createElement;
        const [isOpen, setOpen] = React.useState(false);
        const { code, response } = props;
        if (Number(code) < FIRST_ERROR) return h(Response, props);
        const fold = h(
          'tr',
          { key: 'fold', className: 'response own folded', 'data-code': code },
          h(
            'td',
            { colSpan: 3 },
            h(
              'button',
              { type: 'button', 'aria-expanded': isOpen, onClick: () => setOpen(!isOpen) },
              h('span', { className: 'code' }, code),
              h('span', { className: 'about' }, String(response.get('description') ?? '').replaceAll('`', '')),
            ),
          ),
        );
        return h(React.Fragment, null, fold, isOpen && h(Response, { ...props, key: 'open' }));
      },
  },
});

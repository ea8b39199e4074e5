/** Names for what the library leaves without one, and a summary without a link in a button: for those who hear the page. */
export const labels = ({ React }) => {
  const h = React.createElement;
  return {
    components: { DeepLink: ({ text }) => h('span', { className: 'nostyle' }, h('span', null, text)) },
    wrapComponents: {
      TextArea: (TextArea) => (props) => h(TextArea, { 'aria-label': 'Value, as JSON', ...props }),
      ExamplesSelect: (ExamplesSelect) => (props) =>
        h('label', { className: 'examples' }, h('span', { className: 'unseen' }, 'Example'), h(ExamplesSelect, props)),
    },
  };
};

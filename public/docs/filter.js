/** What an operation is found by: every word that is typed is somewhere in this. */
function searched(tag, operation) {
  const { path, method, operation: described } = operation.toObject();
  return [tag, method, path, described.get('summary'), described.get('operationId')].join(' ').toLowerCase();
}

/** Finds operations by all words of a phrase, in noun, path, method, summary or operation id. */
function matching(groups, phrase) {
  const words = phrase.toLowerCase().split(/\s+/).filter(Boolean);
  const isFound = (tag) => (operation) => words.every((word) => searched(tag, operation).includes(word));
  return groups
    .map((group, tag) => group.update('operations', (operations) => operations.filter(isFound(tag))))
    .filter((group) => group.get('operations').size > 0);
}

const countOf = (groups) => groups.reduce((sum, group) => sum + group.get('operations').size, 0);

/** The keyboard goes on where the page was scrolled to. */
const goToWebhooks = () => document.querySelector('#webhooks').focus();

/** A field that narrows the list while it is typed into, and says how much is left of it. */
export const filter = (system) => ({
  fn: { opsFilter: matching },
  components: {
    FilterContainer: () => {
      const { React, layoutActions, specSelectors } = system.getSystem();
      const h = React.createElement;
      const [phrase, setPhrase] = React.useState('');
      const type = ({ target }) => {
        setPhrase(target.value);
        layoutActions.updateFilter(target.value);
      };
      const groups = specSelectors.taggedOperations();
      const found = countOf(phrase.trim() === '' ? groups : matching(groups, phrase));
      return h(
        'search',
        { className: 'own filter wrapper' },
        h('label', { htmlFor: 'filter' }, 'Filter operations'),
        h('input', {
          id: 'filter',
          type: 'search',
          value: phrase,
          placeholder: 'Words of a noun, a path or a summary',
          autoComplete: 'off',
          spellCheck: false,
          onChange: type,
        }),
        h('span', { role: 'status' }, `${found} ${found === 1 ? 'operation' : 'operations'}`),
        h('a', { href: '#webhooks', onClick: goToWebhooks }, 'Webhooks'),
      );
    },
  },
});

/** Which folders may import which: docs/architecture.md describes it, `npm run boundaries` checks it. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** The folders of src, lowest first: a folder imports from lower lines only. docs/architecture.md has the same table. */
const LAYERS = [
  ['common', 'observability'],
  ['config', 'dialects'],
  ['database'],
  ['audit', 'idempotency', 'paging'],
  ['auth'],
  ['http'],
  ['reference', 'annotation', 'openapi', 'platform'],
  ['organization'],
  ['user', 'audit-log', 'reference-api'],
  ['enterprise', 'event-feed', 'token'],
  ['webhook'],
  ['organization-deletion', 'user-erasure', 'startup', 'metrics', 'integrity'],
];
/** Of the application: whatever begins it imports what it likes, and only the command line imports it. */
const TOP = '[^/]+\\.ts$|cli/';
const below = LAYERS.map((folders, level) => {
  const others = folders.length > 1 ? `(?!$1/)(${folders.join('|')})/|` : '';
  const higher = LAYERS.slice(level + 1).flatMap((each) => each.map((folder) => `${folder}/`));
  return rule(
    `layer-${level + 1}-imports-from-lower-ones`,
    `src/${folders.join(', src/')}: what is imported from a higher layer, or from a neighbour, belongs into a lower one.`,
    { path: `^src/(${folders.join('|')})/` },
    { path: `^src/(${others}${[...higher, TOP].join('|')})` },
  );
});

module.exports = {
  forbidden: [
    ...below,
    {
      name: 'no-circles-between-folders',
      comment: 'Two folders that need each other are one, or miss a third that both need.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    rule(
      'no-cycles',
      'Two files that need each other are one file, or miss a third that both need.',
      {},
      { circular: true },
    ),
    rule(
      'core-knows-no-edge',
      'A service does the same whatever URL or command called it, so it can name neither HTTP nor a shape of the wire.',
      { path: '\\.(service|entity)\\.ts$' },
      { path: '^src/(dialects|http)/|\\.(controller|dto|presenter|guard)\\.ts$' },
    ),
    rule(
      'dialects-know-only-words',
      'A dialect turns words into bodies and back; what it needs of an entity or a service must come in the words.',
      { path: '^src/dialects/' },
      { path: '^src/(?!dialects/|common/)' },
    ),
    rule(
      'grammar-stays-at-the-edge',
      'Controllers and the request pipeline speak a dialect; no other code depends on there being two.',
      { path: '^src/', pathNot: '\\.controller\\.ts$|^src/(dialects|http|openapi)/' },
      { path: '^src/dialects/' },
    ),
    rule(
      'rows-are-private',
      "Another feature's rows are read through its service. Naming their type is free.",
      { path: '^src/([^/]+)/', pathNot: '\\.entity\\.ts$' },
      { path: '\\.entity\\.ts$', pathNot: '^src/$1/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'env-is-an-argument',
      'A service is given the settings it needs by its module; it never reaches for the configuration.',
      {
        path: '^src/',
        // What puts the application together, and what reports to the operator that the configuration is at fault.
        pathNot: '^src/(start|serve|app|startup/failure)\\.ts$|\\.module\\.ts$|^src/(config|database|cli)/',
      },
      { path: '^src/config/' },
    ),
  ],
  // Type-only imports count: a type that is named is knowledge, too.
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};

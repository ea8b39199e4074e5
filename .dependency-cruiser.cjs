/** Who may know whom. docs/architecture.md tells the shape; this file holds it. `npm run boundaries` asks. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'no-cycles',
      'Two files that need each other are one file, or miss a third that both need.',
      {},
      { circular: true },
    ),
    rule(
      'common-knows-no-one',
      'src/common is the vocabulary of all others; a word that needs a feature to be understood belongs to it.',
      { path: '^src/common/' },
      { path: '^src/(?!common/)' },
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
      'Controllers and the request pipeline speak a dialect; nobody else can tell that there are two.',
      { path: '^src/', pathNot: '\\.controller\\.ts$|^src/(dialects|http)/' },
      { path: '^src/dialects/' },
    ),
    rule(
      'rows-are-private',
      "Another feature's rows are read through its service. Naming their type is free.",
      { path: '^src/([^/]+)/', pathNot: '\\.entity\\.ts$' },
      { path: '\\.entity\\.ts$', pathNot: '^src/$1/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'database-knows-no-feature',
      'Entities are registered by the modules of their features (`TypeOrmModule.forFeature`).',
      { path: '^src/database/' },
      { path: '^src/(?!database/|common/|config/|observability/)' },
    ),
    rule(
      'env-is-an-argument',
      'A service is given the settings it needs by its module; it never reaches for the configuration.',
      {
        path: '^src/',
        // Who puts the application together, and who tells the operator that the configuration is at fault.
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

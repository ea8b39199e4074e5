/**
 * What a commit is checked for, on the files that it changes. Types are left to `npm run check`: the compiler reads the
 * whole project, and the rules of ESLint that need types find what is wrong in a single file.
 *
 * @type {import('lint-staged').Configuration}
 */
export default {
  '*.{ts,js,mjs,cjs}': ['prettier --write', 'eslint --max-warnings 0 --no-warn-ignored'],
  '!(*.ts|*.js|*.mjs|*.cjs)': 'prettier --write --ignore-unknown',
};

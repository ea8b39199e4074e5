import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** Functions of jest whose first argument is a title. */
const TITLED = /^(?:it|test|describe\w*)\b/;

/** The comments of a source, and the titles of its tests: what it has in English beside texts for callers. */
export function proseOf(path: string): string {
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const parts = new Set<string>();
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) add(range);
    for (const range of ts.getTrailingCommentRanges(text, node.getEnd()) ?? []) add(range);
    if (ts.isCallExpression(node) && TITLED.test(node.expression.getText(source))) parts.add(titleOf(node));
    ts.forEachChild(node, visit);
  };
  const add = ({ pos, end }: ts.CommentRange) => parts.add(text.slice(pos, end));
  visit(source);
  return [...parts].join('\n').replace(/`[^`\n]*`/g, '``');
}

function titleOf({ arguments: [title] }: ts.CallExpression): string {
  return title && ts.isStringLiteralLike(title) ? title.text : '';
}

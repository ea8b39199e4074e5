import { existsSync, readFileSync } from 'node:fs';

const PAGE = readFileSync('docs/security.md', 'utf8');
const OWASP = Array.from({ length: 10 }, (_, index) => `API${index + 1}`);

/** The rows of a table of the page, each with its cells. */
function rows(heading: string): string[][] {
  const section = PAGE.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The tests that a cell names: their files and titles. */
const testsOf = (cell: string) =>
  [...cell.matchAll(/`([^`]+)`: “([^”]+)”/g)].map(([, path, title]) => ({ path: path!, title: title! }));

describe('docs/security.md', () => {
  const risks = rows('OWASP API Security, 2023');
  const advisories = rows('Advisories of what it is built on');

  it('has the ten risks, and each advisory that the dependencies are held against', () => {
    expect(risks.map(([risk]) => risk!.split(' ')[0])).toEqual(OWASP);
    const held = readFileSync('test/guarantees/repository/dependencies.spec.ts', 'utf8');
    const numbers = (text: string) => [...text.matchAll(/CVE-\d{4}-\d+/g)].map(([number]) => number);
    const named = new Set(numbers(advisories.flat().join(' ')));
    expect(numbers(held).filter((number) => !named.has(number))).toEqual([]);
    expect(advisories.length).toBeGreaterThan(10);
  });

  it('names for each the test that would fail, and each is there', () => {
    for (const row of [...risks, ...advisories]) {
      const tests = testsOf(row.at(-1)!);
      expect({ row: row[0], tests: tests.length > 0 }).toEqual({ row: row[0], tests: true });
      for (const { path, title } of tests) {
        const found = existsSync(path) && readFileSync(path, 'utf8').includes(`'${title}'`);
        expect({ path, title, found }).toEqual({ path, title, found: true });
      }
    }
  });
});

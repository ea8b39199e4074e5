import { describe, it } from '@jest/globals';
import { Cli } from '../../src/cli/support/cli.js';
import { completionPoints } from '../../src/cli/completion/command-tree.js';
import { buildProgram } from '../../src/cli/program.js';
import { runTenantry } from '../../src/cli/run.js';
import { expectGolden } from './golden.js';

const nowhere = { out: () => undefined, err: () => undefined, coloured: false };
const VERSION = '1.2.3';

/** The output to a pipe, which has no width of a terminal. */
async function helpOf(path: string): Promise<string> {
  let said = '';
  const outputs = { ...nowhere, out: (text: string) => void (said += text) };
  const argv = [...path.split(' ').filter(Boolean), '--help'];
  const code = await runTenantry(argv, new Cli({}, outputs), VERSION);
  return `$ ${['tenantry', ...argv].join(' ')}\n${said}[exit code ${code}]\n`;
}

describe('the help of the program, of each group and of each command', () => {
  it('is that of the golden file; `npm run golden` writes it anew', async () => {
    const places = completionPoints(buildProgram(new Cli({}, nowhere), VERSION));
    const helps = await Promise.all(places.map(({ path }) => helpOf(path)));
    expectGolden('command-help.txt', helps.join('\n'));
  });
});

import { optionsOf, UsageError } from '../../bench/options.js';
import { WORKLOAD_NAMES } from '../../bench/workload-names.js';

describe('the arguments of npm run bench', () => {
  it('are all workloads, five rounds of four seconds and 32 connections, unless they say otherwise', () => {
    expect(optionsOf([])).toEqual({
      only: WORKLOAD_NAMES,
      rounds: 5,
      seconds: 4,
      connections: 32,
      adminEnterprises: 1_000_000,
      scale: false,
      quick: false,
      sqlite: false,
      json: undefined,
    });
  });

  it('are fewer, shorter rounds and less data with --quick, and what is named counts', () => {
    expect(optionsOf(['--quick'])).toMatchObject({ rounds: 2, seconds: 1, adminEnterprises: 100_000, quick: true });
    expect(optionsOf(['--quick', '--rounds', '7'])).toMatchObject({ rounds: 7, seconds: 1 });
  });

  it('keep the order of the workloads, whatever the order they are named in', () => {
    expect(optionsOf(['--only', 'managed, ping'])?.only).toEqual(['ping', 'managed']);
  });

  it('give nothing where the help is asked for', () => {
    expect(optionsOf(['--help', '--quick'])).toBeUndefined();
  });

  it.each([
    [['--only', 'ping,pong'], 'There is no workload pong.'],
    [['--rounds', '0'], '--rounds must be a whole number from 1 to 100.'],
    [['--seconds', '1.5'], '--seconds must be a whole number from 1 to 60.'],
    [['--connections', 'many'], '--connections must be a whole number from 1 to 256.'],
    [['--fast'], "Unknown option '--fast'"],
    [['ping'], "Unexpected argument 'ping'"],
  ])('are refused with a sentence: %j', (args, message) => {
    expect(() => optionsOf(args)).toThrow(UsageError);
    expect(() => optionsOf(args)).toThrow(message);
  });
});

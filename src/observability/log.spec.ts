import { createLog, NestLog } from './log.js';

function logging() {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('trace', { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) });
  return { log, lines };
}

describe('the log', () => {
  it('names an error and its causes, and nothing else that hangs on it', () => {
    const { log, lines } = logging();
    const driver = Object.assign(new Error("Duplicate entry 'a@example.com' for key 'uq_user_email'"), {
      code: 'ER_DUP_ENTRY',
      sql: 'INSERT … secret',
      parameters: ['secret'],
    });
    log.error({ err: new Error('outer', { cause: driver }) }, 'failed');
    expect(lines[0]).toMatchObject({
      level: 'error',
      msg: 'failed',
      err: { message: 'outer', cause: { code: 'ER_DUP_ENTRY' } },
    });
    expect(JSON.stringify(lines)).not.toMatch(/secret|a@example\.com/);
  });

  it('shows of a request and an answer what is on the list', () => {
    const { log, lines } = logging();
    log.info({
      req: { method: 'GET', url: '/?secret', headers: { authorization: 'secret' } },
      res: { statusCode: 200 },
    });
    expect(lines[0]).toMatchObject({ req: { method: 'GET' }, res: { statusCode: 200 } });
    expect(JSON.stringify(lines)).not.toContain('secret');
  });

  it('takes the messages of Nest, as JSON and with their context', () => {
    const { log, lines } = logging();
    const nest = new NestLog(log);
    nest.log('Mapped', 'RouterExplorer');
    nest.error('Broken', 'Error: at x', 'ExceptionsHandler');
    nest.warn(new Error('thrown'));
    expect(lines).toMatchObject([
      { level: 'debug', msg: 'Mapped', context: 'RouterExplorer' },
      { level: 'error', msg: 'Broken', context: 'ExceptionsHandler', stack: 'Error: at x' },
      { level: 'warn', err: { message: 'thrown' } },
    ]);
  });
});

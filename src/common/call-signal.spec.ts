import { CallAbort } from './call-signal.js';

describe('a signal that its owner aborts', () => {
  it('calls each listener once, and none that was removed', () => {
    const signal = new CallAbort();
    const called: string[] = [];
    const removed = () => void called.push('removed');
    signal.addEventListener('abort', removed);
    signal.addEventListener('abort', () => called.push('first'));
    signal.addEventListener('abort', () => called.push('second'));
    signal.removeEventListener('abort', removed);
    expect(signal.aborted).toBe(false);
    signal.abort();
    signal.abort();
    expect(signal.aborted).toBe(true);
    expect(called).toEqual(['first', 'second']);
  });

  it('calls all of them where one removes another', () => {
    const signal = new CallAbort();
    const called: string[] = [];
    const second = () => void called.push('second');
    signal.addEventListener('abort', () => {
      called.push('first');
      signal.removeEventListener('abort', second);
    });
    signal.addEventListener('abort', second);
    signal.abort();
    expect(called).toEqual(['first', 'second']);
  });
});

/**
 * Work that follows something until it is stopped, and then comes to its own end: the signal is aborted by the first SIGINT
 * or SIGTERM. A second one ends the process.
 */
export async function untilStopped<T>(work: (stopped: AbortSignal) => Promise<T>): Promise<T> {
  const stopped = new AbortController();
  const stop = () => {
    forget();
    stopped.abort();
  };
  const forget = () => process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  try {
    return await work(stopped.signal);
  } finally {
    forget();
  }
}

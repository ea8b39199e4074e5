/** Aborted by the first SIGINT or SIGTERM: for a command that follows something until it is stopped, and then says so. */
export function stopSignal(): AbortSignal {
  const stopped = new AbortController();
  const stop = () => {
    process.removeListener('SIGINT', stop).removeListener('SIGTERM', stop);
    stopped.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return stopped.signal;
}

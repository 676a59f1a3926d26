/**
 * The errors that a server wrote to its log. That the queue found no free connection for ten seconds tells of a busy
 * machine and of no request, and is left out.
 */
export function faultsIn(log: string): string[] {
  const errors = log.split("\n").filter((line) => line.includes('"level":"error"'));
  return errors.filter(
    (line) => !(line.includes('"queue_failed"') && line.includes("timeout exceeded when trying to connect")),
  );
}

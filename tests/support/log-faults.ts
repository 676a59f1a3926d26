/**
 * The errors in a server's log. If the queue found no free connection for ten seconds, the machine is busy and no
 * request failed, so that line is left out.
 */
export function faultsIn(log: string): string[] {
  const errors = log.split("\n").filter((line) => line.includes('"level":"error"'));
  return errors.filter(
    (line) => !(line.includes('"queue_failed"') && line.includes("timeout exceeded when trying to connect")),
  );
}

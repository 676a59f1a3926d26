import { readFileSync } from "node:fs";

/** CPU milliseconds that Linux has counted for a process (user and system), after its name in brackets. */
export function cpuOf(pid: number): number {
  const facts = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
  return (Number(facts[11]) + Number(facts[12])) * 10;
}

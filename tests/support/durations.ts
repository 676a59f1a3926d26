import { readFileSync, writeFileSync } from "node:fs";

const FILE = new URL("durations.json", import.meta.url);
/** Shorter files need no place in the order. */
const LEAST_SECONDS = 5;

/** Seconds that each file took in the saved run, by path. */
export function readDurations(): Readonly<Record<string, number>> {
  return JSON.parse(readFileSync(FILE, "utf8")) as Record<string, number>;
}

export function writeDurations(seconds: ReadonlyMap<string, number>): void {
  const rounded = [...seconds].map(([path, one]) => [path, Math.round(one)] as const);
  const kept = rounded.filter(([, one]) => one >= LEAST_SECONDS).sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

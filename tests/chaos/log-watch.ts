import { Visitor } from "#tests/support/visitor.ts";
import type { Installation } from "./installation.ts";
import { wait } from "./wait.ts";

const PAUSE_MILLISECONDS = 250;

/**
 * Reads the checkpoint of the public log repeatedly, as a monitor does. @returns a function that stops it and returns
 * the steps backwards that it saw
 */
export function watchLog({ origin, webs }: Installation): () => Promise<string[]> {
  const regressions: string[] = [];
  const roots = new Map<number, string>();
  let largest = 0;
  let isOver = false;
  const look = async (port: number) => {
    const answer = await new Visitor({ origin, port }).get("/log/checkpoint").catch(() => null);
    if (answer?.status !== 200) return;
    const [, sizeText, root = ""] = answer.text.split("\n");
    const size = Number(sizeText);
    if (size < largest) regressions.push(`the log went back from ${largest} to ${size} entries`);
    if ((roots.get(size) ?? root) !== root) regressions.push(`two roots of the log at ${size} entries`);
    roots.set(size, root);
    largest = Math.max(largest, size);
  };
  const loop = (async () => {
    while (!isOver) {
      for (const { port } of webs) await Promise.race([look(port), wait(2000)]);
      await wait(PAUSE_MILLISECONDS);
    }
  })();
  return async () => {
    isOver = true;
    await loop;
    return regressions;
  };
}

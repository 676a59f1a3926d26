import { expect, it } from "vitest";
import { DESCRIBED_AT_ONCE, inTurn, TURNS_OF_ONE } from "./describe-turns.server.ts";

/** Tasks that end on request, with a list of those started. */
function makeWorks() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  /** Ends the started tasks repeatedly until none is left. */
  const endAll = async (results: Promise<unknown>[]) => {
    let isOver = false;
    const all = Promise.allSettled(results).then((settled) => {
      isOver = true;
      return settled;
    });
    while (!isOver) {
      for (const end of ends.values()) end();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return all;
  };
  return { begun, work, endAll };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

it("processes the files of one organization in turn and rejects more than its limit", async () => {
  const { begun, work, endAll } = makeWorks();
  const results = Array.from({ length: TURNS_OF_ONE + 2 }, (_, at) => inTurn("one", work(`file ${at}`)));
  await settle();
  expect(begun).toEqual(["file 0"]);
  expect(await results.at(-1)).toBe(null);
  expect((await endAll(results)).filter((one) => one.status === "fulfilled" && one.value === null)).toHaveLength(2);
  expect(begun).toHaveLength(TURNS_OF_ONE);
});

it("doesn't delay other organizations, and starts at most the allowed number at once", async () => {
  const { begun, work, endAll } = makeWorks();
  const flood = Array.from({ length: 6 }, (_, at) => inTurn("flood", work(`flood ${at}`)));
  const others = Array.from({ length: DESCRIBED_AT_ONCE }, (_, at) => inTurn(`other ${at}`, work(`other ${at}`)));
  await settle();
  expect(begun).toEqual(["flood 0", ...Array.from({ length: DESCRIBED_AT_ONCE - 1 }, (_, at) => `other ${at}`)]);
  await endAll([...flood, ...others]);
  expect(begun.indexOf(`other ${DESCRIBED_AT_ONCE - 1}`)).toBeLessThan(begun.indexOf("flood 1"));
  expect(begun).toHaveLength(6 + DESCRIBED_AT_ONCE);
});

it("continues after a failed task", async () => {
  const failed = inTurn("one", () => Promise.reject(new Error("the reader died")));
  const next = inTurn("one", async () => "read");
  await expect(failed).rejects.toThrow("the reader died");
  expect(await next).toBe("read");
});

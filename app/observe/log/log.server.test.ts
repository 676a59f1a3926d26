import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

const FACTS = {
  event: "request",
  requestId: "0b5e7e1e-1111-4111-8111-111111111111",
  method: undefined,
  route: '/a "b" \\ 绿',
  status: 200,
  ms: 0.1,
  isAborted: true,
};

/** Runs a process that logs each event both ways. */
function linesAt(level: string): string[] {
  const script = `
    const { log, openLog } = await import("#app/observe/log/log.server.ts");
    openLog({ level: ${JSON.stringify(level)}, secrets: [] });
    const facts = { ...${JSON.stringify(FACTS)}, method: undefined };
    log.known(facts);
    const { event, ...rest } = facts;
    log.info(event, rest);`;
  const options = ["--input-type=module", "--eval", script];
  return execFileSync(process.execPath, options, { encoding: "utf8" }).split("\n").filter(Boolean);
}

it("writes known facts in the same format as other facts", () => {
  const [known, other] = linesAt("info").map((line) => line.replace(/"time":"[^"]+"/, '"time":""'));
  expect(known).toContain('"绿'.slice(1));
  expect(known).toBe(other);
});

it("writes no informational lines at the warning level", () => {
  expect(linesAt("warn")).toEqual([]);
});

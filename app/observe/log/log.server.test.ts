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

/** The lines of a process that logs the same both ways. */
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

it("writes a line of known facts as it writes every other", () => {
  const [known, other] = linesAt("info").map((line) => line.replace(/"time":"[^"]+"/, '"time":""'));
  expect(known).toContain('"绿'.slice(1));
  expect(known).toBe(other);
});

it("writes none of them where only warnings are wanted", () => {
  expect(linesAt("warn")).toEqual([]);
});

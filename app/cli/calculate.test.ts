import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const launcher = fileURLToPath(new URL("truetonne.js", import.meta.url));
const golden = fileURLToPath(new URL("../../tests/golden/", import.meta.url));
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "truetonne-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function truetonne(args: string[], input?: string | Buffer) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, ...args], {
    input,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, stdout, stderr };
}

function save(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe("truetonne calculate --monte-carlo", () => {
  const document = JSON.parse(readFileSync(join(golden, "cn-natural-gas-carbon.json"), "utf8"));
  const withShares = (uncertainty?: object) => ({
    ...document,
    expected: undefined,
    uncertainty: { correlation: "by_factor" },
    activities: document.activities.map((one: object) => ({ ...one, uncertainty })),
  });
  const stated = JSON.stringify(withShares({ activity: "5", factor: "70" }));
  const args = ["calculate", "-", "--monte-carlo", "--seed", "7", "--draws", "2000"];

  test("prints the cross-check next to the results, the same each time, and never as a total", () => {
    const first = truetonne(args, stated);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    const { crossCheck, results } = JSON.parse(first.stdout);
    expect(crossCheck).toMatchObject({ kind: "cross_check", seed: "7", draws: "2000", correlation: "by_factor" });
    expect(crossCheck.approach1Percent).toBe(results.totals.uncertainty.totalPercent);
    expect(results.totals.uncertainty.exceedsApproach1).toBe(true);
    expect(JSON.stringify(results)).not.toContain("cross_check");
    expect(truetonne(args, first.stdout).stdout).toBe(first.stdout);
  });
  test("explains why there is no cross-check, and still prints the results", () => {
    const { status, stdout, stderr } = truetonne([...args, "--language", "zh"], JSON.stringify(withShares()));
    expect(status).toBe(1);
    expect(stderr).toMatch(/无法模拟.*\[uncertainty_unstated\]/);
    expect(JSON.parse(stdout)).toHaveProperty("results.totals");
    expect(JSON.parse(stdout)).not.toHaveProperty("crossCheck");
  });
  test.each([
    ["a seed without the simulation", ["calculate", "-", "--seed", "7"]],
    ["a seed that is no number", ["calculate", "-", "--monte-carlo", "--seed", "x"]],
    ["a seed of more than 64 bits", ["calculate", "-", "--monte-carlo", "--seed", "18446744073709551616"]],
    ["too few draws", ["calculate", "-", "--monte-carlo", "--draws", "10"]],
    ["too many draws", ["calculate", "-", "--monte-carlo", "--draws", "1000001"]],
  ])("%s is bad usage", (_, bad) => {
    expect(truetonne(bad, stated)).toMatchObject({ status: 2, stdout: "" });
  });
});

describe("truetonne calculate", () => {
  test("prints the document with its results, and calculates its own output alike", () => {
    const path = join(golden, "cn-2022-grid-market-based.json");
    const first = truetonne(["calculate", path]);
    expect(first).toMatchObject({ status: 0, stderr: "" });
    const { results, ...document } = JSON.parse(first.stdout);
    expect(document).toEqual(JSON.parse(readFileSync(path, "utf8")));
    expect(results.totals).toEqual(document.expected.totals);
    expect(truetonne(["calculate", "-"], first.stdout).stdout).toBe(first.stdout);
    expect(truetonne(["calculate", path, "--pretty"]).stdout).toBe(
      `${JSON.stringify({ ...document, results }, null, 2)}\n`,
    );
  });

  test("ignores results in the input", () => {
    const document = JSON.parse(readFileSync(join(golden, "no-activities.json"), "utf8"));
    const forged = truetonne(
      ["calculate", "-"],
      JSON.stringify({ ...document, results: { totals: { co2eKg: "-5" } } }),
    );
    expect(JSON.parse(forged.stdout).results.totals.co2eKg).toBe("0");
  });

  test("keeps unknown members as they were written", () => {
    const text = readFileSync(join(golden, "no-activities.json"), "utf8").replace(
      "{",
      '{"note":{"n":1.0,"m":12345678901234567890},',
    );
    expect(truetonne(["calculate", "-"], text).stdout).toContain('{"note":{"n":1.0,"m":12345678901234567890},');
  });

  test("ends with exit code 1 and a sentence when a line can't be calculated", () => {
    const { status, stdout, stderr } = truetonne(["calculate", join(golden, "rejected", "issue-unit-mismatch.json")]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).results).toMatchObject({
      issues: [{ code: "unit_mismatch", activity: "burn", pointer: "/activities/0/unit" }],
    });
    expect(JSON.parse(stdout).results).not.toHaveProperty("totals");
    expect(stderr).toMatch(/^\/activities\/0\/unit: L can't be converted to GJ\..*\[unit_mismatch\]\n$/);
  });

  test("ends with exit code 2 and prints every error as JSON and as a sentence in the requested language", () => {
    const { status, stdout, stderr } = truetonne([
      "calculate",
      join(golden, "rejected", "all-at-once.json"),
      "--language",
      "zh",
    ]);
    expect(status).toBe(2);
    const { faults } = JSON.parse(stdout);
    expect(faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      "/gwp/values/N2O",
      "/activities/0/quantity",
      "/activities/0/unit",
      "/activities/2/period",
    ]);
    expect(stderr.trim().split("\n")).toHaveLength(4);
    expect(stderr).toContain("/activities/0/unit: 单位“ton”有多种含义");
  });

  test.each<[string, () => string[], string]>([
    ["a text that is not JSON", () => [save("a.json", '{"schema":')], "json_malformed"],
    ["a field twice", () => [save("b.json", '{"schema":"x","schema":"y"}')], "json_duplicate_key"],
    ["a file that is not there", () => [join(folder, "none.json")], "file_unreadable"],
    ["a folder", () => [folder], "file_unreadable"],
    ["another encoding", () => [save("c.json", Buffer.from([0x7b, 0xff, 0x7d]))], "file_unreadable"],
    ["an empty file", () => [save("d.json", "")], "json_malformed"],
    ["null", () => [save("e.json", "null")], "wrong_type"],
  ])("ends with exit code 2 for %s", (_, files, code) => {
    const { status, stdout, stderr } = truetonne(["calculate", ...files()]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout).faults).toMatchObject([{ code }]);
    expect(stderr).toContain(`[${code}]`);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test.each([[[]], [["a.json", "b.json"]], [["--unknown", "a.json"]], [["--language", "fr", "a.json"]]])(
    "ends with exit code 2 and the usage for %j",
    (args) => {
      expect(truetonne(["calculate", ...args])).toMatchObject({
        status: 2,
        stdout: "",
        stderr: expect.stringContaining("Usage"),
      });
    },
  );

  test("prints its usage", () => {
    expect(truetonne(["--help"])).toMatchObject({ status: 0, stdout: expect.stringContaining("calculate FILE") });
    expect(truetonne(["calculate", "--help"])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("Exit code 0"),
    });
    expect(truetonne(["toString"])).toMatchObject({ status: 2, stderr: expect.stringContaining("no command") });
  });
});

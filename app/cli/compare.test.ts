import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { documentOf, fuel, power } from "#app/carbon/document/sample-document.ts";
import { truetonne } from "#tests/support/command-line.ts";

const files: Record<string, string> = {};
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), "truetonne-compare-"));
  const put = (name: string, document: unknown) => {
    files[name] = join(folder, `${name}.json`);
    writeFileSync(files[name], JSON.stringify(document));
  };
  const boiler = { description: { en: "Boiler", zh: "锅炉" } };
  put("before", documentOf(fuel(boiler), power({ id: "b" })));
  put("after", documentOf(fuel({ ...boiler, quantity: "12", share: "0.5" }), power({ id: "b" })));
  put("issues", documentOf(fuel({ quantity: "-1" })));
  put("invalid", { schema: "other" });
});

describe("truetonne compare", () => {
  test("prints what changed the total, for people", async () => {
    const { code, out } = await truetonne(["compare", files.before!, files.after!]);
    expect(code).toBe(0);
    expect(out).toMatch(/Activity +\+6\.000/);
    expect(out).toMatch(/Boundary +−18\.000/);
    expect(out).toMatch(/Difference +−12\.000/);
    expect(out).toContain("Boiler");
    const chinese = await truetonne(["compare", files.before!, files.after!, "--language", "zh"]);
    expect(chinese.out).toMatch(/活动水平 +\+6\.000/);
    expect(chinese.out).toContain("锅炉");
  });

  test("gives every figure as JSON", async () => {
    const { code, out } = await truetonne(["compare", files.before!, files.after!, "--json"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      schema: "truetonne/bridge/v1",
      substitution: ["activity", "method", "factor", "instruments", "gwp", "boundary"],
      before: { co2eKg: "30500" },
      difference: { co2eKg: "-12000", co2eKgMarketBased: "-12000" },
      effects: expect.arrayContaining([{ kind: "boundary", co2eKg: "-18000", co2eKgMarketBased: "-18000" }]),
    });
  });

  test.each([
    [0, ["before", "before"]],
    [1, ["before", "issues"]],
    [2, ["invalid", "after"]],
    [2, ["before"]],
  ])("exits with %i for %j", async (expected, names) => {
    const { code, err } = await truetonne(["compare", ...names.map((name) => files[name]!)]);
    expect(code).toBe(expected);
    expect(err === "").toBe(expected === 0);
  });
});

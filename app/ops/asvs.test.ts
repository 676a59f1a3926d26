import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";

interface Row {
  requirement: string;
  level: string;
  about: string;
  status: string;
  reason: string;
  test: string;
}

const rows: Row[] = parse(readFileSync("docs/asvs.csv"), { columns: true });

describe("the list of security requirements", () => {
  it("lists each requirement of levels 1 and 2 once", () => {
    const ids = rows.map(({ requirement }) => requirement);
    expect(new Set(ids).size).toBe(ids.length);
    expect(rows.filter(({ level }) => level === "1")).toHaveLength(70);
    expect(rows.filter(({ level }) => level === "2")).toHaveLength(183);
    for (const { requirement, about } of rows) {
      expect(requirement).toMatch(/^V\d{1,2}\.\d{1,2}\.\d{1,2}$/);
      expect(about, requirement).not.toBe("");
    }
  });

  it("names an existing test for each met requirement and a reason for the others", () => {
    for (const { requirement, status, reason, test } of rows) {
      if (status !== "met") {
        expect(["not met", "not applicable"], requirement).toContain(status);
        expect([reason !== "", test], requirement).toEqual([true, ""]);
        continue;
      }
      const [path = "", name = ""] = test.split("::");
      expect(existsSync(path), `${requirement} ${path}`).toBe(true);
      expect(name !== "" && readFileSync(path, "utf8").includes(name), `${requirement} ${name}`).toBe(true);
    }
  });
});

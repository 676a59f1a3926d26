import { describe, expect, it } from "vitest";
import { ApiKeyActions, scopesOf } from "./api-key-form.ts";

const ApiKeyForm = ApiKeyActions.make.schema;
const VALID = { name: "ERP", reach: "organization", days: "90", "scope-read": "on" };
const faultsOf = (fields: Record<string, string>) =>
  ApiKeyForm.safeParse(fields).error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`) ?? [];

describe("the form of a key", () => {
  it("reads the scopes that are ticked, and no others", () => {
    const parsed = ApiKeyForm.parse({ ...VALID, "scope-runs:write": "on", "scope-everything": "on" });
    expect(scopesOf(parsed)).toEqual(["read", "runs:write"]);
    expect(parsed).toMatchObject({ days: 90, reach: "organization" });
  });

  it.each<[string, Record<string, string>, string]>([
    ["no name", { name: "" }, "name: name"],
    ["a long name", { name: "x".repeat(101) }, "name: name"],
    ["a name that reads otherwise", { name: "ERP\u202egnp" }, "name: textForbidden"],
    ["no reach", { reach: "" }, "reach: reach"],
    ["more than a year", { days: "366" }, "days: days"],
    ["no end", { days: "" }, "days: days"],
    ["an end in the past", { days: "-1" }, "days: days"],
    ["no scope", { "scope-read": "" }, "scope-read"],
  ])("rejects %s", (_, change, fault) => {
    expect(faultsOf({ ...VALID, ...change }).join("; ")).toContain(fault);
  });

  it("asks for at least one scope", () => {
    const { "scope-read": _, ...none } = VALID;
    expect(faultsOf(none)).toEqual(["scopes: scopes"]);
  });
});

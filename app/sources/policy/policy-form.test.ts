import { expect, test } from "vitest";
import { PolicyForm, reorder } from "./policy-form.ts";

const FORM = { intent: "state", yearFallback: "none", regionFallback: "off", precedence: "a b c", reason: "" };

test.each([
  ["up b", "", ["b", "a", "c"]],
  ["up a", "", ["a", "b", "c"]],
  ["down b", "", ["a", "c", "b"]],
  ["down c", "", ["a", "b", "c"]],
  ["drop b", "", ["a", "c"]],
  ["add", "d", ["a", "b", "c", "d"]],
  ["add", "b", ["a", "b", "c"]],
  ["add", "<b>", ["a", "b", "c"]],
  ["up unknown", "", ["a", "b", "c"]],
  ["state", "d", ["a", "b", "c"]],
])("%s %s", (intent, added, expected) => expect(reorder(["a", "b", "c"], intent, added)).toEqual(expected));

test("reads each dataset once, and only pins with an edition", () => {
  const form = { ...FORM, precedence: "b a b  <x> own", "pin.uk-desnz": "2024", "pin.cn-mee-grid": "", "pin.<x>": "1" };
  expect(PolicyForm.parse(form).policy).toEqual({
    yearFallback: "none",
    regionFallback: false,
    datasetPrecedence: ["b", "a", "own"],
    pinnedEditions: { "uk-desnz": "2024" },
  });
});

test.each([
  [{ yearFallback: "any" }, "choice_missing"],
  [{ regionFallback: "" }, "choice_missing"],
  [{ intent: "delete" }, "choice_missing"],
  [{ reason: "x".repeat(1001) }, "too_long"],
])("rejects %j", (change, fault) => {
  expect(PolicyForm.safeParse({ ...FORM, ...change }).error?.issues[0]?.message).toBe(fault);
});

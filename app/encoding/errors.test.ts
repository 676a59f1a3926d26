import { expect, it } from "vitest";
import { explainError } from "./errors.ts";

it.each([
  [new Error("a"), "a"],
  [new Error("a", { cause: new Error("b", { cause: new Error("c") }) }), "a: b: c"],
  [new Error("a", { cause: Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" }) }), "a: ECONNREFUSED"],
  ["a", "a"],
])("explains an error with its causes: %#", (error, text) => {
  expect(explainError(error)).toBe(text);
});

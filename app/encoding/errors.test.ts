import { describe, expect, it, vi } from "vitest";
import { AppError, explainError } from "./errors.ts";

describe("an error of a service", () => {
  it("is known whichever copy of the class made it", async () => {
    vi.resetModules();
    const other = await import("./errors.ts");
    expect(other.AppError).not.toBe(AppError);
    expect(new other.AppError("unavailable")).toBeInstanceOf(AppError);
    expect(new AppError("unavailable")).toBeInstanceOf(AppError);
  });

  it.each([[new Error("unavailable")], [{ code: "unavailable" }], [null], ["unavailable"]])("is not %s", (other) => {
    expect(other instanceof AppError).toBe(false);
  });
});

it.each([
  [new Error("a"), "a"],
  [new Error("a", { cause: new Error("b", { cause: new Error("c") }) }), "a: b: c"],
  [new Error("a", { cause: Object.assign(new AggregateError([], ""), { code: "ECONNREFUSED" }) }), "a: ECONNREFUSED"],
  ["a", "a"],
])("explains an error with its causes: %#", (error, text) => {
  expect(explainError(error)).toBe(text);
});

import { describe, expect, it } from "vitest";
import { kindOf } from "./client-kind.ts";

const NONE = { isEngaged: false, hasBought: false, isHosted: false };

describe("the kind of a client", () => {
  it.each([
    [{}, "prospect"],
    [{ isHosted: true }, "hosted"],
    [{ isHosted: true, hasBought: true }, "buyer"],
    [{ isEngaged: true, hasBought: true }, "engaged"],
  ] as const)("is derived from %j", (facts, kind) => {
    expect(kindOf({ ...NONE, ...facts })).toBe(kind);
  });
});

import { expect, expectTypeOf, test } from "vitest";
import { type Sent, toSent } from "./sent.ts";

interface Visit {
  at: Date;
  end: Date | null;
  steps: { at: Date; count: bigint }[];
  name?: string;
}

const at = new Date("2025-03-01T10:00:00.000Z");

test("dates become text at every depth, and everything else is unchanged", () => {
  const visit: Visit = { at, end: null, steps: [{ at, count: 2n }], name: "a" };
  const text = "2025-03-01T10:00:00.000Z";
  expect(toSent(visit)).toEqual({ at: text, end: null, steps: [{ at: text, count: 2n }], name: "a" });
  const bytes = new Uint8Array([1]);
  expect(toSent({ bytes }).bytes).toBe(bytes);
  expect(toSent(undefined)).toBeUndefined();
});

test("the type has the same result", () => {
  expectTypeOf<Sent<Visit>>().toEqualTypeOf<{
    at: string;
    end: string | null;
    steps: { at: string; count: bigint }[];
    name?: string;
  }>();
});

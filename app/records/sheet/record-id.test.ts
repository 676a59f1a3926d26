import { describe, expect, it } from "vitest";
import { z } from "zod";
import { makeRecordId } from "./record-id.ts";

describe("makeRecordId", () => {
  it("creates standard ids in ascending order", () => {
    const ids = Array.from({ length: 10_000 }, makeRecordId);
    expect(ids.every((id) => z.uuidv7().safeParse(id).success)).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

import { describe, expect, it } from "vitest";
import { parseUnsaved } from "./answer-storage.ts";

const answer = { kind: "quantity", quantity: "5", unit: "kWh", dataQuality: "measured", note: "" };

describe("answers kept on a device", () => {
  it("come back as they were", () => {
    expect([...parseUnsaved(JSON.stringify([["0.2025-01", answer]]))]).toEqual([["0.2025-01", answer]]);
  });

  it.each([
    "",
    "{",
    "null",
    "{}",
    '["x"]',
    '[["x",{}]]',
    JSON.stringify([["0.2025-01", { ...answer, kind: "delete" }]]),
    JSON.stringify([["0.2025-01", { ...answer, quantity: 5 }]]),
    JSON.stringify([["__proto__", answer]]),
  ])("are nothing where %s is kept", (text) => {
    expect(parseUnsaved(text).size).toBe(0);
  });
});

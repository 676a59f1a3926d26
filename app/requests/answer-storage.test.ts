import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RequestedAnswer } from "#app/carbon/entry/requested-answer.ts";
import { openAnswerStorage, parseUnsaved } from "./answer-storage.ts";

const answer: RequestedAnswer = { kind: "quantity", quantity: "5", unit: "kWh", dataQuality: "measured", note: "" };

describe("answers stored on a device", () => {
  it("restores answers unchanged", () => {
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

describe("two pages of one request in one browser", () => {
  const other = { ...answer, quantity: "7" };
  const [january, february] = ["0.2025-01", "0.2025-02"];

  beforeEach(() => {
    const texts = new Map<string, string>();
    vi.stubGlobal("localStorage", {
      getItem: (key: string) => texts.get(key) ?? null,
      setItem: (key: string, text: string) => texts.set(key, text),
      removeItem: (key: string) => texts.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it("keeps the answers of both and releases only its own", () => {
    const [one, two] = [openAnswerStorage("sample"), openAnswerStorage("sample")];
    one.keep(new Map([[january, answer]]));
    two.keep(new Map([[february, other]]));
    expect(Object.fromEntries(one.read())).toEqual({ [january]: answer, [february]: other });
    one.release(new Map([[january, answer]]));
    expect(Object.fromEntries(two.read())).toEqual({ [february]: other });
  });

  it("keeps a newer answer of the other page", () => {
    const [one, two] = [openAnswerStorage("sample"), openAnswerStorage("sample")];
    one.keep(new Map([[january, answer]]));
    two.keep(new Map([[january, other]]));
    one.release(new Map([[january, answer]]));
    expect(Object.fromEntries(two.read())).toEqual({ [january]: other });
  });
});

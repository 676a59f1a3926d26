import { describe, expect, test } from "vitest";
import { parseDocumentText, printDocumentText } from "./document-text.ts";

const read = (text: string) => {
  const parsed = parseDocumentText(text);
  return parsed.ok ? parsed.value : parsed.faults;
};

describe("parseDocumentText", () => {
  test("keeps unknown numbers as they were written", () => {
    const text = '{"a":1.0,"b":12345678901234567890,"c":1e400,"d":[0.10,5],"__proto__":{"x":1}}\n';
    expect(printDocumentText(read(text), { pretty: false })).toBe(text);
  });

  test.each([
    ['{"a":1,\n "b":}', { line: "2", column: "7", position: "14" }],
    ["", { line: "1", column: "1", position: "0" }],
    ['{"a":', { line: "1", column: "6", position: "5" }],
    ["[1,2", { line: "1", column: "5", position: "4" }],
    ['{"a":01}', { line: "1", column: "7", position: "6" }],
  ])("reports where %j is wrong", (text, detail) => {
    expect(read(text)).toEqual([{ code: "json_malformed", pointer: "", detail }]);
  });

  test.each([
    ['{"a":1,"a":2}', "/a"],
    ['{"x":[{"y":1},{"k/~":1,"z":{"p":"}","q":"\\""},"k/~":3}]}', "/x/1/k~1~0"],
    ['{"a":1,"\\u0061":2}', "/a"],
  ])("rejects a duplicate name in %s", (text, pointer) => {
    expect(read(text)).toMatchObject([{ code: "json_duplicate_key", pointer }]);
  });

  test.each(['{"a":"a","b":["a","a",{"a":1}],"c":{"a":{"a":1}}}', '["{\\"a\\":1,\\"a\\":2}"]', '"a"', "[]"])(
    "accepts %s",
    (text) => {
      expect(parseDocumentText(text).ok).toBe(true);
    },
  );

  test("ignores a byte-order mark", () => {
    expect(read('\ufeff{"a":"1"}')).toEqual({ a: "1" });
  });

  test("reports absurd nesting as an error instead of crashing", () => {
    for (const levels of [201, 3000, 1_000_000]) {
      expect(read("[".repeat(levels) + "]".repeat(levels))).toMatchObject([{ code: "json_too_deep" }]);
    }
    expect(parseDocumentText("[".repeat(200) + "]".repeat(200)).ok).toBe(true);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrictJson } from "./strict-json.ts";

const reasonOf = (text: string) => {
  try {
    parseStrictJson(text);
    return null;
  } catch (error) {
    return (error as { errors: { code: string }[] }).errors[0]?.code;
  }
};

describe("parseStrictJson", () => {
  it("reads what JSON.parse reads, of every value without odd names", () => {
    const text = fc.string().filter((one) => !/[\p{Surrogate}\0]/u.test(one));
    const name = text.filter((one) => !["__proto__", "constructor", "prototype"].includes(one));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, text, fc.integer(), fc.boolean(), fc.constant(null), tie("list"), tie("object")),
      list: fc.array(tie("value"), { maxLength: 4 }),
      object: fc.dictionary(name, tie("value"), { maxKeys: 4 }),
    }));
    fc.assert(
      fc.property(value, fc.boolean(), (one, isIndented) => {
        const text = JSON.stringify(one, null, isIndented ? 1 : 0);
        expect(parseStrictJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each([
    ["nothing", "", "not_json"],
    ["NaN", '{"a":NaN}', "not_json"],
    ["Infinity", "[Infinity]", "not_json"],
    ["a comment", "{} // no", "not_json"],
    ["a comma at the end", "[1,]", "not_json"],
    ["two documents", "{}{}", "not_json"],
    ["a bare control character", '"\n"', "not_json"],
    ["a wrong escape", '{"\\x":1}', "not_json"],
    ["a name twice", '{"a":1,"b":{"a":2},"a":3}', "name_twice"],
    ["a name twice by escape", '{"a":1,"\\u0061":2}', "name_twice"],
    ["a prototype", '{"__proto__":{"role":"owner"}}', "name_forbidden"],
    ["a prototype by escape", '{"\\u005f_proto__":1}', "name_forbidden"],
    ["a constructor", '[{"constructor":{}}]', "name_forbidden"],
    ["half a character", '["\\ud83d"]', "text_broken"],
    ["a zero character", '["\\u0000"]', "text_broken"],
    ["a depth", "[".repeat(100_000), "too_deep"],
    ["a depth of objects", '{"a":'.repeat(1000), "too_deep"],
  ])("rejects %s", (_, text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it("accepts the same name in two objects, and brackets in text", () => {
    expect(parseStrictJson('[{"a":1},{"a":2},"}{[\\"]:"]')).toEqual([{ a: 1 }, { a: 2 }, '}{["]:']);
  });

  it.each([
    ["names", `{${Array.from({ length: 600_000 }, (_, at) => `"${at}":1`).join(",")}}`],
    ["items", `[${"0,".repeat(4_000_000)}0]`],
    ["lists", `[${"[],".repeat(2_500_000)}[]]`],
    ["lists of lists", `[${`[${"[],".repeat(9000)}[]],`.repeat(300)}[]]`],
  ])("stops early at too many %s", (_, text) => {
    const before = process.cpuUsage();
    expect(reasonOf(text)).toBe("too_much");
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
  });

  it.each([
    ["backslashes", `"${"\\".repeat(250_001)}`],
    ["quotes", '"'.repeat(250_001)],
    ["escaped quotes", '\\"'.repeat(125_000)],
    ["escaped quotes in a text that is not closed", `"${'\\"'.repeat(125_000)}`],
    ["a text that is not closed", `["${"a".repeat(250_000)}`],
    ["escapes", `["${"\\u0061".repeat(40_000)}`],
    ["colons", ":".repeat(250_000)],
  ])("reads %s in one pass", (_, text) => {
    const before = process.cpuUsage();
    expect(reasonOf(text)).toBe("not_json");
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(500);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson, parseCanonicalJson } from "./canonical-json.ts";

/**
 * Input and output files of cyberphone/json-canonicalization (testdata, RFC 8785 appendix), without numbers outside our
 * subset.
 */
const PUBLISHED: [name: string, input: string, output: string][] = [
  ["arrays", '[56, {"d": true, "10": null, "1": [ ]}]', '[56,{"1":[],"10":null,"d":true}]'],
  [
    "structures",
    '{"1": {"f": {"f": "hi","F": 5} ,"\\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }}',
    '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}',
  ],
  [
    "french",
    '{"peach": "This sorting order", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "sin": "ignore locale"}',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
  ],
  ["unicode", '{"Unnormalized Unicode":"A\\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'],
  [
    "weird",
    '{"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One", "\\ud83d\\ude00": "Emoji: Grinning Face", "\\u0080": "Control", "\\u00f6": "Latin Small Letter O With Diaeresis"}',
    '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
  [
    "values",
    '{"escaping": "\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}',
    '{"escaping":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/","literals":[null,true,false]}',
  ],
];

describe("the canonical form", () => {
  it.each(PUBLISHED)("equals the published one for %s", (_name, input, output) => {
    expect(canonicalJson(JSON.parse(input))).toBe(output);
  });

  const refused: [string, unknown][] = [
    ["a fraction", { a: { "b/c": [0.5] } }],
    ["an unsafe integer", 2 ** 53],
    ["not a number", Number.NaN],
    ["an infinity", Number.POSITIVE_INFINITY],
    ["undefined", { a: undefined }],
    ["a hole in an array", new Array(1)],
    ["a big integer", 1n],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["bytes", Uint8Array.of(1)],
    ["half a surrogate pair", "\ud83d"],
    ["half a pair in a name", { "\ude00": 1 }],
    ["a function", () => 1],
  ];
  it.each(refused)("refuses %s", (_name, value) => {
    expect(() => canonicalJson(value)).toThrow("not_canonicalizable");
  });

  it("names the position of what it refuses", () => {
    expect(() => canonicalJson({ a: { "b/c": ["1", 0.5] } })).toThrow("pointer=/a/b~1c/1");
  });

  it("refuses nesting that could exhaust the stack", () => {
    const deep = JSON.parse(`${"[".repeat(5000)}${"]".repeat(5000)}`);
    expect(() => canonicalJson(deep)).toThrow("not_canonicalizable");
  });

  it("does not depend on the order of members and can be read back", () => {
    const value = fc.jsonValue({ noUnicodeString: false, depthSize: "small" }).filter(hasOnlyOurs);
    fc.assert(
      fc.property(value, (document) => {
        const text = canonicalJson(document);
        expect(canonicalJson(reversed(document))).toBe(text);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
      }),
    );
  });
});

describe("reading JSON that must be canonical", () => {
  it.each([
    ["white space", '{"a": 1}'],
    ["a newline at the end", '{"a":1}\n'],
    ["another order", '{"b":1,"a":2}'],
    ["a name twice", '{"a":1,"a":2}'],
    ["an escape that is not needed", '{"a":"\\u0041"}'],
    ["another spelling of a number", "1e1"],
    ["a byte order mark", '\ufeff{"a":1}'],
  ])("refuses %s", (_name, text) => {
    expect(() => parseCanonicalJson(text)).toThrow(/not_canonical|invalid_json/);
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(() => parseCanonicalJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow("invalid_utf8");
  });
});

function hasOnlyOurs(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch {
    return false;
  }
}

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, reversed(member)]),
  );
}

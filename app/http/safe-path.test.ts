import { describe, expect, it } from "vitest";
import { hasManyParameters, isLongPath, safePath } from "./safe-path.ts";

describe("safePath", () => {
  it.each(["/", "/verify?number=1", "/organizations/x#y"])("keeps %s", (path) => expect(safePath(path)).toBe(path));
  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "",
    "x",
    "/a\u0000b",
    "/\n/evil",
    `/${"x".repeat(2000)}`,
    null,
  ])("turns %j into the start page", (path) => expect(safePath(path)).toBe("/"));
});

it.each([
  ["/", false],
  [`/${"x".repeat(999)}`, false],
  [`/${"x".repeat(1000)}`, true],
  ["/a".repeat(24), false],
  ["/a".repeat(25), true],
  ["/".repeat(12_000), true],
])("recognizes an overlong path: %s", (path, isLong) => expect(isLongPath(path)).toBe(isLong));

it("recognizes more parameters than any page has", () => {
  expect(hasManyParameters("")).toBe(false);
  expect(hasManyParameters(`?${"a=&".repeat(499)}`)).toBe(false);
  expect(hasManyParameters(`?${"a=&".repeat(500)}`)).toBe(true);
});

import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path.ts";

describe("safePath", () => {
  it.each(["/", "/verify?number=1", "/organizations/x#y"])("keeps %s", (path) => expect(safePath(path)).toBe(path));
  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "", "x", "/a\u0000b", "/\n/evil", null])(
    "turns %j into the start page",
    (path) => expect(safePath(path)).toBe("/"),
  );
});

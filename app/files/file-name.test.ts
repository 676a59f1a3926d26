import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDisposition, toDisplayName } from "./file-name.ts";

describe("toDisplayName", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\bills\\三月.pdf", "三月.pdf"],
    ["a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"],
    ["bill\u202efdp.exe", "billfdp.exe"],
    ["..", ".."],
    ["", "file"],
    ["///", "file"],
  ])("shows %j as %j", (name, shown) => {
    expect(toDisplayName(name)).toBe(shown);
  });

  it("shortens a long name and keeps its ending", () => {
    const shown = toDisplayName(`${"长".repeat(500)}.xlsx`);
    expect([...shown]).toHaveLength(160);
    expect(shown.endsWith("….xlsx")).toBe(true);
  });
});

describe("contentDisposition", () => {
  it("gives the name in ASCII and in UTF-8", () => {
    expect(contentDisposition("inline", '电费 "3".pdf')).toBe(
      `inline; filename="__ _3_.pdf"; filename*=UTF-8''%E7%94%B5%E8%B4%B9%20%223%22.pdf`,
    );
  });

  it("is a single header for any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (name) => {
        const header = contentDisposition("attachment", name);
        expect(header).toMatch(/^attachment; filename="[^"\\%;]*"; filename\*=UTF-8''[A-Za-z0-9%._~!-]*$/);
      }),
    );
    expect(() => contentDisposition("attachment", "\ud800.pdf")).not.toThrow();
  });
});

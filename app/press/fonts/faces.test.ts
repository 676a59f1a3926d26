import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { breakLines } from "#app/press/layout/text-line.ts";
import { faceFor, openFace } from "./faces.ts";
import { MissingGlyph } from "./missing-glyph.ts";

/**
 * The characters of the Table of General Standard Chinese Characters (通用规范汉字表, 2013) beyond the basic plane; its
 * other 7,909 are in the blocks below. Level 2 of GB 18030-2022 asks for them all.
 */
const BEYOND_BASIC_PLANE = `
  20164 20676 20CD0 2139A 21413 235CB 23C97 23C98 23E23 249DB 24A7D 24AC9 25532 25562 255A8 25ED7
  26221 2648D 26676 2677C 26B5C 26C21 27FF9 28408 28678 28695 287E0 28B49 28C47 28C4F 28C51 28C54
  28E99 29F7E 29F83 29F8C 2A7DD 2A8FB 2A917 2AA30 2AA36 2AA58 2AFA2 2B127 2B128 2B137 2B138 2B1ED
  2B300 2B363 2B36F 2B372 2B37D 2B404 2B410 2B413 2B461 2B4E7 2B4EF 2B4F6 2B4F9 2B50D 2B50E 2B536
  2B5AE 2B5AF 2B5B3 2B5E7 2B5F4 2B61C 2B61D 2B626 2B627 2B628 2B62A 2B62C 2B695 2B696 2B6AD 2B6ED
  2B7A9 2B7C5 2B7E6 2B7F9 2B7FC 2B806 2B80A 2B81C 2B8B8 2BAC7 2BB5F 2BB62 2BB7C 2BB83 2BC1B 2BD77
  2BD87 2BDF7 2BE29 2C029 2C02A 2C0A9 2C0CA 2C1D5 2C1D9 2C1F9 2C27C 2C288 2C2A4 2C317 2C35B 2C361
  2C364 2C488 2C494 2C497 2C542 2C613 2C618 2C621 2C629 2C62B 2C62C 2C62D 2C62F 2C642 2C64A 2C64B
  2C72C 2C72F 2C79F 2C7C1 2C7FD 2C8D9 2C8DE 2C8E1 2C8F3 2C907 2C90A 2C91D 2CA02 2CA0E 2CA7D 2CAA9
  2CB29 2CB2D 2CB2E 2CB31 2CB38 2CB39 2CB3B 2CB3F 2CB41 2CB4A 2CB4E 2CB5A 2CB5B 2CB64 2CB69 2CB6C
  2CB6F 2CB73 2CB76 2CB78 2CB7C 2CBB1 2CBBF 2CBC0 2CBCE 2CC56 2CC5F 2CCF5 2CCF6 2CCFD 2CCFF 2CD02
  2CD03 2CD0A 2CD8B 2CD8D 2CD8F 2CD90 2CD9F 2CDA0 2CDA8 2CDAD 2CDAE 2CDD5 2CE18 2CE1A 2CE23 2CE26
  2CE2A 2CE7C 2CE88 2CE93
`;

const span = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

const SETS: [name: string, codePoints: number[]][] = [
  ["unified ideographs and those that GB 18030 adds to them", span(0x4e00, 0x9fef)],
  ["unified ideographs, extension A", span(0x3400, 0x4db5)],
  ["unified ideographs, extension B", span(0x20000, 0x2a6d6)],
  [
    "the general standard table beyond the basic plane",
    BEYOND_BASIC_PLANE.trim()
      .split(/\s+/)
      .map((hex) => Number.parseInt(hex, 16)),
  ],
];

describe("faces", () => {
  it.each(SETS)("draw all %s, in every role", (_, codePoints) => {
    for (const role of ["sans", "sansBold", "serif"] as const) {
      const missing = codePoints.filter((code) => {
        try {
          return faceFor(role, String.fromCodePoint(code), "chinese") === undefined;
        } catch (error) {
          if (error instanceof MissingGlyph) return true;
          throw error;
        }
      });
      expect(
        missing.map((code) => code.toString(16)),
        role,
      ).toEqual([]);
    }
  });

  /** Characters that share a glyph in a face. */
  const ALIKE = [
    ["serif", " ", "\u00a0"],
    ["han", "〜", "～"],
    ["hanFull", "•", "・"],
  ] as const;
  it.each(ALIKE)(
    "name a glyph of %s by the character that it is drawn for, whatever was drawn before",
    (key, ...both) => {
      const { font } = openFace(key);
      const drawn = (text: string) => font.layout(text).glyphs;
      expect(drawn(both[0])[0]!.id, "one glyph for both").toBe(drawn(both[1])[0]!.id);
      for (const one of both) expect(drawn(one)[0]!.codePoints).toEqual([one.codePointAt(0)]);
      for (const one of both.toReversed()) expect(drawn(`x${one}`).at(-1)!.codePoints).toEqual([one.codePointAt(0)]);
    },
  );

  /** Other bytes would be another renderer: what is drawn with a full face has its glyphs in the file. */
  const FULL = [
    ["noto-sans-full-regular", "noto-sans/400Regular/NotoSans_400Regular"],
    ["noto-sans-full-semibold", "noto-sans/600SemiBold/NotoSans_600SemiBold"],
    ["noto-sans-sc-full-regular", "noto-sans-sc/400Regular/NotoSansSC_400Regular"],
    ["noto-sans-sc-full-semibold", "noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold"],
    ["noto-serif-sc-full-semibold", "noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold"],
  ];
  it.each(FULL)("have %s with the bytes of its package", (name, source) => {
    const kept = brotliDecompressSync(readFileSync(new URL(`${name}.ttf.br`, import.meta.url)));
    const made = readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/${source}.ttf`));
    expect(kept.equals(made)).toBe(true);
  });

  it("has 196 characters of the table beyond the basic plane", () => {
    expect(new Set(SETS[3]![1]).size).toBe(196);
  });

  it("name the character that none of them has", () => {
    expect(() => faceFor("sans", "\u{1f600}", "western")).toThrow(/U\+1F600/);
    expect(() => faceFor("sans", "\u{30000}", "chinese")).toThrow(/U\+30000/);
  });

  it("set a rare surname next to common characters, each in its own face", () => {
    const style = { role: "sans", size: 9, color: "#000000", leading: 1.5 } as const;
    const [line] = breakLines([{ text: "示例𠮷野䶮", style }], 200);
    expect(line!.runs.map((run) => `${run.face.key}:${run.text}`)).toEqual([
      "han:示例",
      "rare:𠮷",
      "han:野",
      "hanFull:䶮",
    ]);
    for (const run of line!.runs) expect(run.width).toBeCloseTo(9 * [...run.text].length, 1);
  });
});

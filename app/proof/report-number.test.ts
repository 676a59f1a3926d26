import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkCharacterOf,
  drawReportCode,
  formatReportNumber,
  hasValidCheckCharacter,
  parseReportNumber,
} from "./report-number.ts";

const place = fc.record({
  year: fc.integer({ min: 2000, max: 2099 }),
  serial: fc.integer({ min: 1, max: 12_345_678 }),
});
/** A number as the product issues it, from a seed so that a failure can be repeated. */
const issued = fc.tuple(place, fc.integer({ min: 1, max: 2 ** 31 - 2 })).map(([where, seed]) => {
  let state = seed;
  const nextByte = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state >> 8;
  };
  return formatReportNumber({ ...where, code: drawReportCode(where, (target) => target.map(nextByte)) });
});
const TYPEABLE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

describe("ISO 7064 MOD 37,36", () => {
  // Printed as examples in the GRid handbook and in the ISAN guidelines (ISO 15706).
  it.each(["A12425GABC1234002M", "00000000D07A0090Q", "00000000D07A009000000000X"])(
    "accepts the published %s",
    (text) => {
      expect(hasValidCheckCharacter(text)).toBe(true);
      expect(checkCharacterOf(text.slice(0, -1))).toBe(text.at(-1));
    },
  );

  it("misses exactly the swap of neighbours that differ by one, in one state of thirty-six", () => {
    let missed = 0;
    for (const left of TYPEABLE) {
      for (const right of TYPEABLE) {
        for (const before of TYPEABLE) {
          if (left === right || checkCharacterOf(before + left + right) !== checkCharacterOf(before + right + left))
            continue;
          missed += 1;
          expect(Math.abs(TYPEABLE.indexOf(left) - TYPEABLE.indexOf(right)) % 34).toBe(1);
        }
      }
    }
    expect(missed).toBeGreaterThan(0);
    expect(missed).toBeLessThanOrEqual(72);
  });
});

describe("a report number", () => {
  it("has one written form, with the serial and a check character", () => {
    fc.assert(
      fc.property(issued, (number) => {
        expect(number).toMatch(/^GHG-\d{4}-\d{6,}-[0-9A-HJKMNP-TV-Z]{7}-[0-9A-HJKMNP-TV-Z]{7}$/);
        const parsed = parseReportNumber(number);
        expect(parsed.ok && formatReportNumber(parsed.parts)).toBe(number);
      }),
    );
  });

  it("finds every single wrong character", () => {
    fc.assert(
      fc.property(issued, (number) => {
        for (let at = 0; at < number.length; at += 1) {
          if (number[at] === "-") continue;
          for (const typed of TYPEABLE) {
            if (readAs(typed) === readAs(number.charAt(at))) continue;
            const wrong = number.slice(0, at) + typed + number.slice(at + 1);
            expect(parseReportNumber(wrong), wrong).toEqual({ ok: false, fault: "mistyped" });
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("finds every swap of two neighbours, across hyphens too", () => {
    fc.assert(
      fc.property(issued, (number) => {
        const characters = number.replaceAll("-", "");
        for (let at = 1; at < characters.length; at += 1) {
          const [left, right] = [characters.charAt(at - 1), characters.charAt(at)];
          if (left === right) continue;
          const wrong = characters.slice(0, at - 1) + right + left + characters.slice(at + 1);
          expect(parseReportNumber(wrong), wrong).toEqual({ ok: false, fault: "mistyped" });
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is read as people type it", () => {
    const number = formatReportNumber({ year: 2026, serial: 101, code: drawReportCode({ year: 2026, serial: 101 }) });
    const spellings = [
      number.toLowerCase(),
      number.replaceAll("-", ""),
      number.replaceAll("-", " "),
      number.replaceAll("-", "–"),
      `  ${number}\n`,
      number.replaceAll("0", "O").replaceAll("1", "l"),
      number.replace(/[!-~]/g, (character) => String.fromCodePoint(character.charCodeAt(0) + 0xfee0)),
    ];
    for (const spelling of spellings) expect(parseReportNumber(spelling)).toMatchObject({ ok: true, number });
  });

  it.each([
    "",
    "GHG",
    "GHG-2026-000417",
    "hello",
    "GHG-2026-000417-7M2QX9R-T4PWV8",
    "9".repeat(300),
    "GHG-2026-000417-7M2QX9R-T4PW*8K",
  ])("is not found in %j", (text) => {
    expect(parseReportNumber(text)).toEqual({ ok: false, fault: "shape" });
  });

  it("is not formed from a code that was not drawn for it", () => {
    expect(() => formatReportNumber({ year: 2026, serial: 1, code: "ILOU000000000" })).toThrow("invalid_report_number");
    expect(() => formatReportNumber({ year: 2026, serial: 0, code: "0000000000000" })).toThrow("invalid_report_number");
    expect(() => formatReportNumber({ year: 26, serial: 1, code: "0000000000000" })).toThrow("invalid_report_number");
  });

  it("is not drawn from a random source that is stuck", () => {
    const stuck = (byte: number) => () => drawReportCode({ year: 2026, serial: 1 }, (target) => target.fill(byte));
    const failing = Array.from({ length: 32 }, (_, byte) => byte).filter((byte) => {
      try {
        return !stuck(byte)();
      } catch {
        return true;
      }
    });
    expect(failing).not.toEqual([]);
    expect(stuck(failing[0] as number)).toThrow("no_random_source");
  });
});

function readAs(character: string): string {
  return character === "O" ? "0" : character.replace(/[IL]/, "1");
}

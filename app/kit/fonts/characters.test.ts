import { describe, expect, it } from "vitest";
import { formatUnicodeRange, LATIN, listCommonChinese, listInterfaceChinese, sliceChinese } from "./characters.ts";

describe("formatUnicodeRange", () => {
  it.each([
    ["A", "U+41"],
    ["ABC", "U+41-43"],
    ["CAB", "U+41-43"],
    ["AC", "U+41, U+43"],
    ["温温度", "U+5EA6, U+6E29"],
  ])("%s", (characters, range) => {
    expect(formatUnicodeRange(characters)).toBe(range);
  });
});

describe("the Chinese characters", () => {
  it("are all of level 1 of GB/T 2312", () => {
    const common = listCommonChinese();
    expect(new Set(common).size).toBe(3755);
    expect(common[0]).toBe("啊");
    expect(common.at(-1)).toBe("座");
  });

  it("are each in exactly one file, with every character of the interface", () => {
    const all = [...sliceChinese().join("")];
    expect(new Set(all).size).toBe(all.length);
    const available = new Set([...all, ...LATIN]);
    expect(listInterfaceChinese().filter((character) => !available.has(character))).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { fateOf } from "./finding-fate.ts";

const read = (recordId: string, version: number) => ({ recordId, version, versionId: `${recordId}v${version}` });
const calculation = (...versions: ReturnType<typeof read>[]) =>
  new Map(versions.map((version) => [version.recordId, version]));

describe("what became of the records of a finding", () => {
  it("counts an unchanged record", () => {
    expect(fateOf([read("r", 1)], calculation(read("r", 1), read("s", 1)))).toEqual({
      unchanged: 1,
      corrected: 0,
      gone: 0,
      version: null,
      recordId: "r",
    });
  });

  it("names the version of a corrected record", () => {
    expect(fateOf([read("r", 1)], calculation(read("r", 3)))).toMatchObject({ unchanged: 0, corrected: 1, version: 3 });
  });

  it("finds a record that is no longer in the calculation", () => {
    expect(fateOf([read("r", 1)], calculation(read("s", 1)))).toEqual({
      unchanged: 0,
      corrected: 0,
      gone: 1,
      version: null,
      recordId: null,
    });
  });

  it("counts the records of a sum, and names no version of one of them", () => {
    const before = [read("r", 1), read("s", 1), read("t", 2), read("u", 1)];
    expect(fateOf(before, calculation(read("s", 2), read("t", 2), read("u", 1)))).toEqual({
      unchanged: 2,
      corrected: 1,
      gone: 1,
      version: null,
      recordId: "s",
    });
  });
});

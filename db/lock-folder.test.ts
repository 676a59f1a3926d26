import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lockFolder } from "./lock-folder.ts";

describe("the lock of an embedded database", () => {
  const place = mkdtempSync(join(tmpdir(), "truetonne-lock-"));
  const folder = join(place, "database");
  afterAll(() => rmSync(place, { recursive: true }));

  it("refuses a second opening until it is released", () => {
    const release = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`in use by process ${process.pid}`);
    release();
    lockFolder(folder)();
  });

  it("is released once: a lock that another process takes afterwards remains when this one ends", () => {
    const before = process.listeners("exit");
    const release = lockFolder(folder);
    const atExit = process.listeners("exit").filter((one) => !before.includes(one));
    release();
    writeFileSync(`${folder}.lock`, "1");
    const left = process.listeners("exit").filter((one) => atExit.includes(one));
    for (const act of left) act(0);
    expect(existsSync(`${folder}.lock`)).toBe(true);
  });

  it("takes over the lock of a process that is gone", () => {
    writeFileSync(`${folder}.lock`, "999999999");
    lockFolder(folder)();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });
});

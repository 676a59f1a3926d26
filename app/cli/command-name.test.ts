import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const OURS = ["*.md", "{app,db,docs,emission-factors,public,tests}/**/*.{ts,tsx,js,md,py,html,json}"];

/** Joined here, so that this file doesn't contain it. */
const PROMISED = ["npx", "truetonne"].join(" ");

describe("the instructions of pages, files and documents", () => {
  it("use a clone, because we don't own the package name on the registry", () => {
    const texts = OURS.flatMap((pattern) => globSync(pattern));
    expect(texts).toContain("README.md");
    expect(texts.filter((path) => readFileSync(path, "utf8").includes(PROMISED))).toEqual([]);
  });
});

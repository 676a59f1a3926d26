import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const OURS = ["*.md", "{app,db,docs,emission-factors,public,tests}/**/*.{ts,tsx,js,md,py,html,json}"];

/** Joined here, so that this file doesn't contain it. */
const PROMISED = ["npx", "truetonne"].join(" ");

/** Rooms whose texts readers see who have neither the product nor an account, and the documents for them. */
const FOR_STRANGERS = [
  "app/{verify,log,assurance,custody,trail,history,report,api}/**/*.{ts,tsx}",
  "docs/{verify-by-hand.md,verify.py,recompute.py}",
];

/** A program of a clone, or a command under a name that only people with a clone have. */
const OF_A_CLONE = /truetonne\.js|\bnpm (ci|install)\b|\btruetonne (verify|calculate|detail|pack|trail|log) /;

const textsOf = (patterns: string[]) => patterns.flatMap((pattern) => globSync(pattern));
const linesWith = (path: string, what: RegExp) =>
  readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => what.test(line))
    .map((line) => `${path}: ${line.trim()}`);

describe("the instructions of pages, files and documents", () => {
  it("never use the package name, because we don't own it on the registry", () => {
    const texts = textsOf(OURS);
    expect(texts).toContain("README.md");
    expect(texts.filter((path) => readFileSync(path, "utf8").includes(PROMISED))).toEqual([]);
  });

  it("name the checker to readers who don't have a clone", () => {
    const texts = textsOf(FOR_STRANGERS).filter((path) => !/\.test\.tsx?$/.test(path));
    expect(texts).toContain("app/report/bundle-readme.en.ts");
    expect(texts.flatMap((path) => linesWith(path, OF_A_CLONE))).toEqual([]);
    for (const path of [
      "report/bundle-readme",
      "assurance/assurance-pack",
      "verify/verify-offline",
      "verify/verify-page",
    ])
      for (const language of ["en", "zh"])
        expect(readFileSync(`app/${path}.${language}.ts`, "utf8"), path).toContain("truetonne-verify.mjs");
  });
});

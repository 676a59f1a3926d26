import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const TESTS = { C: "tests/browser/false-claims.test.ts", N: "tests/browser/false-names.test.ts" } as const;

/** The last cell of each numbered row. */
const shownBy = [...read("docs/false-claims.md").matchAll(/^\| (\d+) .*\| ([CN]): (.*?) +\|$/gm)].map(
  ([, no, file, name]) => ({ no: Number(no), file: file as keyof typeof TESTS, name: name! }),
);

describe("the table of false claims", () => {
  it("numbers its rows, and has at least thirty", () => {
    expect(shownBy.length).toBeGreaterThanOrEqual(30);
    expect(shownBy.map(({ no }) => no)).toEqual(shownBy.map((_, at) => at + 1));
  });

  it("names a test for each row", () => {
    const missing = shownBy.filter(({ file, name }) => {
      // Tests of a list of names have the name in place of the points.
      const title = /^like that of (.*) …$/.exec(name)?.[1] ?? name;
      return !read(TESTS[file]).includes(`"${title}`);
    });
    expect(missing).toEqual([]);
  });

  it("has a row for each attempt with a file, a number or a page", () => {
    const titles = [...read(TESTS.C).matchAll(/^ {8}"(.*)",$/gm)].map(([, title]) => title);
    expect(titles.length).toBeGreaterThan(20);
    expect(titles.toSorted()).toEqual(
      shownBy
        .filter(({ file }) => file === "C")
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it("names files that exist for all other attempts", () => {
    const paths = [...read("docs/false-claims.md").matchAll(/`((?:app|tests)\/[\w./-]+\.test\.ts)`/g)];
    expect(paths.length).toBeGreaterThan(5);
    for (const [, path] of paths)
      expect(existsSync(fileURLToPath(new URL(`../../${path}`, import.meta.url))), path).toBe(true);
  });
});

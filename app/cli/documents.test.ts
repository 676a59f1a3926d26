import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const DOCUMENTS = globSync(["*.md", "{app,db,docs,emission-factors,tests}/**/*.md"]);
const read = (path: string) => readFileSync(path, "utf8");
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name!);

const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

function anchorsOf(path: string): string[] {
  return found(read(path).replace(/```[\s\S]*?```/g, ""), /^#+ (.*)$/gm).map(anchorOf);
}

function isBroken(document: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path ? join(dirname(document), path) : document;
  return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
}

describe("the documents", () => {
  it("link to files and headings that exist", () => {
    expect(DOCUMENTS).toContain("README.md");
    const broken = DOCUMENTS.flatMap((document) =>
      found(read(document), /\]\((?!https?:)([^)\s]+)\)/g)
        .filter((link) => isBroken(document, link))
        .map((link) => `${document}: ${link}`),
    );
    expect(broken).toEqual([]);
  });

  it("name existing files in the architecture and the decisions", () => {
    const paths = ["docs/architecture.md", "CONTRIBUTING.md", ...globSync("docs/decisions/*.md")].flatMap((document) =>
      found(read(document), /`((?:app|db|docs|emission-factors|tests)\/[^` ]+)`/g)
        .filter((path) => !path.includes("NNNN") && globSync(path).length === 0)
        .map((path) => `${document}: ${path}`),
    );
    expect(paths).toEqual([]);
  });

  it("describe each folder and name only files in it", () => {
    const rooms = globSync("app/*/");
    expect(rooms.length).toBeGreaterThan(30);
    const readmes = rooms.map((room) => join(room, "README.md"));
    expect(readmes.filter((readme) => !existsSync(readme))).toEqual([]);
    const absent = readmes.flatMap((readme) =>
      found(read(readme), /^- ((?:`[^`]+`(?:, )?)+):/gm)
        .flatMap((names) => found(names, /`([^`]+)`/g))
        .filter((name) => globSync(join(dirname(readme), name)).length === 0)
        .map((name) => `${readme}: ${name}`),
    );
    expect(absent).toEqual([]);
  });

  it("list every decision", () => {
    const decisions = globSync("docs/decisions/[0-9]*.md").map((path) => path.replace("docs/decisions/", ""));
    expect(found(read("docs/decisions/README.md"), /\]\(([^)]+)\)/g).toSorted()).toEqual(decisions.toSorted());
  });

  it("list every setting", () => {
    const settings = found(read("app/environment/env.server.ts"), /^ {2}([A-Z][A-Z0-9_]+):/gm);
    expect(settings).toContain("PORT");
    const rows = found(read("docs/settings.md"), /^\| ([^|]+?) +\|/gm).flatMap((cell) =>
      found(cell, /`([A-Z0-9_]+)`/g),
    );
    expect(rows.toSorted()).toEqual(settings.toSorted());
  });

  it("list every command", () => {
    const commands = found(read("app/cli/truetonne.ts"), /summary:\s*"(\w+)/g);
    expect(commands).toContain("verify");
    const rows = found(read("docs/command-line.md"), /^\| `(\w+)[^|]*`/gm);
    expect([...new Set(rows)].filter((name) => name !== "npm" && name !== "node").toSorted()).toEqual(
      commands.toSorted(),
    );
  });
});

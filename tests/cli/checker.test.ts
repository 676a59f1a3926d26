import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformWithEsbuild } from "vite";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { buildChecker } from "#app/cli/checker-file.server.ts";
import { translator } from "#app/i18n/index.ts";
import { asNode20, withoutNetwork } from "#tests/support/as-node-20.ts";
import { truetonne } from "#tests/support/command-line.ts";
import { issueSample } from "#tests/support/issued-sample.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** As the build left it, and as it is served. */
const BUILT = join(ROOT, "public/verify/truetonne-verify.mjs");

/** The Node of the project without what came after Node 20, and every other one of this machine that is new enough. */
const NODES = [
  { name: "as Node 20", node: process.execPath, argv: [asNode20] },
  ...(process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .map((folder) => join(folder, "node"))
    .filter((node) => existsSync(node))
    .map((node) => ({ name: spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim(), node, argv: [] }))
    .filter(({ name }) => Number(/^v(\d+)/.exec(name)?.[1]) >= 20)
    .filter(({ name }, at, all) => all.findIndex((one) => one.name === name) === at),
];

let folder: string;
let number: string;
let keyName: string;

beforeAll(async () => {
  folder = mkdtempSync(join(inject("runFolder"), "checker-"));
  const sample = await issueSample();
  number = sample.number;
  keyName = sample.model.facts.signingKey;
  copyFileSync(BUILT, join(folder, "truetonne-verify.mjs"));
  const changed = Uint8Array.from(sample.pdf);
  changed[changed.length >> 1]! ^= 1;
  for (const [name, content] of [
    [`${number}.pdf`, sample.pdf],
    [`${number}.bundle.zip`, sample.archive],
    ["changed.pdf", changed],
    ["changed.bundle.zip", sample.archive],
    ["data.json", sample.parts.inventory],
  ] as const)
    writeFileSync(join(folder, name), content);
});

/** In a folder with nothing but the checker and the reader's files, with no variable of the project. */
function check(argv: string[], { node, argv: first }: (typeof NODES)[number] = NODES[0]!, variables = {}) {
  const { status, stdout, stderr } = spawnSync(
    node,
    [...first, withoutNetwork, join(folder, "truetonne-verify.mjs"), ...argv],
    { cwd: folder, encoding: "utf8", env: { LANG: "C.UTF-8", ...variables } as unknown as NodeJS.ProcessEnv },
  );
  return { status, out: stdout, err: stderr };
}

const offline = () => ["--offline", "--key", keyName];

describe("the checker's file", () => {
  it("is the same when it is built again, and names nothing of the machine", async () => {
    const built = readFileSync(BUILT, "utf8");
    const again = await buildChecker();
    expect(createHash("sha256").update(again).digest("hex")).toBe(createHash("sha256").update(built).digest("hex"));
    for (const path of [ROOT, tmpdir()]) expect(built).not.toContain(path);
  });

  it("has no syntax newer than Node 20 and imports only modules of Node", async () => {
    const built = readFileSync(BUILT, "utf8");
    // The transformation would rewrite newer syntax.
    const options = { format: "esm", legalComments: "none", minify: true } as const;
    const forTarget = async (target: string) =>
      (await transformWithEsbuild(built, "checker.mjs", { ...options, target })).code;
    expect(await forTarget("node20.0")).toBe(await forTarget("esnext"));
    const imports = [...built.matchAll(/^import .* from "(.*)";$/gm)].map(([, name]) => name!);
    expect(imports.length).toBeGreaterThan(3);
    expect(imports.filter((name) => !/^(node:|module$)/.test(name))).toEqual([]);
  });
});

describe.each(NODES)("the checker with Node $name", (node) => {
  it("accepts a genuine PDF with its bundle next to it, the bundle alone, and the inventory document", () => {
    for (const file of [`${number}.pdf`, `${number}.bundle.zip`]) {
      const { status, out, err } = check([file, ...offline()], node);
      expect({ status, err }, out).toEqual({ status: 0, err: "" });
      expect(out).toMatch(/^Authentic: /);
      expect(out.split("\n").filter((line) => line.startsWith("passed"))).toHaveLength(6);
    }
    expect(check(["data.json", "--offline"], node)).toMatchObject({ status: 0, err: "" });
  });

  it("reports a changed PDF in English and in Chinese", () => {
    const english = check(["changed.pdf", ...offline()], node);
    expect(english).toMatchObject({ status: 1, err: "" });
    expect(english.out.startsWith(`${translator("en").common.verdict.altered}: `)).toBe(true);
    for (const [argv, variables] of [
      [["--language", "zh"], {}],
      [[], { LANG: "zh_CN.UTF-8" }],
      [[], { LC_ALL: "zh_CN.UTF-8", LANG: "en_US.UTF-8" }],
    ] as const) {
      const { status, out } = check(["changed.pdf", ...offline(), ...argv], node, variables);
      expect(out.startsWith(translator("zh").common.verdict.altered)).toBe(true);
      expect(out).not.toContain(translator("en").common.verdict.altered);
      expect(status).toBe(1);
    }
    expect(check(["changed.pdf", ...offline(), "--language", "en"], node, { LANG: "zh_CN.UTF-8" }).out).toBe(
      english.out,
    );
  });

  it("confirms nothing by the keys of the bundle alone", () => {
    const { status, out } = check([`${number}.bundle.zip`, "--offline"], node);
    expect(out.startsWith(translator("en").common.verdict.unconfirmed)).toBe(true);
    expect(status).toBe(1);
  });

  it("explains itself, and the commands for other files", () => {
    expect(check([], node)).toMatchObject({ status: 2, out: "" });
    const { out } = check(["--help"], node);
    expect(out).toContain("Usage: node truetonne-verify.mjs FILE");
    for (const command of ["pack verify", "detail verify", "trail verify", "log monitor"]) {
      expect(out).toContain(`node truetonne-verify.mjs ${command}`);
      const help = check([...command.split(" "), "--help"], node, { LANG: "zh_CN.UTF-8" });
      expect(help).toMatchObject({ status: 0, err: "" });
      expect(help.out).toContain(`用法：node truetonne-verify.mjs ${command}`);
    }
    expect(check(["pack", "verify", `${number}.bundle.zip`], node)).toMatchObject({ status: 1, err: "" });
  });
});

it("gives the same results as the command of the product", async () => {
  for (const file of [`${number}.pdf`, `${number}.bundle.zip`, "changed.pdf", "data.json"]) {
    for (const language of ["en", "zh"]) {
      const argv = [join(folder, file), ...offline(), "--json", "--language", language];
      const { code, out } = await truetonne(["verify", ...argv]);
      expect(check(argv)).toEqual({ status: code, out, err: "" });
    }
  }
});

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const LAUNCHER = fileURLToPath(new URL("./truetonne.js", import.meta.url));
const AS_NODE_20 = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.19.0" } });`;

it("names the required Node version if neither the machine nor the packages have it", () => {
  const folder = mkdtempSync(join(tmpdir(), "launcher-"));
  try {
    copyFileSync(LAUNCHER, join(folder, "truetonne.js"));
    writeFileSync(join(folder, "package.json"), `{"type":"module"}`);
    const old = ["--import", `data:text/javascript,${encodeURIComponent(AS_NODE_20)}`];
    const told = spawnSync(process.execPath, [...old, join(folder, "truetonne.js"), "verify"], { encoding: "utf8" });
    expect(told.stderr).toContain("needs Node 24");
    expect(told.status).toBe(2);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, inject, it } from "vitest";
import { extractKeyProof } from "#app/proof/extract-inventory.ts";
import { issueSample } from "#tests/support/issued-sample.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Renders the frozen content of a report twice and prints the hash of each. */
const RENDER = `
  import { createHash } from "node:crypto";
  import { readFileSync } from "node:fs";
  import { buildReportModel } from "#app/report/model.ts";
  import { renderReport } from "#app/report/render.ts";
  const { facts, locale, document: inventoryJson, keyProof } = JSON.parse(readFileSync(process.argv.at(-1), "utf8"));
  const model = buildReportModel({ document: JSON.parse(inventoryJson), facts, locale, inventoryJson });
  for (let time = 0; time < 2; time++) {
    console.log(createHash("sha256").update(await renderReport(model, { keyProof })).digest("hex"));
  }`;

it("renders to the issued bytes again, at another time, in another time zone and locale", async () => {
  const { model, pdf } = await issueSample();
  const issued = createHash("sha256").update(pdf).digest("hex");
  const file = join(mkdtempSync(join(inject("runFolder"), "model-")), "model.json");
  writeFileSync(file, JSON.stringify({ ...model, keyProof: await extractKeyProof(pdf) }));
  for (const [TZ, LANG] of [
    ["Pacific/Kiritimati", "zh_CN.UTF-8"],
    ["America/St_Johns", "ar_EG.UTF-8"],
  ] as const) {
    const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, TZ, LANG, LC_ALL: LANG };
    const argv = ["--input-type=module", "--eval", RENDER, "--", file];
    const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: ROOT, env });
    expect(stdout.trim().split("\n"), TZ).toEqual([issued, issued]);
  }
});

/**
 * Converts the publishers' tables, transcribed in the given folder, into the files of the library: `node
 * emission-factors/convert.ts FOLDER`. The same tables give the same bytes. Published releases are never edited. A
 * changed figure needs a new release (see README.md).
 */
import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { convertCnFootprint } from "./convert/cn-footprint.ts";
import { convertCnFuels } from "./convert/cn-fuels.ts";
import { convertCnGrid } from "./convert/cn-grid.ts";
import { convertElectricityAbroad } from "./convert/electricity-abroad.ts";
import { convertElectricityOpen } from "./convert/electricity-open.ts";
import { convertCbamDefaults } from "./convert/eu-cbam-defaults.ts";
import { convertEuFuels } from "./convert/eu-fuels.ts";
import { convertAdeme } from "./convert/fr-ademe.ts";
import { convertGasRelease } from "./convert/gas-release.ts";
import { readGlossary } from "./convert/glossary.ts";
import { convertGwp, type GwpPublication, readGasKeys } from "./convert/gwp.ts";
import type { Publication } from "./convert/publication.ts";
import { convertUkDesnz } from "./convert/uk-desnz.ts";
import { convertUsEgrid } from "./convert/us-egrid.ts";
import { convertUsEpaHub } from "./convert/us-epa-hub.ts";
import { convertUsSupplyChain } from "./convert/us-supply-chain.ts";
import { convertUsZip } from "./convert/us-zip.ts";
import { formatCsv } from "./csv.ts";
import { BLEND_COLUMNS, type BlendRow, FACTOR_COLUMNS, GWP_COLUMNS } from "./library-schema.ts";

const LIBRARY = dirname(fileURLToPath(import.meta.url));

function convertAll(folder: string): void {
  const translate = readGlossary(LIBRARY);
  const gwp = convertGwp(folder);
  const { sets, blends } = gwp;
  writeGwp(sets, blends);
  const publications = [
    ...convertUkDesnz(folder, translate, readGasKeys(sets, blends)),
    ...convertUsEpaHub(folder, translate),
    ...convertUsEgrid(folder),
    ...convertUsSupplyChain(folder),
    ...convertCnGrid(folder),
    ...convertCnFootprint(folder),
    ...convertCnFuels(folder),
    ...convertEuFuels(folder, translate),
    ...convertCbamDefaults(folder),
    ...convertElectricityAbroad(folder),
    ...convertElectricityOpen(folder),
    convertAdeme(folder),
    convertGasRelease(gwp),
  ];
  for (const publication of publications) writePublication(publication);
  writeFileSync(join(LIBRARY, "zip-subregions.csv"), convertUsZip(folder));
}

function writePublication({ folder, manifest, rows, leftOut }: Publication): void {
  if (!manifest.licence.redistributable) throw new Error(`${manifest.id}@${manifest.edition} may not be passed on.`);
  const csv = formatCsv(
    FACTOR_COLUMNS,
    rows.map((row) => FACTOR_COLUMNS.map((column) => row[column])),
  );
  mkdirSync(join(LIBRARY, folder), { recursive: true });
  writeFileSync(join(LIBRARY, folder, "factors.csv"), csv);
  writeJson(join(LIBRARY, folder, "dataset.json"), { ...manifest, rows: rows.length, sha256: hashText(csv) });
  console.log(`${manifest.id}@${manifest.edition}: ${rows.length} rows`);
  for (const [reason, count] of leftOut) console.log(`  left out ${count}: ${reason}`);
}

function writeGwp(sets: GwpPublication[], blends: BlendRow[]): void {
  const gwp = join(LIBRARY, "gwp");
  mkdirSync(gwp, { recursive: true });
  const composition = formatCsv(
    BLEND_COLUMNS,
    blends.map((row) => BLEND_COLUMNS.map((column) => row[column])),
  );
  writeFileSync(join(gwp, "blends.csv"), composition);
  const manifests = sets.map(({ file, manifest, rows }) => {
    const csv = formatCsv(
      GWP_COLUMNS,
      rows.map((row) => GWP_COLUMNS.map((column) => row[column])),
    );
    writeFileSync(join(gwp, file), csv);
    console.log(`GWP ${manifest.id}: ${rows.length} gases`);
    // The set depends on its blends, so the checksum covers both.
    return { ...manifest, rows: rows.length, sha256: hashText(csv + composition) };
  });
  writeJson(join(gwp, "gwp.json"), manifests);
}

function writeJson(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}

function hashText(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

const folder = process.argv[2];
if (folder === undefined) {
  console.error("Usage: node emission-factors/convert.ts FOLDER");
  process.exitCode = 2;
} else {
  convertAll(folder);
}

/**
 * Creates the fonts of the pages: `node app/kit/fonts/subset.ts`. Run it again when the interface has new characters.
 * Writes `public/fonts/*.woff2`, named by content for permanent caching, and `fonts.css`.
 */
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import { formatUnicodeRange, LATIN, sliceChinese } from "./characters.ts";

const OUTPUT = fileURLToPath(new URL("../../../public/fonts/", import.meta.url));
const STYLESHEET = fileURLToPath(new URL("./fonts.css", import.meta.url));
const require = createRequire(import.meta.url);

/** The seal and the titles of the drawn sample report. Issued reports embed their own fonts. */
const TITLE_CHARACTERS = `${LATIN.slice(0, 95)}，温室气体清单报告示例精密制造有限公司碳鉴`;

interface Face {
  family: string;
  file: string;
  weight: number;
  slices: string[];
}

function listFaces(): Face[] {
  const latin = (weight: number, name: string): Face => ({
    family: "Noto Sans",
    file: `@expo-google-fonts/noto-sans/${weight}${name}/NotoSans_${weight}${name}.ttf`,
    weight,
    slices: [LATIN],
  });
  const chinese = (weight: number, name: string): Face => ({
    family: "Noto Sans SC",
    file: `@expo-google-fonts/noto-sans-sc/${weight}${name}/NotoSansSC_${weight}${name}.ttf`,
    weight,
    slices: sliceChinese(),
  });
  return [
    latin(400, "Regular"),
    latin(500, "Medium"),
    latin(600, "SemiBold"),
    latin(700, "Bold"),
    chinese(400, "Regular"),
    chinese(600, "SemiBold"),
    {
      family: "Noto Serif SC",
      file: "@expo-google-fonts/noto-serif-sc/600SemiBold/NotoSerifSC_600SemiBold.ttf",
      weight: 600,
      slices: [TITLE_CHARACTERS],
    },
  ];
}

async function writeSlice(face: Face, source: Buffer, index: number): Promise<string> {
  const characters = face.slices[index] ?? "";
  const font = await subsetFont(source, characters, { targetFormat: "woff2" });
  const digest = createHash("sha256").update(font).digest("hex").slice(0, 8);
  const slug = face.family.toLowerCase().replaceAll(" ", "-");
  const part = face.slices.length > 1 ? `-${String(index).padStart(2, "0")}` : "";
  const name = `${slug}-${face.weight}${part}.${digest}.woff2`;
  await writeFile(`${OUTPUT}${name}`, font);
  return `@font-face {
  font-family: "${face.family}";
  font-weight: ${face.weight};
  font-display: swap;
  src: url("/fonts/${name}") format("woff2");
  unicode-range: ${formatUnicodeRange(characters)};
}`;
}

async function clearOutput(): Promise<void> {
  await mkdir(OUTPUT, { recursive: true });
  for (const name of await readdir(OUTPUT)) if (name.endsWith(".woff2")) await rm(`${OUTPUT}${name}`);
}

async function copyLicences(): Promise<void> {
  for (const name of ["noto-sans", "noto-sans-sc", "noto-serif-sc"]) {
    await copyFile(require.resolve(`@expo-google-fonts/${name}/LICENSE_FONT`), `${OUTPUT}OFL-${name}.txt`);
  }
}

await clearOutput();
const rules: string[] = ["/* Written by subset.ts. */"];
for (const face of listFaces()) {
  const source = await readFile(require.resolve(face.file));
  for (let index = 0; index < face.slices.length; index++) rules.push(await writeSlice(face, source, index));
}
await writeFile(STYLESHEET, `${rules.join("\n\n")}\n`);
await copyLicences();

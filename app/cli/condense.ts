import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { condense } from "#app/carbon/condense/condense.ts";
import { printDocumentText } from "#app/carbon/document/document-text.ts";
import { runInventory } from "#app/carbon/total/inventory.ts";
import { isLocale, type Locale, translator } from "#app/i18n/index.ts";
import { DetailTree, newSalt, piecesOf, printPiece } from "#app/proof/detail/record-detail.ts";
import { readDocument, sentences, write } from "./read-document.ts";

/** `truetonne condense`: no server, no database, no network. */
export async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  const { usage } = translator("en").detail;
  if (options === "help") return write(process.stdout, usage.condense).then(() => 0);
  if (options === null) return write(process.stderr, usage.condense).then(() => 2);
  const { locale } = options;
  const { detail: t } = translator(locale);

  const read = await readDocument(options.file);
  if (!read.ok) return write(process.stderr, sentences(read.faults, locale)).then(() => 2);
  const { document, detail } = condense(read.document);
  const tree = new DetailTree();
  try {
    await writeLines(options.detail, detail, tree);
  } catch {
    return write(process.stderr, `${t.cannotWrite(options.detail)}\n`).then(() => 2);
  }
  const condensed = { ...document, detail: await tree.print() };
  const results = runInventory(condensed);
  await write(process.stderr, sentences(results.issues, locale));
  await write(process.stderr, `${t.condensed(condensed.detail.records, String(document.activities.length))}\n`);
  await write(process.stdout, printDocumentText({ ...condensed, results }, options));
  return results.issues.length === 0 ? 0 : 1;
}

/** @throws if the file already exists */
async function writeLines(
  file: string,
  detail: ReturnType<typeof condense>["detail"],
  tree: DetailTree,
): Promise<void> {
  const out = createWriteStream(file, { flags: "wx" });
  await once(out, "open");
  for (const { line, records } of detail) {
    for (const piece of piecesOf(line, records)) {
      const text = printPiece({ ...piece, salt: newSalt() });
      await tree.add(text, piece.records.length);
      if (!out.write(`${text}\n`)) await once(out, "drain");
    }
  }
  out.end();
  await once(out, "finish");
}

interface Options {
  file: string;
  detail: string;
  pretty: boolean;
  locale: Locale;
}

function readOptions(argv: string[]): Options | "help" | null {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        detail: { type: "string" },
        pretty: { type: "boolean", default: false },
        language: { type: "string", default: "en" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const { detail, pretty, language: locale } = values;
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0 || detail === undefined || !isLocale(locale)) return null;
    return { file, detail, pretty, locale };
  } catch {
    return null;
  }
}

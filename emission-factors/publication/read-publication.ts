/** Recognizes files on disk and reads the releases in them. */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { openWorkbook } from "#app/encoding/workbook/read-workbook.ts";
import { readGlossary } from "../convert/glossary.ts";
import { readGasKeys } from "../convert/gwp.ts";
import type { Publication } from "../convert/publication.ts";
import type { Library } from "../library-schema.ts";
import { locateLibrary } from "../read-library.ts";
import { cbamElectricity } from "./cbam-electricity.ts";
import { egrid } from "./egrid.ts";
import { epaHub } from "./epa-hub.ts";
import { ipccEfdb } from "./ipcc-efdb.ts";
import type { PublicationFormat, PublisherFile, ReadingAids, Recognition } from "./publication-format.ts";
import { supplyChain } from "./supply-chain.ts";
import { ukFlatFile } from "./uk-flat-file.ts";

/** In the order in which they are tried. */
export const PUBLICATION_FORMATS: readonly PublicationFormat[] = [
  ukFlatFile,
  epaHub,
  egrid,
  supplyChain,
  ipccEfdb,
  cbamElectricity,
];

/** Ten times the largest publication. */
const LARGEST_FILE = 256 * 1024 * 1024;

export class FileTooLargeError extends Error {}

export interface OpenedFile extends PublisherFile {
  /** Lower-case hex. */
  sha256: string;
}

/**
 * Opens a file by its content, regardless of its name. A ZIP archive or Office container is a workbook.
 * @throws FileTooLargeError, WorkbookError, or the error of reading the file
 */
export function openPublisherFile(path: string): OpenedFile {
  if (statSync(path).size > LARGEST_FILE) throw new FileTooLargeError(path);
  const bytes = readFileSync(path);
  const file = { name: basename(path), sha256: createHash("sha256").update(bytes).digest("hex") };
  const isWorkbook = ["504b0304", "504b0506", "d0cf11e0"].includes(bytes.subarray(0, 4).toString("hex"));
  if (isWorkbook) return { ...file, workbook: openWorkbook(bytes), text: null };
  return { ...file, workbook: null, text: bytes.toString("utf8") };
}

/** The publication that these files form together, or null. */
export function recognisePublication(files: readonly PublisherFile[]): Recognition | null {
  for (const format of PUBLICATION_FORMATS) {
    const recognition = format.recognise(files);
    if (recognition !== null) return recognition;
  }
  return null;
}

/** @throws PublicationError with all errors of the files */
export function readPublication(recognition: Recognition, library: Library): Publication[] {
  return recognition.read(readingAids(library));
}

export function readingAids(library: Library): ReadingAids {
  const sets = library.gwpSets.map((set) => ({ ...set, file: "" }));
  return {
    translate: readGlossary(locateLibrary()),
    gases: readGasKeys(sets, library.gwpSets[0]?.blends ?? []),
    library,
  };
}

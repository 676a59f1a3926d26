import { openWorkbook } from "#app/encoding/workbook/read-workbook.ts";
import type { Publication } from "#emission-factors/convert/publication.ts";
import type { FactorRow, Library } from "#emission-factors/library-schema.ts";
import { PublicationError, type PublicationFault } from "#emission-factors/publication/publication-format.ts";
import { readPublication, recognisePublication } from "#emission-factors/publication/read-publication.ts";
import { readLibrary } from "#emission-factors/read-library.ts";
import { datasetOf } from "./epa-hub.ts";

let shipped: Library | undefined;

/** The shipped library, read once for a test file. */
export function shippedLibrary(): Library {
  shipped ??= readLibrary();
  return shipped;
}

export function workbookFile(bytes: Uint8Array, name = "publication.xlsx") {
  return { name, workbook: openWorkbook(bytes), text: null };
}

export function textFile(text: string, name: string) {
  return { name, workbook: null, text };
}

type File = Parameters<typeof recognisePublication>[0][number];

/** The recognized formats of the files, and their releases. */
export function readFiles(...files: File[]): { edition: string; version: string; publications: Publication[] } {
  const recognition = recognisePublication(files);
  if (recognition === null) throw new Error("Not recognised.");
  const { edition, version } = recognition;
  return { edition, version, publications: readPublication(recognition, shippedLibrary()) };
}

/** The errors for which the files are refused. */
export function faultsOf(...files: File[]): readonly PublicationFault[] {
  try {
    readFiles(...files);
    return [];
  } catch (error) {
    if (error instanceof PublicationError) return error.faults;
    throw error;
  }
}

/** Rows of a shipped release by key, as published: without later status changes. */
export function shippedRows(id: string, edition: string): Map<string, FactorRow> {
  const rows = datasetOf(shippedLibrary(), id, edition).rows;
  return new Map(rows.map((row) => [row.id, row]));
}

/** A row without its status, which may change after the release. */
export function withoutState({ status: _, status_reason: __, ...row }: FactorRow) {
  return row;
}

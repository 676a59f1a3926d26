/** What each module of this folder offers: one publisher's file, recognised, read and checked. */
import type { Workbook } from "#app/encoding/workbook/read-workbook.ts";
import type { Glossary } from "../convert/glossary.ts";
import type { GasKeys } from "../convert/gwp.ts";
import type { Publication } from "../convert/publication.ts";
import type { Library } from "../library-schema.ts";

/** A file as handed in: a workbook or a text. */
export interface PublisherFile {
  /** Its name without folders. */
  name: string;
  workbook: Workbook | null;
  text: string | null;
}

/** What a reader needs beside the file. */
export interface ReadingAids {
  translate: Glossary;
  gases: GasKeys;
  library: Library;
}

export interface Recognition {
  /** Key of the format, for machines. */
  format: string;
  /** `uk-desnz@2025`: the data set and the edition that the file holds. */
  dataset: string;
  edition: string;
  /** The publisher's own mark of this file (`v1.1`, a date); empty where it states none. */
  version: string;
  /** The files that it was recognised from, in the order in which they are read. */
  files: PublisherFile[];
  /**
   * The editions that the file holds, with their figures checked.
   * @throws PublicationError with every fault found
   */
  read(aids: ReadingAids): Publication[];
}

export interface PublicationFormat {
  key: string;
  /** Named to a user whose file was not recognised. */
  name: { en: string; zh: string };
  /** Null where these files are something else. Damaged or strange content is for `read` to refuse. */
  recognise(files: readonly PublisherFile[]): Recognition | null;
}

/**
 * `missing_column`, `missing_table`, `missing_file`: the layout is not the known one. `unknown_unit`, `unknown_gas`,
 * `unknown_heading`: a word that has no meaning here yet. `not_a_number`, `missing_figure`, `duplicate`: one cell or row.
 * `total_mismatch`: a total is not the sum of its gases, or a figure not the product of its parts, beyond rounding.
 * `gwp_mismatch`: the file's own GWPs are not those of the set that its totals are said to follow.
 */
export type PublicationFaultCode =
  | "missing_column"
  | "missing_table"
  | "missing_file"
  | "unknown_unit"
  | "unknown_gas"
  | "unknown_heading"
  | "not_a_number"
  | "missing_figure"
  | "duplicate"
  | "total_mismatch"
  | "gwp_mismatch";

export interface PublicationFault {
  code: PublicationFaultCode;
  /** Sheet of a workbook, else the file's name. */
  sheet: string;
  /** Counted from 1; null where the fault is of the whole sheet. */
  row: number | null;
  /** `J12`, or a column's heading; empty where it is of the whole row. */
  cell: string;
  facts: Record<string, string>;
}

/** Faults told at once; a file of another year repeats one fault thousands of times. */
const MOST_FAULTS = 50;

/** Refuses a publication, with what has to be looked at. */
export class PublicationError extends Error {
  readonly faults: readonly PublicationFault[];

  constructor(faults: readonly PublicationFault[]) {
    super(faults.map(({ code, sheet, row, cell }) => `${code} ${sheet} ${row ?? ""} ${cell}`).join("; "));
    this.name = "PublicationError";
    this.faults = faults;
  }
}

/** Gathers faults, so that one reading tells all of them. */
export class FaultList {
  private readonly faults: PublicationFault[] = [];

  add(code: PublicationFaultCode, at: { sheet: string; row?: number; cell?: string }, facts = {}): void {
    if (this.faults.length < MOST_FAULTS) {
      this.faults.push({ code, sheet: at.sheet, row: at.row ?? null, cell: at.cell ?? "", facts });
    }
  }

  /** @throws PublicationError where there are any */
  throwIfAny(): void {
    if (this.faults.length > 0) throw new PublicationError(this.faults);
  }
}

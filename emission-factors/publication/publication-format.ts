/** The interface of each module in this folder: recognizes, reads and checks one publisher's file. */
import type { Workbook } from "#app/encoding/workbook/read-workbook.ts";
import type { Glossary } from "../convert/glossary.ts";
import type { GasKeys } from "../convert/gwp.ts";
import type { Publication } from "../convert/publication.ts";
import type { Library } from "../library-schema.ts";

/** An imported file: a workbook or a text. */
export interface PublisherFile {
  /** File name without folders. */
  name: string;
  workbook: Workbook | null;
  text: string | null;
}

/** What a reader needs in addition to the file. */
export interface ReadingAids {
  translate: Glossary;
  gases: GasKeys;
  library: Library;
}

export interface Recognition {
  /** Machine-readable key of the format. */
  format: string;
  /** `uk-desnz@2025`: the dataset and release in the file. */
  dataset: string;
  edition: string;
  /** The publisher's mark of this file (`v1.1`, a date), or empty. */
  version: string;
  /** The recognized files in reading order. */
  files: PublisherFile[];
  /**
   * The releases in the file, with checked figures.
   * @throws PublicationError with all errors found
   */
  read(aids: ReadingAids): Publication[];
}

export interface PublicationFormat {
  key: string;
  /** Shown to users whose file was not recognized. */
  name: { en: string; zh: string };
  /** Null if the files are of another publication. Damaged or unexpected content is rejected by `read`. */
  recognise(files: readonly PublisherFile[]): Recognition | null;
}

/**
 * `missing_column`, `missing_table`, `missing_file`: unknown layout. `unknown_unit`, `unknown_gas`, `unknown_heading`:
 * a word that is not supported yet. `not_a_number`, `missing_figure`, `duplicate`: a cell or row. `total_mismatch`: a
 * total is not the sum of its gases, or a figure not the product of its parts, beyond rounding. `gwp_mismatch`: the
 * file's own GWPs differ from the set of its totals.
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
  /** Sheet of a workbook, or the file's name. */
  sheet: string;
  /** Counted from 1. Null if the error concerns the whole sheet. */
  row: number | null;
  /** `J12`, or a column heading. Empty if the error concerns the whole row. */
  cell: string;
  facts: Record<string, string>;
}

/** Upper limit of reported errors, because a file of another year can repeat one error thousands of times. */
const MOST_FAULTS = 50;

/** Rejects a publication, with the errors to check. */
export class PublicationError extends Error {
  readonly faults: readonly PublicationFault[];

  constructor(faults: readonly PublicationFault[]) {
    super(faults.map(({ code, sheet, row, cell }) => `${code} ${sheet} ${row ?? ""} ${cell}`).join("; "));
    this.name = "PublicationError";
    this.faults = faults;
  }
}

/** Collects errors, so that one run reports all of them. */
export class FaultList {
  private readonly faults: PublicationFault[] = [];

  add(code: PublicationFaultCode, at: { sheet: string; row?: number; cell?: string }, facts = {}): void {
    if (this.faults.length < MOST_FAULTS) {
      this.faults.push({ code, sheet: at.sheet, row: at.row ?? null, cell: at.cell ?? "", facts });
    }
  }

  /** @throws PublicationError if there are errors */
  throwIfAny(): void {
    if (this.faults.length > 0) throw new PublicationError(this.faults);
  }
}

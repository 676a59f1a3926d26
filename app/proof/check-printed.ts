import { TransparencyError } from "#app/encoding/transparency-error.ts";
import { isPdf } from "#app/pdf/embedded-file.ts";
import { type Check, failed, notApplicable, notDone, passed } from "./verdict.ts";

/** What came of making the printed text again. */
export type Rebuilt =
  /** The file was issued before reports carried what this takes. */
  | { kind: "no_facts" }
  | {
      kind: "compared";
      figures: number;
      difference: { section: string; row: string; column: string; printed: string; recomputed: string } | null;
      /** Whether this program words and draws reports as the one did that made the file. */
      isSameRenderer: boolean;
    };

/** Makes the text of a report again and compares it with the print. Throws a coded error for a file that can't be read. */
export type Rebuild = (file: Uint8Array) => Promise<Rebuilt>;

/**
 * That the pages say what the data give: each figure and word, and where the first is that does not. For any file, the
 * issued one or not: in a changed one it names the figure that was changed.
 */
export async function checkPrinted(file: Uint8Array | undefined, rebuild: Rebuild | null | undefined): Promise<Check> {
  if (file === undefined) return notApplicable("printed", "no_file");
  if (!isPdf(file)) return notApplicable("printed", "printed_in_pdf_only");
  if (!rebuild) return notApplicable("printed", "printed_not_asked");
  try {
    const rebuilt = await rebuild(file);
    if (rebuilt.kind === "no_facts") return notApplicable("printed", "printed_before_facts");
    const { figures, difference, isSameRenderer } = rebuilt;
    if (difference === null) return passed("printed", "printed_equal", { figures: `${figures}` });
    // Another version words and rounds differently; a difference then proves nothing about the figures.
    if (!isSameRenderer) return notApplicable("printed", "printed_by_other_edition");
    return failed("printed", "printed_differs", { figures: `${figures}`, ...difference });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const fault = error instanceof TransparencyError ? error.code : "not_our_form";
    return notDone("printed", "printed_unreadable", { fault });
  }
}

/**
 * Why a file can't be read as a workbook. The code is stable. `facts` give the position (`part`, `sheet`, `ref`) and
 * sizes.
 *
 * `not_a_workbook`, `workbook_legacy` (.xls), `workbook_binary` (.xlsb), `workbook_encrypted` (a password is set),
 * `workbook_macros` (.xlsm), `workbook_damaged`, `workbook_too_large`, `workbook_dtd` (a document type or an entity),
 * `workbook_external_value` (a cell takes its value from another file), `workbook_sheet_missing`.
 */
export type WorkbookErrorCode =
  | "not_a_workbook"
  | "workbook_legacy"
  | "workbook_binary"
  | "workbook_encrypted"
  | "workbook_macros"
  | "workbook_damaged"
  | "workbook_too_large"
  | "workbook_dtd"
  | "workbook_external_value"
  | "workbook_sheet_missing";

export class WorkbookError extends Error {
  readonly code: WorkbookErrorCode;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: WorkbookErrorCode, facts: Record<string, string | number> = {}) {
    super(`${code} ${JSON.stringify(facts)}`);
    this.name = "WorkbookError";
    this.code = code;
    this.facts = facts;
  }
}

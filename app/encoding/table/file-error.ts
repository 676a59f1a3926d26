/** Why a file, or a sheet of it, can't be read at all. `code` is a key of the messages `activityFile.fault`. */
export interface FileFault {
  code: string;
  /** What its sentence needs; `line` or `row`, `sheet`, `ref` where the place is known. */
  facts: Record<string, string>;
}

/** Ends the reading of a file; inside this folder only, where it becomes a `FileFault`. */
export class FileError extends Error {
  readonly fault: FileFault;

  constructor(code: string, facts: Record<string, string | number> = {}) {
    super(code);
    this.name = "FileError";
    this.fault = { code, facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)])) };
  }
}

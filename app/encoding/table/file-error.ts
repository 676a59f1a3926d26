/** Why a file or a sheet can't be read at all. `code` is a key of the messages `activityFile.fault`. */
export interface FileFault {
  code: string;
  /** Values for its message: `line` or `row`, `sheet`, `ref` if the position is known. */
  facts: Record<string, string>;
}

/** Stops the reading of a file. Used only inside this folder, where it becomes a `FileFault`. */
export class FileError extends Error {
  readonly fault: FileFault;

  constructor(code: string, facts: Record<string, string | number> = {}) {
    super(code);
    this.name = "FileError";
    this.fault = { code, facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)])) };
  }
}

import type { FileFault } from "#app/records/import/file/activity-file.ts";

/** Ends the reading of a file; inside this folder only, where it becomes a `FileFault`. */
export class FileError extends Error {
  readonly fault: FileFault;

  constructor(code: string, facts: Record<string, string | number> = {}) {
    super(code);
    this.name = "FileError";
    this.fault = { code, facts: Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)])) };
  }
}

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);

export interface CommandResult {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `truetonne …` in a separate process, with only the given settings. */
export function truetonne(argv: string[], settings: Record<string, string> = {}): Promise<CommandResult> {
  return runProgram("app/cli/truetonne.js", argv, settings);
}

/** Runs a program of the product until it ends, with only the given settings. */
export function runProgram(
  path: string,
  argv: string[] = [],
  settings: Record<string, string> = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL(path, ROOT)), ...argv], {
      env: { ...ofTheRun(), NODE_ENV: "production", ...settings },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const result = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      result.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      result.err += text;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, ...result }));
  });
}

/** Variables without an effect on the product: where programs are found, and the cache of compiled modules. */
function ofTheRun(): Record<string, string | undefined> {
  const { PATH, NODE_COMPILE_CACHE } = process.env;
  return { PATH, NODE_COMPILE_CACHE };
}

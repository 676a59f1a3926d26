import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { judge } from "./language/judge.ts";
import { WAITING } from "./language/waiting.ts";

/**
 * Holds that messages, comments, test names and documents are written by the guide ("Words" in CONTRIBUTING.md). An exception
 * has its reason on the line before it: `// language: <reason>`.
 */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FILES = ["app/**/*.{ts,tsx}", "db/**/*.ts", "emission-factors/**/*.ts", "tests/**/*.ts", "docs/**/*.md", "*.md"];

const waits = (file: string) => WAITING.some((start) => file.startsWith(start));
const files = globSync(FILES, { cwd: ROOT, exclude: ["node_modules/**"] });
const judged = files.filter((file) => !waits(file));
const errors = judged.flatMap((file) => judge(file, readFileSync(`${ROOT}${file}`, "utf8")));
for (const error of errors) console.error(error);
console.log(`${judged.length} of ${files.length} files read for their words, ${errors.length} errors`);
process.exit(errors.length === 0 ? 0 : 1);

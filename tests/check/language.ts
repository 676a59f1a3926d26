import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { judge } from "./language/judge.ts";

/**
 * Checks that messages, comments, test names and documents follow the guide ("Words" in CONTRIBUTING.md). An exception
 * has its reason on the line before it: `// language: <reason>`.
 */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FILES = ["app/**/*.{ts,tsx}", "db/**/*.ts", "emission-factors/**/*.ts", "tests/**/*.ts", "docs/**/*.md", "*.md"];

/** They list the phrases themselves. */
const PHRASES = ["tests/check/language/phrases.ts", "tests/check/language/judge.test.ts"];

const files = globSync(FILES, { cwd: ROOT, exclude: ["node_modules/**", ...PHRASES] });
const errors = files.flatMap((file) => judge(file, readFileSync(`${ROOT}${file}`, "utf8")));
for (const error of errors) console.error(error);
console.log(`${files.length} files read for their words, ${errors.length} errors`);
if (files.length < 2_000) throw new Error("too few files were found for a check of anything");
process.exit(errors.length === 0 ? 0 : 1);

/** The product's server, which ends with the process that started it, however that one ends. */
import { fileURLToPath } from "node:url";

const PROGRAM = new URL("../../app/serve.server.ts", import.meta.url);

process.stdin.on("end", () => process.exit(1)).resume();
process.stdin.unref();
// It serves where it is the program that was called.
process.argv[1] = fileURLToPath(PROGRAM);
await import(PROGRAM.href);

/** The product's server, which ends with the process that started it, in any case. */
import process from "node:process";

process.stdin.on("end", () => process.exit(1)).resume();
process.stdin.unref();
await import("../../app/serve.server.ts");

#!/usr/bin/env node
// The launcher: plain JavaScript that any Node from 20 on can read. The program itself is TypeScript and needs the
// project's own Node 24 (package `node`), so that results and documents do not depend on the machine.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [major] = process.versions.node.split(".").map(Number);

if (major >= 24) {
  const { main } = await import("./truetonne.ts");
  process.exitCode = await main(process.argv.slice(2));
} else {
  const node = findNode();
  if (node === null) {
    console.error(
      `truetonne needs Node 24, and this is ${process.version}: run it with that, or install the tools too ("npm ci").`,
    );
    process.exit(2);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    console.error(`truetonne could not start the Node 24 that "npm ci" installs: ${error.message}`);
    process.exitCode = 2;
  });
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal ? 1 : 0);
  });
}

/** The Node of the package; null where tools were left out ("npm ci --omit=dev"). */
function findNode() {
  try {
    return join(dirname(createRequire(import.meta.url).resolve("node/package.json")), "bin", "node");
  } catch {
    return null;
  }
}

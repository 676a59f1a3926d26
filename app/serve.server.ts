/**
 * `npm start`: starts the server, which the build contains together with its pages. No other source is imported here,
 * because that would be a second copy of the build's modules. With several processes, the parent that starts them
 * doesn't load the build.
 */
import cluster from "node:cluster";
import { existsSync } from "node:fs";

const BUILD = new URL("../build/server/index.js", import.meta.url);
const CLIENT_FILES = new URL("../build/client/", import.meta.url);

if (!existsSync(BUILD)) {
  process.stderr.write("There is no build to serve. Make it with: npm run build\n");
  process.exit(1);
}
// React chooses its build by this when it is loaded.
process.env.NODE_ENV ??= "production";
const processes = process.env.PROCESSES?.trim() || "1";
if (cluster.isPrimary && processes !== "1") {
  const { runProcesses } = await import("./server/processes.server.ts");
  await runProcesses(new URL(import.meta.url));
} else {
  const build = await import(BUILD.href);
  await build.entry.module.runServer(build, CLIENT_FILES);
}

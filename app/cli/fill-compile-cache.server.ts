import { flushCompileCache } from "node:module";

/*
 * Loads everything that a server and a worker load, so that their start finds it compiled. Modules are compiled when
 * they are first loaded, so the cache is enabled before this one: `node --import ./app/compile-cache.ts`.
 */
process.env.NODE_ENV = "production";
const PROGRAMS = ["build/server/index.js", "app/job.server.ts", "app/background/work.server.ts", "app/press-worker.ts"];
for (const program of PROGRAMS) await import(new URL(`../../${program}`, import.meta.url).href);
flushCompileCache();
process.exit(0);

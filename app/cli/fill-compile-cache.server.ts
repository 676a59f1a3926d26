import { flushCompileCache } from "node:module";
import "../compile-cache.ts";

/*
 * Loads everything that a server loads, so that a start finds it compiled. Modules are compiled when they are first loaded, so
 * the cache is on before any of them: they come by `import()`.
 */
process.env.NODE_ENV = "production";
await import("../serve.server.ts");
await import("../job.server.ts");
await import(new URL("../../build/server/index.js", import.meta.url).href);
flushCompileCache();
process.exit(0);

/**
 * Loaded before a server's own modules (`node --import ./app/compile-cache.ts app/serve.server.ts`): uses code compiled
 * by the build, which saves half of the work of a start. If that code is missing, or from another version of Node or
 * another user, everything is compiled as usual.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../build/compile-cache", import.meta.url)));

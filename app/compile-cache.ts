/*
 * Loaded before a server's own modules (`node --import ./app/compile-cache.ts app/serve.server.ts`): what the build has compiled
 * already is taken from there, which is half of the work of a start. Where it is missing, of another version of
 * Node or of another user, everything is compiled as without it.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../build/compile-cache", import.meta.url)));

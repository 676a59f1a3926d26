import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Checks which imports a file may have, by its suffix and its room (the first folder below `app`):
 *
 * - `*.ts` is pure: no database, no server, no request. Types of a `.server.ts` are facts that a page may use.
 * - `*.tsx` is shown; only a route (in `app/routes.ts`) imports its server file, and no page imports the database.
 * - `*.server.ts` may use the database. A file with SQL gets its transaction and opens no door.
 * - A room that runs in a reader's browser doesn't use Node, and the base rooms import only each other.
 * - At the top of `app` are the map of routes, Remix's entry files and the programs: they import rooms, and no room
 * imports them.
 * - A `.ts` and a `.tsx` must not share a name: the compiler would read the first and skip the second.
 * - No two rooms import each other. Words (`*.en.ts`, `*.zh.ts`) are data and may be imported in any direction.
 */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The imports that a room may have besides its own files: rooms and packages. Rooms that are not listed may import any
 * room.
 */
const GROUND: Record<string, { rooms: string[]; packages: string[] }> = {
  number: { rooms: [], packages: ["decimal.js"] },
  money: { rooms: ["number"], packages: [] },
  encoding: { rooms: ["number"], packages: ["fflate", "saxes", "node:buffer", "node:crypto", "node:fs", "node:zlib"] },
  day: { rooms: ["number", "encoding", "i18n"], packages: [] },
  carbon: { rooms: ["number", "encoding", "day", "i18n"], packages: [] },
  pdf: { rooms: ["encoding"], packages: [] },
  seal: { rooms: ["encoding", "pdf"], packages: [] },
  proof: { rooms: ["encoding", "day", "carbon", "pdf", "seal"], packages: ["fflate"] },
};

/** Files outside of rooms. */
const AT_TOP = [
  /^app\/routes\.ts$/,
  /^app\/(?:root|entry\.client|entry\.server)\.tsx$/,
  // Programs, and modules loaded before them.
  /^app\/(?:serve|work|job)\.server\.ts$/,
  /^app\/(?:press-worker|compile-cache)\.ts$/,
];

/** It starts the server from the build. */
const SERVER = "app/serve.server.ts";
/** It starts several web processes and runs in a process without the build. */
const PROCESSES = "app/server/processes.server.ts";

const TO_DATABASE = /^(?:kysely|pg|@electric-sql\/.*)$/;
const REACHES_OUT = /^(?:@remix-run\/node|stripe|pdfkit)$/;
const DOORS = new Set(["app/database/doors.server.ts", "app/environment/env.server.ts"]);

interface Import {
  from: string;
  to: string;
  /** Type-only imports don't exist at run time. */
  isType: boolean;
}

function main(): void {
  const files = listSources();
  const routes = routesOf(readFileSync(join(ROOT, "app/routes.ts"), "utf8"));
  const imports = files.flatMap((file) => importsOf(file, readFileSync(join(ROOT, file), "utf8")));
  const strays = files.filter((file) => isAtTop(file) && !AT_TOP.some((name) => name.test(file)));
  const faults = [
    ...strays.map((file) => `${file} is in no room`),
    ...files
      .filter((file) => file.endsWith(".tsx") && files.includes(file.slice(0, -1)))
      .map((file) => `${file} has the same name as a .ts file, so its types are not checked`),
    ...imports.flatMap((one) => faultOf(one, routes)),
    ...findDoors(imports),
    ...findTwoWay(imports),
  ];
  for (const fault of faults) console.error(fault);
  console.log(`${imports.length} imports in ${files.length} files, ${faults.length} errors`);
  if (imports.length < 5_000) throw new Error("too few imports were found for a valid check");
  process.exit(faults.length === 0 ? 0 : 1);
}

function listSources(): string[] {
  const names = readdirSync(join(ROOT, "app"), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /(?<!\.test|\.d)\.tsx?$/.test(name)).map((name) => posix.join("app", name));
}

/** The files of routes; Remix removes the server's part from the browser's copy. */
function routesOf(map: string): Set<string> {
  return new Set([...map.matchAll(/"([\w./-]+\.tsx?)"/g)].map(([, path]) => `app/${path}`));
}

function importsOf(file: string, text: string): Import[] {
  const found: Import[] = [];
  const statement =
    /^(?:import|export)\s+(type\s)?[^"';]*?\bfrom\s+"([^"\n]+)"|^import\s+"([^"\n]+)"|\bimport\(\s*"([^"\n]+)"\s*\)/gm;
  for (const [, type, from, bare, late] of text.matchAll(statement))
    found.push({ from: file, to: targetOf(file, from ?? bare ?? late!), isType: type !== undefined });
  return found;
}

function targetOf(file: string, written: string): string {
  const bare = written.replace(/\?.*$/, "");
  if (bare.startsWith("#")) return bare.slice(1);
  return bare.startsWith(".") ? posix.join(posix.dirname(file), bare) : bare;
}

function faultOf({ from, to, isType }: Import, routes: Set<string>): string[] {
  if (from.includes("/testing/")) return [];
  const say = (why: string) => [`${from} imports ${to}: ${why}`];
  if (from === SERVER && to.startsWith("app/") && to !== PROCESSES)
    return say("the build has it, and this would be a second copy");
  if (isAtTop(to) && /\.tsx?$/.test(to) && !isAtTop(from)) return say("it starts a program, or wraps all rooms");
  const isRoute = routes.has(from);
  const isServer = from.endsWith(".server.ts") || isAtTop(from) || from.startsWith("app/cli/");
  if (isRoute && (to.startsWith("db/") || TO_DATABASE.test(to)) && !isType)
    return say("a route parses, calls and shows; it asks no database");
  if (!isServer && !isRoute && !isType) {
    if (to.endsWith(".server.ts")) return say("only a .server.ts file or a route may");
    if (to.startsWith("db/") || TO_DATABASE.test(to)) return say("only a .server.ts file may use the database");
    if (REACHES_OUT.test(to) && !isAllowedPackage(from, to)) return say("only a .server.ts file may");
  }
  const rule = from.endsWith(".server.ts") ? undefined : GROUND[roomOf(from) ?? ""];
  if (!rule) return [];
  const room = roomOf(to);
  if (room !== null) {
    const isOpen = room === roomOf(from) || rule.rooms.includes(room) || isWords(to);
    return isOpen ? [] : say(`the room knows ${list(rule.rooms)} only`);
  }
  if (existsSync(join(ROOT, to)) || isType) return [];
  return rule.packages.includes(to) ? [] : say(`the room needs ${list(rule.packages)} only`);
}

/** Only code that draws PDF pages needs that library, and only code for the payment provider needs its library. */
function isAllowedPackage(from: string, to: string): boolean {
  return (to === "pdfkit" && from.startsWith("app/press/")) || (to === "stripe" && from.includes("/gateway/"));
}

/** A file with SQL gets its transaction; one that opens doors has no SQL. */
function findDoors(imports: Import[]): string[] {
  const writers = new Set(imports.filter(({ to, isType }) => to === "kysely" && !isType).map(({ from }) => from));
  return imports
    .filter(({ from, to }) => writers.has(from) && DOORS.has(to) && !DOORS.has(from))
    .map(({ from, to }) => `${from} imports ${to}: who writes SQL is given its transaction`);
}

function findTwoWay(imports: Import[]): string[] {
  const ways = new Map<string, string>();
  for (const { from, to } of imports) {
    const [a, b] = [roomOf(from), roomOf(to)];
    if (a === null || b === null || a === b || isWords(to)) continue;
    ways.set(`${a} ${b}`, `${from} imports ${to}`);
  }
  const pairs = new Set([...ways.keys()].filter((way) => ways.has(turn(way))).map((way) => pairOf(...split(way))));
  return [...pairs].map((pair) => `two rooms import each other: ${ways.get(pair)}; ${ways.get(turn(pair))}`);
}

function split(way: string): [string, string] {
  const [a, b] = way.split(" ");
  return [a!, b!];
}

function turn(way: string): string {
  return split(way).reverse().join(" ");
}

function pairOf(a: string, b: string): string {
  return [a, b].sort().join(" ");
}

/** The first folder below `app`; null for other files: other folders, packages, the programs. */
function roomOf(path: string): string | null {
  return /^app\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function isAtTop(path: string): boolean {
  return /^app\/[^/]+$/.test(path);
}

function isWords(path: string): boolean {
  return /\.[a-z]{2}(?:-[A-Z]{2})?\.ts$/.test(path);
}

function list(names: string[]): string {
  return names.length === 0 ? "nothing else" : names.join(", ");
}

main();

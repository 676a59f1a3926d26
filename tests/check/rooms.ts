import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Holds what a file may import, by its suffix and by its room (the first folder below `app`):
 *
 * - `*.ts` is pure: no database, no server, no request. Types of a `.server.ts` are facts a page may know.
 * - `*.tsx` shows; only a route (it is in `app/routes.ts`) reaches its server file, and no page reaches the database.
 * - `*.server.ts` may ask the database. Who writes SQL is given its transaction and opens no door.
 * - A room that runs in a reader's browser has no Node, and the rooms on the ground know only each other.
 * - At the top of `app` are the map of routes, what Remix begins with and the programs: they know rooms, and no room them.
 * - A `.ts` and a `.tsx` of one name are no pair: the compiler would read the first and check nothing of the second.
 * - No two rooms import each other. Words (`*.en.ts`, `*.zh.ts`) are data and belong to no direction.
 */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What a room may import beside itself and the packages that it needs; rooms that are not named may know any room. */
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

/** What is not in a room. */
const AT_TOP = [
  /^app\/routes\.ts$/,
  /^app\/(?:root|entry\.client|entry\.server)\.tsx$/,
  // Programs, and what is loaded before them.
  /^app\/(?:serve|work|job)\.server\.ts$/,
  /^app\/(?:press-worker|compile-cache)\.ts$/,
];

/** It begins the server that is in the build. */
const SERVER = "app/serve.server.ts";
/** It starts several such processes, in one that has no build. */
const PROCESSES = "app/server/processes.server.ts";

const TO_DATABASE = /^(?:kysely|pg|@electric-sql\/.*)$/;
const REACHES_OUT = /^(?:@remix-run\/node|stripe|pdfkit)$/;
const DOORS = new Set(["app/database/doors.server.ts", "app/environment/env.server.ts"]);

interface Import {
  from: string;
  to: string;
  /** Types alone are gone when the program runs. */
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
      .map((file) => `${file} has the name of a .ts beside it, so its types are not checked`),
    ...imports.flatMap((one) => faultOf(one, routes)),
    ...findDoors(imports),
    ...findTwoWay(imports),
  ];
  for (const fault of faults) console.error(fault);
  console.log(`${imports.length} imports in ${files.length} files, ${faults.length} faults`);
  if (imports.length < 5_000) throw new Error("too few imports were found for a check of anything");
  process.exit(faults.length === 0 ? 0 : 1);
}

function listSources(): string[] {
  const names = readdirSync(join(ROOT, "app"), { recursive: true, encoding: "utf8" });
  return names.filter((name) => /(?<!\.test|\.d)\.tsx?$/.test(name)).map((name) => posix.join("app", name));
}

/** The files of routes, which Remix takes the server's part of. */
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
  if (isAtTop(to) && /\.tsx?$/.test(to) && !isAtTop(from)) return say("it begins a program, or frames all rooms");
  const isRoute = routes.has(from);
  const isServer = from.endsWith(".server.ts") || isAtTop(from) || from.startsWith("app/cli/");
  if (isRoute && (to.startsWith("db/") || TO_DATABASE.test(to)) && !isType)
    return say("a route parses, calls and shows; it asks no database");
  if (!isServer && !isRoute && !isType) {
    if (to.endsWith(".server.ts")) return say("only a .server.ts file or a route may");
    if (to.startsWith("db/") || TO_DATABASE.test(to)) return say("only a .server.ts file may ask the database");
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

/** Who draws pages of paper needs the library that does, and who speaks to a payment provider its library. */
function isAllowedPackage(from: string, to: string): boolean {
  return (to === "pdfkit" && from.startsWith("app/press/")) || (to === "stripe" && from.includes("/gateway/"));
}

/** A file that writes SQL gets its transaction; one that opens doors writes none. */
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

/** The first folder below `app`; null for what isn't in a room: other folders, packages, what starts the program. */
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

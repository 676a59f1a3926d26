import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";

/** Checks that tasks with one standard way are done that way: alternatives are refused with their place. */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

interface Way {
  /** The alternative. */
  instead: RegExp;
  /** The room in which it is allowed. */
  room: string;
  fix: string;
}

const WAYS: Way[] = [
  {
    instead: /\bROLE_RANK\b|\brole\b\)?\s*[!=]==\s*"(?:owner|admin|editor|reviewer|billing|viewer)"/,
    room: "app/access/",
    fix: "ask `actor.may(right)`, or `hasRight` where no one acts; the rights are in app/access/role.ts",
  },
  {
    instead: /\[\s*"(?:owner|admin)"(?:,\s*"\w+")*\]\s*(?:\)|\.includes)/,
    room: "app/access/",
    fix: "take the roles of a right: `RIGHTS[right]` of app/access/role.ts",
  },
  {
    instead: /\.toISOString\(\)\s*\.(?:slice\(0, ?(?:4|7|10)\)|split\(|startsWith\()|\bnow\.slice\(0, ?10\)/,
    room: "app/day/",
    fix: "say whose day it is: `today(zone)` or `dayIn(zone, at)`, `utcDay` for what is public; `isDate` checks one",
  },
  {
    instead: /\bnew Date\((?:Date\.now\(\))?\)\.getUTC\w+\(|\.get(?:FullYear|Month|Date|Day)\(\)/,
    room: "app/day/",
    fix: "take the day with `today(zone)` and read its parts",
  },
  {
    instead: /\/\^\[0-9a-f\]\{8\}[(-]/,
    room: "app/encoding/",
    fix: "use `UUID` of app/encoding/uuid.ts",
  },
];

function main(): void {
  const files = readdirSync(join(ROOT, "app"), { recursive: true, encoding: "utf8" })
    .filter((name) => /(?<!\.test|\.d)\.tsx?$/.test(name))
    .map((name) => posix.join("app", name));
  const faults = files.flatMap((file) => faultsOf(file, readFileSync(join(ROOT, file), "utf8")));
  for (const fault of faults) console.error(fault);
  console.log(`${files.length} files, ${faults.length} done another way`);
  if (files.length < 1_000) throw new Error("too few files were found for a valid check");
  process.exit(faults.length === 0 ? 0 : 1);
}

function faultsOf(file: string, text: string): string[] {
  return WAYS.filter(({ room }) => !file.startsWith(room)).flatMap(({ instead, fix }) =>
    [...text.matchAll(new RegExp(instead, "g"))].map(({ 0: found, index }) => {
      const line = text.slice(0, index).split("\n").length;
      return `${file}:${line}: ${found.replace(/\s+/g, " ")}: ${fix}`;
    }),
  );
}

main();

import { defineConfig } from "vitest/config";
import { LongestFirst } from "./tests/support/longest-first.ts";
import { databaseSuites, type EngineName, httpSuites, NEWEST, VERSIONS } from "./tests/support/versions.ts";

/** What every suite has that crosses a seam: databases, servers, browsers. */
const ACROSS_SEAMS = {
  environment: "node",
  // A walk over thirty pages takes 40 s where others are at work beside it, and minutes on a crowded machine; a hang is
  // still found.
  testTimeout: 400_000,
  hookTimeout: 400_000,
  // A page on a busy machine may take longer than a second to follow; what never comes is still found. Asked twenty times
  // a second, it would slow what it shows.
  expect: { poll: { timeout: 60_000, interval: 250 } },
  // Files share a process one after the other, and with it its modules and a server (`useServer`): a third of the CPU less.
  isolate: false,
} as const;

function ofDatabase(engine: EngineName) {
  return {
    test: {
      ...ACROSS_SEAMS,
      name: `database on ${engine === "PGlite" ? engine : `PostgreSQL ${engine}`}`,
      include: databaseSuites(engine),
      provide: { engine },
    },
  };
}

export default defineConfig({
  test: {
    // Of all projects: one PostgreSQL of each version for the run, whichever of them need it.
    globalSetup: ["tests/support/global-setup.ts"],
    // Of two cores two workers leave a fifth idle, since suites wait for databases and browsers.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: "unit",
          include: ["app/**/*.test.ts", "app/**/*.test.tsx", "db/**/*.test.ts", "emission-factors/**/*.test.ts"],
          environment: "node",
          // Pure code: files share a process and its modules, a quarter of the CPU less. What one stubs, it puts back.
          isolate: false,
          restoreMocks: true,
          unstubGlobals: true,
          unstubEnvs: true,
          // Loading the whole factor library takes seconds on a busy machine; a hang is still found.
          testTimeout: 120_000,
        },
      },
      ...VERSIONS.map(ofDatabase),
      ofDatabase("PGlite"),
      ...VERSIONS.map((version) => ({
        test: {
          ...ACROSS_SEAMS,
          name: `http on PostgreSQL ${version}`,
          ...httpSuites(version),
          provide: { engine: version },
        },
      })),
      {
        test: {
          ...ACROSS_SEAMS,
          name: "seams",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/database/**", "tests/http/**"],
          provide: { engine: NEWEST },
        },
      },
    ],
  },
});

import { readFileSync } from "node:fs";
import type { KnipConfig } from "knip";

/** Routes are named by `app/routes.ts`, wherever their room is. */
const map = readFileSync(new URL("app/routes.ts", import.meta.url), "utf8");
const routes = [...map.matchAll(/"([\w./-]+\.tsx?)"/g)].map(([, path]) => `app/${path}`);

export default {
  entry: [
    "app/routes.ts",
    ...routes,
    "app/cli/*.ts",
    "app/cli/checker/checker.ts",
    "app/job.server.ts",
    "app/verify/offline/main.tsx",
    "app/press-worker.ts",
    "app/bill/reader/bill-process.ts",
    "app/i18n/words.*.ts",
    "app/verify/verify-{words,offline}.*.ts",
    "app/verify/page/hydrate.tsx",
    "app/estimate/page/hydrate.tsx",
    "app/estimate/page/{shell,estimate}-words.*.ts",
    "emission-factors/convert.ts",
    "app/press/fonts/subset.ts",
    "app/kit/fonts/subset.ts",
    "emission-factors/re-read/pick.ts",
    "tests/bench/*.ts",
    "tests/check/*.ts",
    "tests/chaos/shift-clock.ts",
    "tests/support/keep-durations.ts",
    "tests/support/serve.ts",
    "tests/support/write-golden.ts",
  ],
  project: ["app/**/*.{ts,tsx}", "db/**/*.ts", "emission-factors/**/*.ts", "tests/**/*.ts"],
  ignoreDependencies: [
    "remix",
    "tailwindcss",
    "@expo-google-fonts/noto-sans",
    "@expo-google-fonts/noto-sans-sc",
    "@expo-google-fonts/noto-serif-sc",
    "@expo-google-fonts/noto-sans-arabic",
    "@expo-google-fonts/noto-sans-devanagari",
    "@expo-google-fonts/noto-sans-jp",
    "@expo-google-fonts/noto-sans-kr",
    "@expo-google-fonts/noto-sans-thai",
  ],
  ignoreBinaries: ["psql", "pdftotext", "soffice", "mount", "umount"],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;

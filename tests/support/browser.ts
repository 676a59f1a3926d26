import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import chromiumPackage, { inflate } from "@sparticuz/chromium";
import { type Browser, type BrowserContext, chromium, type Page, type Route } from "playwright-core";
import type { RunningServer } from "./server.ts";
import { slowedAsAsked } from "./slow-browser.ts";
import type { Visitor } from "./visitor.ts";

/** Flags for a machine without its own sandbox; the package's other flags are not used. */
const FLAGS = ["--no-sandbox", "--no-zygote", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"];

/** Opens a real headless Chromium. Pages behave as in a user's browser: one process each, all checks on. */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpackChromium();
  const executablePath = join(folder, "chromium");
  // Read only by the browser's process: a machine without fonts would draw boxes for Chinese.
  const env = { ...process.env, FONTCONFIG_PATH: join(folder, "fonts"), HOME: folder };
  const libraries = { ...env, LD_LIBRARY_PATH: join(folder, "al2023", "lib") };
  const options = { executablePath, args: FLAGS, env: starts(executablePath) ? env : libraries };
  return slowedAsAsked(await chromium.launch(options));
}

/** Without libnss3 and related libraries the browser ends at once; the package has copies of them. */
function starts(executablePath: string): boolean {
  return spawnSync(executablePath, ["--version"], { stdio: "ignore" }).status === 0;
}

/**
 * Unpacks the browser once for a user and version of the package. The package itself would use one folder for all users
 * of the machine, and take a half-written file for a complete one.
 */
async function unpackChromium(): Promise<string> {
  const root = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  const folder = join(tmpdir(), `truetonne-browser-${version}-${userInfo().uid}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}-${process.pid}`;
  mkdirSync(unfinished, { mode: 0o700 });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = unfinished;
  try {
    await chromiumPackage.executablePath();
    await inflate(join(root, "bin", "al2023.tar.br"));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  writeFileSync(join(unfinished, "fonts", "fonts.conf"), fontsIn(folder));
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another test process was faster.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** The package names folders that exist only in its usual environment; a browser without any font exits. */
function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;
}

interface ContextOptions {
  width?: number;
  height?: number;
  /** Language of the browser; a signed-in visitor has chosen the same. */
  locale?: string;
  javaScriptEnabled?: boolean;
}

/** A separate browser context at the server: signed in as the visitor, or not signed in. Desktop size by default. */
export async function openContext(
  browser: Browser,
  server: RunningServer,
  visitor: Visitor | null,
  { width = 1440, height = 900, locale = "en-GB", javaScriptEnabled = true }: ContextOptions = {},
): Promise<BrowserContext> {
  const viewport = { width, height };
  const context = await browser.newContext({ viewport, baseURL: server.origin, locale, javaScriptEnabled });
  context.setDefaultTimeout(60_000);
  if (!visitor) return context;
  const cookies = visitor.cookie.split("; ").map((pair) => pair.split("=") as [string, string]);
  const named = [...cookies.filter(([name]) => name !== "locale"), ["locale", locale.slice(0, 2)] as const];
  await context.addCookies(named.map(([name, value]) => ({ name, value, url: server.origin })));
  return context;
}

/**
 * Waits until the scripts of a page behind a sign-in handle keys. Before that, the page is as the server drew it, and
 * only its links and forms work.
 */
export async function isAwake(page: Page): Promise<void> {
  await page.locator("header kbd").first().waitFor({ state: "attached" });
}

/**
 * Delays the scripts of a page, so that a test can act before they run.
 *
 * @returns a function that lets them load
 */
export async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/*.js", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** @returns the next request for an address, held until the test continues it */
export function heldRequest(page: Page, address: string | RegExp): Promise<Route> {
  return new Promise((resolve, reject) => {
    page.route(address, resolve, { times: 1 }).catch(reject);
  });
}

type Barriers = Awaited<ReturnType<AxeBuilder["analyze"]>>;

/** The findings of automated accessibility checks on the current page, each with its place and reason. */
export async function findBarriers(page: Page): Promise<string[]> {
  // Describing each passed node takes a third of the time, and the description is not used.
  const checks = new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).disableRules("color-contrast");
  const { violations } = await checks.setLegacyMode().analyze();
  const ofColours = await page.evaluate(checkContrast);
  return [...violations, ...ofColours].flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${impact}) at ${target.join(" ")}: ${failureSummary}`),
  );
}

/**
 * Runs in the page, after the other checks. The contrast of text takes most of their time. Text of the same look on the
 * same backgrounds has the same contrast, so one element of each look is checked.
 */
async function checkContrast(): Promise<Barriers["violations"]> {
  const grounds = new Map<Element | null, string>([[null, ""]]);
  const groundOf = (element: Element | null): string => {
    const known = grounds.get(element);
    if (known !== undefined || element === null) return known ?? "";
    const { backgroundColor, backgroundImage, opacity, filter, position, clip } = getComputedStyle(element);
    const own = [
      backgroundColor,
      backgroundImage,
      opacity,
      filter,
      position,
      clip,
      element.matches(":disabled"),
    ].join();
    const ground = `${groundOf(element.parentElement)}/${own}`;
    grounds.set(element, ground);
    return ground;
  };
  const looks = new Map<string, Element>();
  for (const element of document.body.querySelectorAll("*")) {
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    if (!(hasText || element.matches("input, select, textarea")) || !element.checkVisibility()) continue;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    // A single character counts as a picture.
    const isText = element.textContent.trim().length !== 1;
    const look = [element.localName, isText, color, fontSize, fontWeight, textShadow, groundOf(element)].join();
    if (!looks.has(look)) looks.set(look, element);
  }
  const { axe } = window as unknown as { axe: { run: (...of: unknown[]) => Promise<Barriers> } };
  const only = { runOnly: ["color-contrast"], resultTypes: ["violations"] };
  return (await axe.run({ include: [...looks.values()] }, only)).violations;
}

/** Collects the browser's errors: failed scripts, and anything that the page's own policy blocked. */
export function watchComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
  page.on("console", (message) => {
    // A refused form is an answer with an error status, which the browser also reports as an error.
    if (message.type() !== "error" || /status of (404|409|422)/.test(message.text())) return;
    // A click that overtakes another: the router drops the first answer while it is still being read.
    if (message.text().includes("AbortError: BodyStreamBuffer was aborted")) return;
    complaints.push(`${page.url()}: ${message.text()}`);
  });
  return complaints;
}

import type { Browser, BrowserContext, Request } from "playwright-core";

/** Scripts that wake a page; until they have come it is what the server drew. */
const WAKING = /\/assets\/(entry\.client|verify-page)-[^/]*\.js$/;

/**
 * A browser as slow as `TEST_SLOW` says, to find what races in a page or in a test of it: `late:1500` has the scripts of
 * each page come that many milliseconds late, `net:1000` each answer to a script up to as many, in any order, and `cpu:6`
 * computes six times as slowly; several are joined by commas. Without the setting it is the browser as it is.
 */
export function slowedAsAsked(browser: Browser): Browser {
  const asked = (process.env.TEST_SLOW ?? "").split(",").map((one) => one.split(":") as [string, string?]);
  const { late = 0, net = 0, cpu = 0 } = Object.fromEntries(asked.map(([name, value]) => [name, Number(value ?? 0)]));
  if (!late && !net && !cpu) return browser;
  const makeContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await makeContext(options);
    if (late)
      await delay(
        context,
        (request) => WAKING.test(request.url()),
        () => late,
      );
    if (net)
      await delay(
        context,
        (request) => request.resourceType() === "fetch",
        () => Math.random() * net,
      );
    if (cpu) slowDown(context, cpu);
    return context;
  };
  return browser;
}

async function delay(context: BrowserContext, isMeant: (request: Request) => boolean, ms: () => number): Promise<void> {
  await context.route("**/*", async (route) => {
    if (isMeant(route.request())) await new Promise((resolve) => setTimeout(resolve, ms()));
    // The page may be gone by now.
    await route.fallback().catch(() => {});
  });
}

function slowDown(context: BrowserContext, rate: number): void {
  const makePage = context.newPage.bind(context);
  context.newPage = async () => {
    const page = await makePage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    return page;
  };
}

import type { Browser, BrowserContext, Request } from "playwright-core";

/** Scripts that make a page interactive; until they have loaded, it is as the server drew it. */
const WAKING = /\/assets\/(entry\.client|verify-page|estimate-page)-[^/]*\.js$/;

/**
 * A browser slowed by `TEST_SLOW`, to find races in a page or in its test. `late:1500` delays the scripts of each page
 * by that many milliseconds. `net:1000` delays each answer to a script by up to that many, in any order. `cpu:6`
 * computes six times as slowly. Commas combine them. Without the setting, the browser is unchanged.
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
    // The page may be closed already.
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

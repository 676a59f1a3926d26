import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect, it } from "vitest";
import { type Messages, translator } from "#app/i18n/index.ts";
import { openContext, watchComplaints } from "./browser.ts";
import type { RunningServer } from "./server.ts";
import { VIEWS } from "./views.ts";

/** A page with a file waits for the checks of a browser, on a busy machine too. */
export const LONG = { timeout: 120_000 };

const LANGUAGES = { "en-GB": "en", "zh-CN": "zh" } as const;

/** A browser without an account for each view. */
export type Strangers = { locale: "en" | "zh"; context: BrowserContext }[];

export async function openStrangers(browser: Browser, server: RunningServer): Promise<Strangers> {
  const opened = VIEWS.map(async ({ locale, ...size }) => ({
    locale: LANGUAGES[locale],
    context: await openContext(browser, server, null, { locale, ...size }),
  }));
  return Promise.all(opened);
}

interface Seen {
  page: Page;
  locale: "en" | "zh";
  t: Messages;
  /** Waits until texts are on the page. */
  reads: (...texts: string[]) => Promise<void>;
  /** Checks that texts are not on the page. */
  lacks: (...texts: string[]) => Promise<void>;
  /** Opens the page of a report, and waits until this browser has checked it. */
  open: (number: string) => Promise<void>;
  /** Gives the page a file or a picture, and waits for the verdict on a file. */
  give: (file: Uint8Array, verdict?: string) => Promise<void>;
}

/** An attempt to make a false claim look true, and what a stranger sees. */
export type Row = [attempt: string, sees: (seen: Seen) => Promise<void>];

/** Tries each row in both views at once. */
export function shows(strangers: () => Strangers, rows: Row[]): void {
  it.each(rows)("%s", async (_, sees) => {
    const views = strangers().map(async ({ locale, context }) => {
      const page = await context.newPage();
      const complaints = watchComplaints(page);
      const t = translator(locale);
      await sees({ ...actsOn(page, t), page, locale, t });
      expect(complaints).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
      await page.close();
    });
    await Promise.all(views);
  });
}

function actsOn(page: Page, { verify }: Messages): Pick<Seen, "reads" | "lacks" | "open" | "give"> {
  return {
    reads: async (...texts) => {
      for (const text of texts) await page.getByText(text).first().waitFor(LONG);
    },
    lacks: async (...texts) => {
      for (const text of texts) expect(await page.getByText(text).count(), text).toBe(0);
    },
    open: async (number) => {
      await page.goto(`/verify/${number}`);
      await page.getByText(verify.page.meta.inBrowser, { exact: true }).waitFor(LONG);
    },
    give: async (file, verdict) => {
      const [name, mimeType] =
        file[0] === FIRST_OF_PNG ? ["picture.png", "image/png"] : ["report", "application/octet-stream"];
      const input = page.locator('input[accept*=".pdf"]:enabled').first();
      await input.setInputFiles({ name, mimeType, buffer: Buffer.from(file) });
      if (verdict) await page.getByRole("heading", { level: 1, name: verdict, exact: true }).waitFor(LONG);
    },
  };
}

const FIRST_OF_PNG = 0x89;

import type { Page } from "playwright-core";
import { expect } from "vitest";

/**
 * One width for each language, for walks over whole pages: findings depend on the words or on the width, and not on a
 * certain combination. Whether a page fits is measured in both languages at both widths (`expectToFit`).
 */
export const VIEWS = [
  { locale: "en-GB", width: 1440, height: 900 },
  { locale: "zh-CN", width: 390, height: 844 },
] as const;

/**
 * Checks that a page does not scroll sideways, at desktop width or at the given narrow width, and restores its size.
 */
export async function expectToFit(page: Page, narrow = 390): Promise<void> {
  const { width: own, height } = page.viewportSize()!;
  for (const width of [own > narrow ? narrow : 1440, own]) {
    await page.setViewportSize({ width, height });
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await expect.poll(overflow, { message: `${page.url()} at ${width} px` }).toBeLessThanOrEqual(0);
  }
}

import type { VerifyPage } from "./verify-app.tsx";

/** Where the server leaves what its page was drawn from. */
export const PAGE_ELEMENT = "verify-page";

/**
 * Goes to a report's page without leaving this one, so that a file in memory is not lost: asks for the page, takes what
 * it was drawn from, and puts its address and title in the bar. Null when it could not be had.
 */
export async function openReportPage(number: string): Promise<VerifyPage | null> {
  const address = `/verify/${number}`;
  try {
    const response = await fetch(address);
    if (!response.ok) return null;
    const document = new DOMParser().parseFromString(await response.text(), "text/html");
    const page = readPage(document);
    if (page?.kind !== "report") return null;
    history.pushState(null, "", address);
    globalThis.document.title = document.title;
    return page;
  } catch {
    return null;
  }
}

/** What the server drew a page from. */
export function readPage(document: Document): VerifyPage | null {
  const text = document.getElementById(PAGE_ELEMENT)?.dataset.page;
  return text === undefined ? null : (JSON.parse(text) as VerifyPage);
}

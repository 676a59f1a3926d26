import type { VerifyPage } from "./verify-app.tsx";

/** Element with the data that the server rendered the page from. */
export const PAGE_ELEMENT = "verify-page";

/**
 * Shows a report's page without a navigation, so that the file in memory is kept: fetches the page, takes its data, and sets
 * address and title. Null if the page could not be fetched.
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

export function readPage(document: Document): VerifyPage | null {
  const text = document.getElementById(PAGE_ELEMENT)?.dataset.page;
  return text === undefined ? null : (JSON.parse(text) as VerifyPage);
}

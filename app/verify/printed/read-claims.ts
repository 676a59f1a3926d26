import { isDraftText } from "#app/proof/extract-inventory.ts";
import { parseReportNumber } from "#app/proof/report-number.ts";
import reportEn from "#app/report/report.en.ts";
import reportZh from "#app/report/report.zh.ts";
import { withPdf } from "./open-pdf.ts";
import { isReadable, stretchOf, textOfPage } from "./page-text.ts";
import { readPage } from "./read-printed-file.ts";

/** What a PDF states about itself. None of it is proved. */
export interface PdfClaims {
  isDraft: boolean;
  number: string | null;
  /** Where the file sends its readers for verification. */
  host: string | null;
  /** Whether the first pages have text that can be read. A scan has none. */
  hasText: boolean;
}

/** The first page has the number, and the footer of the second has the host too. */
const PAGES_READ = 2;
const DRAFT_NOTICES = [reportEn.draftNotice, reportZh.draftNotice].map(squeeze);
const NUMBER = /GHG-\d{4}-\d{6,15}-[0-9A-Z]{7}-[0-9A-Z]{7}/g;
const HOST = /https?:\/\/([\w.:[\]-]{1,255})\/verify\/GHG-|GHG-[\w-]{1,60} · ([\w.:[\]-]{1,255})/;

/** Reads keywords, links and text of a PDF that any program may have saved. Null if it can't be read. */
export async function readClaims(file: Uint8Array): Promise<PdfClaims | null> {
  const read = await withPdf(file, async (pdf, codes) => {
    const { info } = (await pdf.getMetadata()) as { info: { Keywords?: unknown } };
    const texts = [String(info.Keywords ?? "")];
    let hasText = false;
    for (let number = 1; number <= Math.min(PAGES_READ, pdf.numPages); number += 1) {
      const { glyphs, annotations } = await readPage(await pdf.getPage(number), codes);
      const text = textOfPage(glyphs);
      hasText ||= isReadable(text);
      texts.push(...annotations.map((one) => one.text), stretchOf(text, 0, text.chars.length));
    }
    return { ...claimsIn(texts.join("\n")), hasText };
  });
  return typeof read === "string" ? null : read;
}

export function claimsIn(text: string): Omit<PdfClaims, "hasText"> {
  const squeezed = squeeze(text);
  const isDraft = isDraftText(text) || DRAFT_NOTICES.some((notice) => squeezed.includes(notice));
  const parsed = (text.match(NUMBER) ?? []).map(parseReportNumber).find(({ ok }) => ok);
  const host = HOST.exec(text);
  return { isDraft, number: parsed?.ok ? parsed.number : null, host: host?.[1] ?? host?.[2] ?? null };
}

function squeeze(text: string): string {
  return text.replace(/\s/gu, "");
}

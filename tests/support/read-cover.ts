import { expandPdf } from "#app/pdf/expand-pdf.ts";
import { plainOf, printedTexts } from "#app/report/printed-text.ts";
import type { RunningServer } from "./server.ts";
import { Visitor } from "./visitor.ts";

/** What the cover of a report prints, as a stranger downloads it. */
export async function readCover(server: RunningServer, number: string, language = "zh"): Promise<string> {
  const { bytes } = await new Visitor(server).get(`/verify/${number}/report.pdf?language=${language}`);
  const texts = printedTexts(await expandPdf(Buffer.from(bytes)));
  const sections = [...new Set(texts.map(({ section }) => section))];
  // What comes before the title, and the title's own section.
  const cover = texts.filter(({ section }) => sections.indexOf(section) < 2).map(({ parts }) => plainOf(parts));
  return cover.join(" ");
}

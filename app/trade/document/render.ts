import type { TradeBrand } from "#app/brand/look.ts";
import { translator } from "#app/i18n/index.ts";
import type { TextSpan } from "#app/press/block.ts";
import { isolate } from "#app/press/isolate.ts";
import { withoutIsolates } from "#app/press/layout/bidi.ts";
import { closeDocument, openDocument } from "#app/press/layout/document.ts";
import { drawBlocks } from "#app/press/layout/draw-blocks.ts";
import { fitText } from "#app/press/layout/fit.ts";
import { Page } from "#app/press/layout/page.ts";
import { baselineOffset } from "#app/press/layout/paragraph.ts";
import { drawQrCode } from "#app/press/layout/qr-code.ts";
import { ACCENT, BODY, BODY_STRONG, INK, LINE, MUTED, NOTE, type TextStyle } from "#app/press/layout/style.ts";
import { both, describeBody, describeFacts, describeLetters, describeParty, label, wholeLabel } from "./describe.ts";
import { drawText } from "./draw-text.ts";
import { makeEpcCode } from "./epc-code.ts";
import { attachFacturX, FACTUR_X_SCHEMA } from "./factur-x.ts";
import { attachJson, drawFooters } from "./furniture.ts";
import { printTradeJson } from "./machine-readable.ts";
import type { Party, TradeDocument } from "./model.ts";
import { drawSignatures } from "./signatures.ts";

/** Must be raised when the output changes, since the same document then gives different bytes. */
const TRADE_RENDERER = "trade-document 6";

const TITLE: TextStyle = { role: "serif", size: 24, color: ACCENT, leading: 1.25 };
const TITLE_ZH: TextStyle = { ...TITLE, size: 15, color: INK };
const NAME: TextStyle = { ...BODY_STRONG, size: 11.5, leading: 1.35 };
const NAME_ZH: TextStyle = { ...BODY_STRONG, size: 9.5, leading: 1.4 };
const SMALL: TextStyle = { ...BODY, size: 8.4, leading: 1.5 };
const OVERLINE: TextStyle = { ...BODY_STRONG, size: 7.6, color: MUTED, leading: 1.6 };
const FACT_LABEL: TextStyle = { ...SMALL, color: MUTED };
const FACT_VALUE: TextStyle = { ...BODY_STRONG, size: 9, leading: 1.4 };
const LOGO = { width: 150, height: 40 };
const FACTS_WIDTH = 218;
const FACTS_LABEL = 96;
const EPC_SIZE = 84;

/**
 * Draws a bilingual quote, contract, invoice or credit note as PDF/A-3a and PDF/UA-1, with its data embedded as JSON. The same
 * document gives the same bytes.
 * @param options.facturX the XML of a Factur-X edition, which is embedded too
 * @throws {MissingGlyph} if a character is in none of the fonts
 */
export async function renderTradeDocument(
  document: TradeDocument,
  options: { compress?: boolean; watermark?: string | null; facturX?: string | null } = {},
): Promise<Uint8Array> {
  const words = translator("en").tradeDocument;
  const title = `${words.titles[document.kind]} ${document.number}`;
  const seller = document.seller.legalNameEn || document.seller.legalNameZh;
  const date = new Date(`${document.issuedOn}T00:00:00Z`);
  const pdf = openDocument({
    info: {
      title: `${title} · ${seller}`,
      author: seller,
      subject: words.subject(document.client.legalNameEn || document.client.legalNameZh),
      keywords: `${document.kind} ${document.number} ${document.currency}`,
      creator: "Truetonne",
      producer: `Truetonne (${TRADE_RENDERER})`,
      date,
    },
    language: "en",
    compress: options.compress ?? true,
    schemas: options.facturX ? [FACTUR_X_SCHEMA] : [],
  });
  const accent = document.brand?.accent;
  const page = new Page(pdf, { language: "en", watermark: options.watermark ?? null, ...(accent ? { accent } : {}) });
  page.beginSection();
  const shown = isolate(document);
  drawHead(page, shown);
  drawParties(page, shown);
  drawBlocks(page, describeBody(shown));
  if (shown.kind === "contract") drawSignatures(page, shown);
  drawFooters(page, isolate([seller, document.number]).join(" · "));
  attachJson(pdf, { name: document.kind.replace("_", "-"), text: printTradeJson(document), date });
  if (options.facturX) attachFacturX(pdf, { xml: options.facturX, date });
  return closeDocument(pdf);
}

/** The seller on the left, the title on the right, and a rule in the brand colour below. */
function drawHead(page: Page, document: TradeDocument): void {
  const top = 48;
  const words = { en: translator("en").tradeDocument.titles, zh: translator("zh").tradeDocument.titles };
  const half = page.width - FACTS_WIDTH - 12;
  page.y = top;
  if (document.brand?.logo) drawLogo(page, document.brand.logo, document.seller);
  page.inside("P", {}, () => drawNames(page, document.seller, half, { en: NAME, zh: NAME_ZH }));
  const left = page.y;
  const right = page.left + page.width;
  page.pdf.outline.addItem(`${words.en[document.kind]} ${document.number}`);
  page.inside("H1", {}, () => {
    let y = top - 4;
    const lines: [string, TextStyle][] = [
      [words.en[document.kind], TITLE],
      [words.zh[document.kind], { ...TITLE_ZH, lang: "zh-Hans" }],
    ];
    for (const [text, style] of lines) {
      const { lines: laid, style: fitted } = fitText(text, style, { width: FACTS_WIDTH, height: 60, smallest: 10 });
      for (const line of laid) {
        page.markLine(line, right - line.width, y + baselineOffset(fitted));
        y += fitted.size * fitted.leading;
      }
    }
    page.y = Math.max(left, y) + 12;
  });
  page.artifact(() => page.pdf.moveTo(page.left, page.y).lineTo(right, page.y).lineWidth(1.4).stroke(page.accent));
  page.y += 16;
}

function drawLogo(page: Page, logo: NonNullable<TradeBrand["logo"]>, seller: Party): void {
  const scale = Math.min(LOGO.width / logo.width, LOGO.height / logo.height);
  const [width, height] = [logo.width * scale, logo.height * scale];
  const [x, y] = [page.left, page.y];
  const alt = withoutIsolates([seller.legalNameEn, seller.legalNameZh].filter(Boolean).join(" "));
  page.tag("Figure", { alt, bbox: [x, y, x + width, y + height] }, () =>
    page.pdf.image(Buffer.from(logo.bytes), x, y, { width, height }),
  );
  page.y += height + 8;
}

/** A name in both languages, one per line, followed by a note on misleading letters. */
function drawNames(page: Page, party: Party, width: number, styles: { en: TextStyle; zh: TextStyle }): void {
  for (const { text, lang } of both({ en: party.legalNameEn, zh: party.legalNameZh })) {
    const span = { text: text.trimStart(), ...(lang ? { lang } : {}) };
    drawText(page, [span], { x: page.left, width, style: lang ? styles.zh : styles.en });
    const letters = describeLetters(span.text);
    if (letters.length === 0) continue;
    drawText(page, letters, { x: page.left, width, style: NOTE });
    page.y += 2;
  }
}

/** The seller's address, the client and, next to them, the facts. */
function drawParties(page: Page, document: TradeDocument): void {
  const top = page.y;
  const width = page.width - FACTS_WIDTH - 24;
  for (const [role, party] of [
    ["seller", document.seller],
    ["client", document.client],
  ] as const) {
    page.inside("P", {}, () => {
      drawText(
        page,
        label((t) => t[role]),
        { x: page.left, width, style: OVERLINE },
      );
      page.y += 1;
      if (role === "client") drawNames(page, party, width, { en: BODY_STRONG, zh: BODY_STRONG });
      drawText(page, describeParty(party), { x: page.left, width, style: SMALL });
    });
    page.y += 9;
  }
  const bottom = page.y;
  page.y = top;
  drawFacts(page, document);
  page.y = Math.max(bottom, page.y) + 8;
}

function drawFacts(page: Page, document: TradeDocument): void {
  const x = page.left + page.width - FACTS_WIDTH;
  page.inside("Table", {}, () => {
    for (const { label: name, value } of describeFacts(document)) {
      const top = page.y;
      page.inside("TR", {}, () => {
        const whole = wholeLabel(name, FACT_LABEL, FACTS_LABEL);
        page.inside("TH", { scope: "Row" }, () => drawText(page, whole, { x, width: FACTS_LABEL, style: FACT_LABEL }));
        const below = page.y;
        page.y = top;
        page.inside("TD", {}, () => {
          drawText(page, [{ text: value }], {
            x: x + FACTS_LABEL,
            width: FACTS_WIDTH - FACTS_LABEL,
            style: FACT_VALUE,
            align: "right",
          });
        });
        page.y = Math.max(below, page.y) + 3;
      });
      page.artifact(() =>
        page.pdf
          .moveTo(x, page.y)
          .lineTo(x + FACTS_WIDTH, page.y)
          .lineWidth(0.4)
          .stroke(LINE),
      );
      page.y += 3;
    }
  });
  drawEpcCode(page, document, x);
}

/** The code of a SEPA transfer below the facts, with its explanation on the left. */
function drawEpcCode(page: Page, document: TradeDocument, x: number): void {
  const code = document.kind === "invoice" ? makeEpcCode(document) : null;
  if (!code) return;
  const top = page.y + 8;
  const words = { en: translator("en").tradeDocument.epc, zh: translator("zh").tradeDocument.epc };
  page.y = top;
  page.inside("P", {}, () => {
    const spans: TextSpan[] = [{ text: `${words.en}\n` }, { text: words.zh, lang: "zh-Hans" }];
    drawText(page, spans, { x, width: FACTS_WIDTH - EPC_SIZE - 12, style: NOTE });
  });
  drawQrCode(page, { text: code, x: x + FACTS_WIDTH - EPC_SIZE, y: top, size: EPC_SIZE, alt: words.en });
  page.y = Math.max(page.y, top + EPC_SIZE) + 4;
}

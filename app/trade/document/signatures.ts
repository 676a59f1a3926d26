import { part } from "#app/press/block-builders.ts";
import { drawBlocks } from "#app/press/layout/draw-blocks.ts";
import type { Page } from "#app/press/layout/page.ts";
import { BODY, BODY_STRONG, INK, MUTED, type TextStyle } from "#app/press/layout/style.ts";
import { breakLines } from "#app/press/layout/text-line.ts";
import { both, label } from "./describe.ts";
import { drawText } from "./draw-text.ts";
import type { ContractDocument, Party } from "./model.ts";

const ROLE: TextStyle = { ...BODY_STRONG, size: 7.6, color: MUTED, leading: 1.6 };
const NAME: TextStyle = { ...BODY_STRONG, size: 9.5, leading: 1.4 };
const FIELD: TextStyle = { ...BODY, size: 8.4, leading: 1.5, color: MUTED };
const GAP = 24;
const ROW = 26;
const LABEL_WIDTH = 76;
/** In points. A round chop of 42 mm fits. */
const CHOP = 124;
const HEADING = 34;

/** A block for each side, next to each other and never on two pages. The rules are for a pen, so they are artifacts. */
export function drawSignatures(page: Page, document: ContractDocument): void {
  const width = (page.width - GAP) / 2;
  const parties = [document.seller, document.client];
  const nameLines = Math.max(...parties.map((party) => countLines(party, width)));
  const nameHeight = ROLE.size * ROLE.leading + nameLines * NAME.size * NAME.leading;
  page.ensure(HEADING + nameHeight + 3 * ROW + CHOP);
  drawBlocks(page, [
    part(
      "signatures",
      label((t) => t.contract.signatures),
    ),
  ]);
  const top = page.y;
  for (const [index, party] of parties.entries()) {
    const side = { x: page.left + index * (width + GAP), width };
    page.y = top;
    page.inside("P", {}, () => {
      drawText(
        page,
        label((t) => (index === 0 ? t.seller : t.client)),
        { ...side, style: ROLE },
      );
      drawText(page, namesOf(party), { ...side, style: NAME });
    });
    drawFields(page, { ...side, top: top + nameHeight });
  }
}

function namesOf({ legalNameEn, legalNameZh }: Party) {
  return both({ en: legalNameEn, zh: legalNameZh });
}

function countLines(party: Party, width: number): number {
  const spans = namesOf(party).map(({ text, lang }) => ({ text, style: lang ? { ...NAME, lang } : NAME }));
  return breakLines(spans, width).length;
}

/** Name, position and date with a rule to write on, and room for a signature and a chop. */
function drawFields(page: Page, { x, width, top }: { x: number; width: number; top: number }): void {
  const labels = [
    label((t) => t.contract.name),
    label((t) => t.contract.role),
    label((t) => t.contract.date),
    label((t) => t.contract.sign),
  ];
  for (const [index, words] of labels.entries()) {
    const isLast = index === labels.length - 1;
    const y = top + index * ROW;
    page.y = y + ROW - FIELD.size * FIELD.leading - 3;
    page.inside("P", {}, () => drawText(page, words, { x, width: isLast ? width : LABEL_WIDTH, style: FIELD }));
    page.artifact(() => {
      page.pdf.lineWidth(0.6).strokeColor(INK);
      if (isLast) page.pdf.rect(x, y + ROW + 2, width, CHOP - ROW - 2).stroke();
      else
        page.pdf
          .moveTo(x + LABEL_WIDTH, y + ROW - 2)
          .lineTo(x + width, y + ROW - 2)
          .stroke();
    });
  }
  page.y = top + 3 * ROW + CHOP;
}

import { create } from "qrcode";
import type { Page } from "./page.ts";
import { INK } from "./style.ts";

/** A QR code of `text` as one filled path, `size` points wide without its quiet zone. */
export function drawQrCode(page: Page, qr: { text: string; x: number; y: number; size: number; alt: string }): void {
  const { modules } = create(qr.text, { errorCorrectionLevel: "M" });
  const unit = qr.size / modules.size;
  page.tag("Figure", { alt: qr.alt, bbox: [qr.x, qr.y, qr.x + qr.size, qr.y + qr.size] }, () => {
    for (let row = 0; row < modules.size; row++) {
      for (const [from, to] of darkStretches(modules.data, modules.size, row)) {
        page.pdf.rect(qr.x + from * unit, qr.y + row * unit, (to - from) * unit, unit);
      }
    }
    page.pdf.fill(INK);
  });
}

function darkStretches(data: Uint8Array, size: number, row: number): [number, number][] {
  const stretches: [number, number][] = [];
  let from = -1;
  for (let column = 0; column <= size; column++) {
    const isDark = column < size && data[row * size + column] === 1;
    if (isDark && from < 0) from = column;
    if (!isDark && from >= 0) {
      stretches.push([from, column]);
      from = -1;
    }
  }
  return stretches;
}

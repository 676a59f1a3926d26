import { useState } from "react";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { useScripts } from "#app/kit/use-scripts.ts";
import type { ChartKind } from "./breakdown.ts";

interface ChartDownloadsProps {
  chart: ChartKind;
  inventoryId: string;
  base: string;
}

const LINK = "text-link inline-flex items-center touch:min-h-11";

/** Offers a chart as PNG, SVG and XLSX. The picture is drawn on the server; only PNG needs scripts. */
export function ChartDownloads({ chart, inventoryId, base }: ChartDownloadsProps) {
  const { overview } = useMessages().organization;
  const { download: t } = overview;
  const hasScripts = useScripts();
  const [hasFailed, setFailed] = useState(false);
  const name = chart === "months" ? t.months : overview.breakdown[chart];
  const svg = `${base}/overview/chart.svg?inventory=${inventoryId}&chart=${chart}`;
  const save = () => {
    setFailed(false);
    savePng(svg, `${chart}.png`).catch(() => setFailed(true));
  };
  return (
    <span className="flex flex-wrap items-center gap-x-4 text-12 print:hidden">
      {hasFailed && (
        <span role="alert" className="text-bad-ink">
          {t.failed}
        </span>
      )}
      {hasScripts && (
        <button type="button" className={LINK} onClick={save} aria-label={t.label("PNG", name)}>
          PNG
        </button>
      )}
      <a className={LINK} href={svg} aria-label={t.label("SVG", name)}>
        SVG
      </a>
      <a
        className={LINK}
        href={`${base}/overview/figures.xlsx?inventory=${inventoryId}`}
        aria-label={t.label("XLSX", name)}
      >
        XLSX
      </a>
    </span>
  );
}

/** Twice the size, so that print and dense screens stay sharp. */
const SCALE = 2;

async function savePng(address: string, name: string): Promise<void> {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (!blob) throw new Error("the canvas gave no picture");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

import { useMessages } from "#app/kit/i18n-context.tsx";
import { contrastRatio, isHexColor, LEAST_CONTRAST, readableShade } from "#app/press/contrast.ts";
import { GROUNDS, SPRUCE } from "#app/press/layout/style.ts";

interface BrandPreviewProps {
  accent: string;
  /** First line of the cover. */
  name: string;
  /** URL of the picture, or null. */
  logo: string | null;
  onShade: (shade: string) => void;
}

/** The upper half of a cover and a section heading in the design being edited. */
export function BrandPreview({ accent, name, logo, onShade }: BrandPreviewProps) {
  const { brand: t } = useMessages();
  const color = isHexColor(accent) ? accent : SPRUCE;
  return (
    <figure>
      <svg viewBox="0 0 240 190" role="img" aria-label={t.preview} className="w-full rounded-6 border border-line">
        <rect width="240" height="190" fill="#FFFFFF" />
        <rect x="8" y="8" width="224" height="182" fill="none" stroke="#A8812F" strokeWidth="0.8" />
        {logo && <image href={logo} x="60" y="16" width="120" height="18" preserveAspectRatio="xMidYMid meet" />}
        <text x="120" y="46" textAnchor="middle" fontSize="6" fontWeight="600" fill="#7A5C1B">
          {name}
        </text>
        <text x="120" y="64" textAnchor="middle" fontSize="11" fontWeight="600" fill="#13221C">
          {t.previewTitle}
        </text>
        <text x="120" y="108" textAnchor="middle" fontSize="28" fontWeight="600" fill={color}>
          {t.previewFigure}
        </text>
        <text x="120" y="120" textAnchor="middle" fontSize="6" fill="#5C6B64">
          {t.previewUnit}
        </text>
        <text x="20" y="150" fontSize="9" fontWeight="600" fill={color}>
          {t.previewHeading}
        </text>
        <rect x="20" y="158" width="200" height="10" fill={GROUNDS[1]} />
        <line x1="20" x2="220" y1="168" y2="168" stroke={color} strokeWidth="0.8" />
        <line x1="20" x2="220" y1="180" y2="180" stroke="#DAD8CE" strokeWidth="0.5" />
      </svg>
      <figcaption className="mt-3 text-12 text-muted" aria-live="polite">
        {isHexColor(accent) ? <Contrast accent={accent} onShade={onShade} /> : t.fault.not_a_color}
      </figcaption>
    </figure>
  );
}

function Contrast({ accent, onShade }: { accent: string; onShade: (shade: string) => void }) {
  const { brand: t } = useMessages();
  const least = Math.min(...GROUNDS.map((ground) => contrastRatio(accent, ground)));
  const ratio = (Math.floor(least * 100) / 100).toFixed(2);
  if (least >= LEAST_CONTRAST) return <span>{t.readable(ratio)}</span>;
  const shade = readableShade(accent, GROUNDS);
  return (
    <span className="text-bad-ink">
      {t.unreadable(ratio, shade)}{" "}
      <button type="button" onClick={() => onShade(shade)} className="font-medium underline underline-offset-2">
        {t.takeShade(shade)}
      </button>
    </span>
  );
}

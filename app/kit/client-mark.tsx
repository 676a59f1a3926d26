/** Easily distinguished hues with enough contrast for white letters at this lightness (WCAG AA). */
const HUES = [212, 168, 28, 338, 262, 96, 190, 4, 300, 48, 234, 140];

/** The hue of an organization, the same on every page and day. */
function hueOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 1_000_003;
  return HUES[sum % HUES.length]!;
}

/** First letters of two words, or the first character of a Chinese name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  if (/\p{Script=Han}/u.test(name)) return name.trim().slice(0, 1);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
}

/** A square in the organization's colour, to tell two clients in two tabs apart. */
export function ClientMark({ id, name, size = 24 }: { id: string; name: string; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="shrink-0">
      <rect width="24" height="24" rx="5" fill={`hsl(${hueOf(id)} 60% 30%)`} />
      <text x="12" y="16" textAnchor="middle" fontSize="10.5" fontWeight="600" fill="#fff" translate="no">
        {initialsOf(name)}
      </text>
    </svg>
  );
}

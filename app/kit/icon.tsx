/** The product's own icons: 16 × 16, strokes of 1.5 px, no fills. */
const PATHS = {
  home: "M2.5 7.2 8 2.6l5.5 4.6M4 6.4v7h2.8V9.8h2.4v3.6H12v-7",
  grid: "M2.3 3h11.4v10H2.3zM2.3 6.4h11.4M2.3 9.7h11.4M6 6.4V13",
  import: "M8 2.5v7.2M5 7l3 3 3-3M2.5 10.8v2.7h11v-2.7",
  factors: "M2.2 3.5h11.6M2.2 8h7.3M2.2 12.5h5.3M11.8 10.2v4M9.8 12.2h4",
  target: "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12M8 10.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2M8 8h.01",
  inventory: "M2.8 13.4V8.6M6.3 13.4V3.4M9.8 13.4V6.2M13.2 13.4V2.6",
  report: "M3.5 1.9h6l3 3v9.2h-9zM9.2 2v3.2h3.2M5.6 8h4.8M5.6 10.8h4.8",
  members:
    "M6 7.6a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8M1.8 13.4c.2-2.6 1.8-4 4.2-4s4 1.4 4.2 4M10.4 3a2.3 2.3 0 0 1 0 4.4M11.6 9.6c1.6.4 2.5 1.7 2.6 3.8",
  settings:
    "M8 10.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M8 1.7v2M8 12.3v2M1.7 8h2M12.3 8h2M3.5 3.5 5 5M11 11l1.5 1.5M12.5 3.5 11 5M5 11l-1.5 1.5",
  facility: "M2.3 13.4V6.6L6 8.9V6.6l3.7 2.3V2.8h4v10.6zM5.2 11h.01M8 11h.01M10.8 11h.01",
  source: "M8 1.9c2.7 3 4.1 5 4.1 7.4a4.1 4.1 0 0 1-8.2 0C3.9 6.9 5.3 4.9 8 1.9",
  check: "m3.2 8.4 3.2 3.2 6.4-7",
  cross: "m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4",
  question: "M5.4 5.9C5.4 4.2 6.5 3.2 8 3.2s2.6 1 2.6 2.4c0 2-2.5 2-2.5 4M8.1 12.7v.1",
  arrow: "M2.8 8h10M9 4l4 4-4 4",
  move: "M8 2v12M2 8h12M6 4l2-2 2 2M6 12l2 2 2-2M4 6 2 8l2 2M12 6l2 2-2 2",
  undo: "M6 3.2 2.8 6.4 6 9.6M3 6.4h6.6a3.2 3.2 0 0 1 0 6.4H6.4",
  bar: "M3.4 8h9.2",
  download: "M8 2.5v7.2M5 7l3 3 3-3M2.8 13.2h10.4",
  file: "M3.7 1.9h5.6l3 3v9.2H3.7zM9 2v3.2h3.2",
  lock: "M3.6 7.2h8.8v6.3H3.6zM5.4 7.2V5a2.6 2.6 0 0 1 5.2 0v2.2M8 9.7v1.4",
  clock: "M8 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12M8 4.6V8l2.4 1.5",
  bell: "M3.2 11.6h9.6c-1-1-1.4-2-1.4-3.6V7a3.4 3.4 0 0 0-6.8 0v1c0 1.6-.4 2.6-1.4 3.6M6.8 13.8h2.4",
  search: "M7 11.4a4.4 4.4 0 1 0 0-8.8 4.4 4.4 0 0 0 0 8.8M10.2 10.2l3.4 3.4",
  chevron: "m4 6.2 4 4 4-4",
  plus: "M8 3v10M3 8h10",
  close: "m3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4",
  menu: "M2 4h12M2 8h12M2 12h12",
  warning: "M8 2.4 14 13.2H2zM8 6.6v3M8 11.3v.1",
  copy: "M5.4 5.4h8v8h-8zM10.6 5.2V2.6h-8v8h2.6",
  print: "M4.4 6V2.3h7.2V6M4.4 11.6H2.3V6h11.4v5.6h-2.1M4.4 9.6h7.2v4.1H4.4z",
  link: "M6.6 4.4 8 3a3.1 3.1 0 0 1 4.5 4.4l-1.6 1.6M9.4 11.6 8 13a3.1 3.1 0 0 1-4.5-4.4L5.1 7M6.3 9.7l3.4-3.4",
  external: "M6.6 3.4H2.8v9.8h9.8V9.4M9 2.8h4.2V7M13 3 7.4 8.6",
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  name: IconName;
  /** Size in px, 16 by default. */
  size?: number;
  /** The meaning of an icon without text next to it. Without a label the icon is decorative. */
  label?: string;
  /** Strokes of 3 px instead of 1.5, on the disc of a verdict. */
  isBold?: boolean;
  className?: string;
}

export function Icon({ name, size = 16, label, isBold, className }: IconProps) {
  return (
    <svg
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={(24 / size) * (isBold ? 2 : 1)}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className ?? ""}`}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

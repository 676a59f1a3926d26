import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export type ChipTone = "neutral" | "good" | "warning" | "bad" | "accent";

const TONES: Record<ChipTone, string> = {
  neutral: "bg-neutral-tint text-neutral-ink",
  good: "bg-good-tint text-good-ink",
  warning: "bg-warning-tint text-warning-ink",
  bad: "bg-bad-tint text-bad-ink",
  accent: "bg-accent-tint text-accent",
};

/** Good and bad have a sign as well as a colour. */
const SIGNS: Partial<Record<ChipTone, IconName>> = { good: "check", bad: "warning" };

interface ChipProps {
  tone?: ChipTone;
  /** Replaces the default sign of the tone. */
  icon?: IconName;
  /** Always a word. */
  children: ReactNode;
}

export function Chip({ tone = "neutral", icon = SIGNS[tone], children }: ChipProps) {
  return (
    <span
      className={`print-exact inline-flex h-[22px] items-center gap-1 rounded-full px-2 text-12 font-medium whitespace-nowrap ${TONES[tone]}`}
    >
      {icon && <Icon name={icon} size={12} />}
      {children}
    </span>
  );
}

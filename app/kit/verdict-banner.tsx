import type { ReactNode } from "react";
import { GuillocheRosette } from "./guilloche.tsx";
import { useMessages } from "./i18n-context.tsx";
import { Icon, type IconName } from "./icon.tsx";

/**
 * `on_record`: the register contains the number and nothing is wrong with it, but no file was compared. Never a green
 * tick.
 */
export type Verdict =
  | "on_record"
  | "authentic"
  /** All checks passed, but with keys that are not confirmed as the issuer's. Never a green tick either. */
  | "unconfirmed"
  | "superseded"
  | "expired"
  | "withdrawn"
  | "altered"
  /** A file that calls itself a draft. */
  | "draft"
  | "not_recognised"
  | "cannot_tell";

interface VerdictLook {
  band: string;
  disc: string;
  word: string;
  icon: IconName;
}

const BAD = { band: "bg-bad-band", disc: "bg-bad text-white dark:text-paper", word: "text-bad" };
const UNKNOWN: VerdictLook = { band: "bg-neutral-tint", disc: "bg-ink text-paper", word: "text-ink", icon: "question" };

const LOOKS: Record<Verdict, VerdictLook> = {
  on_record: {
    band: "bg-surface",
    disc: "border-2 border-accent text-accent",
    word: "text-ink",
    icon: "report",
  },
  authentic: { band: "bg-surface", disc: "bg-accent-fill text-on-accent", word: "text-accent", icon: "check" },
  unconfirmed: {
    band: "bg-warning-tint",
    disc: "bg-warning text-white dark:text-paper",
    word: "text-warning-ink",
    icon: "question",
  },
  superseded: {
    band: "bg-warning-tint",
    disc: "bg-warning text-white dark:text-paper",
    word: "text-warning-ink",
    icon: "arrow",
  },
  expired: {
    band: "bg-warning-tint",
    disc: "bg-warning text-white dark:text-paper",
    word: "text-warning-ink",
    icon: "clock",
  },
  withdrawn: { ...BAD, icon: "bar" },
  altered: { ...BAD, icon: "cross" },
  draft: {
    band: "bg-warning-tint",
    disc: "bg-warning text-white dark:text-paper",
    word: "text-warning-ink",
    icon: "report",
  },
  not_recognised: UNKNOWN,
  cannot_tell: UNKNOWN,
};

export interface VerdictMeta {
  icon: IconName;
  text: string;
}

interface VerdictBannerProps {
  verdict: Verdict;
  children: ReactNode;
  /** File, position and time of the check. */
  meta?: VerdictMeta[];
  actions?: ReactNode;
}

/** The first thing a stranger reads: a disc, the verdict (the page's `h1`) and one sentence. Never partly green. */
export function VerdictBanner({ verdict, children, meta = [], actions }: VerdictBannerProps) {
  const { common, verify } = useMessages();
  const look = LOOKS[verdict];
  const words: Record<Verdict, string> = {
    on_record: verify.page.record.word,
    authentic: common.verdict.authentic,
    unconfirmed: common.verdict.unconfirmed,
    superseded: common.verdict.superseded,
    expired: common.verdict.expired,
    withdrawn: common.verdict.withdrawn,
    altered: common.verdict.altered,
    draft: verify.page.altered.draft.word,
    not_recognised: common.verdict.notRecognised,
    cannot_tell: common.verdict.cannotTell,
  };
  return (
    <div className={`print-exact relative overflow-hidden border-b border-line ${look.band}`}>
      {verdict === "authentic" && (
        <GuillocheRosette className="pointer-events-none absolute top-1/2 left-1/2 size-[36rem] translate-x-40 -translate-y-1/2 text-accent opacity-25 mask-[linear-gradient(to_right,transparent_5%,black_55%)] max-md:hidden print:hidden" />
      )}
      <div className="page-column relative grid grid-cols-[4.5rem_minmax(0,1fr)_auto] gap-x-6 py-11 max-md:grid-cols-[2.75rem_minmax(0,1fr)] max-md:gap-x-3 max-md:py-6">
        <span
          aria-hidden="true"
          className={`print-exact flex size-[4.5rem] items-center justify-center rounded-full max-md:size-11 ${look.disc}`}
        >
          <Icon name={look.icon} size={32} isBold className="max-md:size-5" />
        </span>
        <div className="min-w-0 max-md:contents">
          <h1 className={`text-39 font-semibold tracking-[-0.02em] max-md:self-center max-md:text-31 ${look.word}`}>
            {words[verdict]}
          </h1>
          <div className="max-md:col-span-2 max-md:mt-3">
            <p className="max-w-[41rem] text-20 max-md:text-18">{children}</p>
            {meta.length > 0 && (
              <ul className="mt-4 flex flex-wrap gap-x-6 gap-y-1.5 text-12 text-muted">
                {meta.map((entry) => (
                  <li key={entry.text} className="flex items-center gap-1.5">
                    <Icon name={entry.icon} size={14} />
                    {entry.text}
                  </li>
                ))}
              </ul>
            )}
          </div>
        </div>
        {actions && (
          <div className="flex items-start gap-2 max-md:col-span-2 max-md:mt-4 max-md:*:grow print:hidden">
            {actions}
          </div>
        )}
      </div>
    </div>
  );
}

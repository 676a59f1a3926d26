import type { ReactNode } from "react";
import { useMessages } from "./i18n-context.tsx";
import { Icon, type IconName } from "./icon.tsx";

/**
 * `noted`: the evidence is valid, and its content needs the reader's attention, such as a withdrawal. `not_done`: a
 * check was possible but could not be completed.
 */
export type CheckOutcome = "passed" | "noted" | "failed" | "not_applicable" | "not_done" | "pending";

export interface Check {
  key: string;
  outcome: CheckOutcome;
  /** The result, as one plain line. */
  title: ReactNode;
  detail?: ReactNode;
  /** How it was checked, so that a reader can repeat it. */
  how?: ReactNode;
  isOpen?: boolean;
}

const MARKS: Record<CheckOutcome, { icon: IconName; look: string }> = {
  passed: { icon: "check", look: "bg-accent-tint text-accent" },
  failed: { icon: "cross", look: "bg-bad-tint text-bad-ink" },
  not_applicable: { icon: "bar", look: "bg-neutral-tint text-neutral-ink" },
  noted: { icon: "warning", look: "bg-warning-tint text-warning-ink" },
  not_done: { icon: "question", look: "bg-warning-tint text-warning-ink" },
  pending: { icon: "clock", look: "border border-rule text-muted" },
};

/** A round sign for the outcome of a check. Each outcome has its own sign. */
export function CheckMark({ outcome }: { outcome: CheckOutcome }) {
  const { common } = useMessages();
  const words: Record<CheckOutcome, string> = {
    passed: common.check.passed,
    failed: common.check.failed,
    not_applicable: common.check.notApplicable,
    noted: common.check.noted,
    not_done: common.check.notDone,
    pending: common.check.pending,
  };
  const { icon, look } = MARKS[outcome];
  return (
    <span className={`print-exact flex size-[22px] shrink-0 items-center justify-center rounded-full ${look}`}>
      <Icon name={icon} size={12} label={words[outcome]} />
    </span>
  );
}

/** The checks of a report, one line each. "How" opens the evidence, also without JavaScript. */
export function CheckList({ checks }: { checks: Check[] }) {
  return (
    <ul className="divide-y divide-line border-b border-line">
      {checks.map((check) => (
        <li key={check.key}>{check.how ? <OpenableCheck check={check} /> : <CheckLine check={check} />}</li>
      ))}
    </ul>
  );
}

function CheckLine({ check, children }: { check: Check; children?: ReactNode }) {
  return (
    <div className="flex items-start gap-3 py-3">
      <CheckMark outcome={check.outcome} />
      <div className="min-w-0 grow">
        <p className="text-14 font-semibold">{check.title}</p>
        {check.detail && <p className="text-14 text-muted">{check.detail}</p>}
      </div>
      {children}
    </div>
  );
}

function OpenableCheck({ check }: { check: Check }) {
  const { common } = useMessages();
  return (
    <details open={check.isOpen} className="group">
      <summary className="rounded-3">
        <CheckLine check={check}>
          <span className="flex shrink-0 items-center gap-1 text-12 text-accent print:hidden">
            <span className="group-open:hidden">{common.check.how}</span>
            <span className="hidden group-open:inline">{common.check.hide}</span>
            <Icon name="chevron" size={12} className="group-open:rotate-180" />
          </span>
        </CheckLine>
      </summary>
      <div className="mb-3 ml-[2.125rem] rounded-6 bg-neutral-tint px-4 py-3 text-12 break-words [&_code]:font-mono [&_code]:break-all">
        {check.how}
      </div>
    </details>
  );
}

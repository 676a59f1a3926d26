import { useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Messages } from "#app/i18n/index.ts";
import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Icon } from "#app/kit/icon.tsx";
import { Tabs } from "#app/kit/tabs.tsx";
import type { ReviewProblem } from "./review-record-view.ts";
import { faultText } from "./sheet/fault-text.ts";
import { useLeftOut } from "./use-left-out.ts";

export type ReviewTab = "map" | "records" | "locks" | "facts";

export function ReviewTabs({ base, current }: { base: string; current: ReviewTab }) {
  const { review: t } = useMessages();
  const tabs: [ReviewTab, string, string][] = [
    ["map", `${base}/review`, t.mapTab],
    ["records", `${base}/review/records`, t.queueTab],
    ["locks", `${base}/review/locks`, t.locksTab],
    ["facts", `${base}/review/facts`, t.factsTab],
  ];
  return (
    <div className="mb-6">
      <Tabs label={t.views} tabs={tabs.map(([tab, to, label]) => ({ to, label, isCurrent: tab === current }))} />
    </div>
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;

/** The result of the last action, from the address. */
export function OutcomeNotice() {
  const { review: t } = useMessages();
  const describe = useLeftOut();
  const [search] = useSearchParams();
  const [did, done, left] = [search.get("did"), Number(search.get("done")), Number(search.get("left"))];
  if (did !== "submit" && did !== "approve" && did !== "return") return null;
  const until = search.get("until") ?? "";
  const facts: Record<string, string> = INSTANT.test(until) && !Number.isNaN(Date.parse(until)) ? { from: until } : {};
  const why = (search.get("why") ?? "")
    .split(" ")
    .filter(Boolean)
    .map((code) => describe(code, facts));
  return (
    <Notice tone={left > 0 ? "warning" : "good"}>
      {t.done(did, Number.isSafeInteger(done) ? done : 0)}
      {left > 0 && ` ${t.leftOut(left, why.join("; "))}`}
    </Notice>
  );
}

export function Notice({ tone, children }: { tone: "good" | "warning" | "bad"; children: ReactNode }) {
  const look = {
    good: "bg-good-tint text-good-ink",
    warning: "bg-warning-tint text-warning-ink",
    bad: "bg-bad-tint text-bad-ink",
  }[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={`mb-5 flex max-w-240 items-start gap-2 rounded-6 px-3 py-2 text-14 ${look}`}
    >
      <Icon name={tone === "good" ? "check" : "warning"} className="mt-[3px] shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}

/** The reason why an action failed, in the reader's language. */
export function problemText(
  messages: Messages,
  { problem, faults }: Pick<ReviewProblem, "problem" | "faults">,
): string {
  if (faults.length > 0) return faults.map((fault) => faultText(messages, fault)).join(" ");
  const words = messages.review.problem as Record<string, string>;
  return Object.hasOwn(words, problem) ? words[problem]! : messages.review.problem.other;
}

/** Explains that a single person can't approve, and what to do. */
export function AloneNotice({ base }: { base: string }) {
  const { review: t } = useMessages();
  return (
    <section aria-label={t.aloneTitle} className="mb-6 max-w-240 rounded-6 bg-sunken p-4">
      <h2 className="text-14 font-semibold">{t.aloneTitle}</h2>
      <p className="mt-1 max-w-160 text-14 text-muted">{t.aloneText}</p>
      <div className="mt-3">
        <ButtonLink to={`${base}/members`}>{t.invite}</ButtonLink>
      </div>
    </section>
  );
}

import type { NoticeKindName, NoticeTopic } from "./notice-kind.ts";

/** Names and values of a notice. A missing one is an empty string. */
interface Told {
  about: string;
  other: string;
  amount: string;
  due: string;
}

const after = (word: string, value: string) => (value ? ` ${word} ${value}` : "");

const notice = {
  title: "Notifications",
  about: "What happened in your workspaces in the last 180 days, newest first.",
  none: "No notifications",
  noneReason: "Accepted quotes, payments, tasks, verifier requests and reports appear here.",
  bell: (unread: number, most: number) =>
    unread === 0
      ? "Notifications"
      : unread >= most
        ? `Notifications, more than ${most - 1} unread`
        : `Notifications, ${unread} unread`,
  count: (unread: number, most: number) => (unread >= most ? `${most - 1}+` : String(unread)),
  event: "Event",
  place: "Organization",
  topic: "Topic",
  time: "Time",
  state: "Status",
  states: { unread: "Unread", read: "Read" },
  readAll: "Mark all as read",
  allRead: "All notifications are marked as read.",
  topics: {
    money: "Quotes and payments",
    work: "Tasks and records",
    verification: "Verification",
    report: "Reports",
    engagement: "Engagements",
  } satisfies Record<NoticeTopic, string>,
  texts: {
    "quote.accepted": ({ about }: Told) => `Quote ${about} was accepted`,
    "quote.declined": ({ about }: Told) => `Quote ${about} was declined`,
    "invoice.issued": ({ about, amount, due }: Told) => `Invoice ${about} was issued: ${amount}${after("due", due)}`,
    "payment.recorded": ({ about, amount }: Told) => `Payment received for invoice ${about}: ${amount}`,
    "payment.reversed": ({ about, amount }: Told) => `A payment of invoice ${about} was reversed: ${amount}`,
    "credit_note.issued": ({ about, other, amount }: Told) =>
      `Credit note ${about} was issued for invoice ${other}: ${amount}`,
    "task.added": ({ due }: Told) => `A task was assigned to you${after("for", due)}`,
    "task.assigned": ({ due }: Told) => `A task was reassigned to you or has a new due date${due ? `: ${due}` : ""}`,
    "activity.returned": (_: Told) => "Records that you entered were returned for changes",
    "data_request.handed_in": ({ about }: Told) => `${about} answered your data request`,
    "verification_request.asked": ({ about, due }: Told) => `The verifier sent request ${about}${after("due", due)}`,
    "verification_request.reopened": ({ about }: Told) => `The verifier reopened request ${about}`,
    "verification_request.answered": ({ about }: Told) => `Your request ${about} was answered`,
    "assurance_finding.added": ({ about }: Told) => `The verifier added finding ${about}`,
    "assurance_finding.reopened": ({ about }: Told) => `The verifier reopened finding ${about}`,
    "assurance_finding.resolved": ({ about }: Told) => `The verifier closed finding ${about} as resolved`,
    "assurance_finding.answered": ({ about }: Told) => `Your finding ${about} was answered`,
    "assurance_statement.recorded": ({ about, other }: Told) =>
      `A verification statement of ${about} was recorded${after("for report", other)}`,
    "assurance_statement.withdrawn": ({ about, other }: Told) =>
      `The verification statement of ${about} was withdrawn${after("for report", other)}`,
    "report_release.proposed": (_: Told) => "A report waits for your approval to be issued",
    "report.published": ({ about }: Told) => `Report ${about} was issued`,
    "report.superseded": ({ about, other }: Told) => `Report ${about} was issued and replaces ${other}`,
    "report.withdrawal_proposed": ({ about }: Told) => `The withdrawal of report ${about} waits for your decision`,
    "report.withdrawn": ({ about }: Told) => `Report ${about} was withdrawn`,
    "engagement.accepted": ({ about }: Told) => `The engagement with ${about} was accepted`,
    "engagement.revoked": ({ about }: Told) => `The engagement of ${about} ended`,
    "assurance_engagement.accepted": ({ about }: Told) => `${about} accepted the verification engagement`,
    "assurance_engagement.revoked": (_: Told) => "Your verification engagement ended",
  } satisfies Record<NoticeKindName, (told: Told) => string>,
};

export default notice;

import type { NoticeMode } from "#db/notice-schema.ts";
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
    "order.draft_given": ({ about }: Told) => `The client got a draft of the report of order ${about}`,
    "order.draft_approved": ({ about }: Told) => `The client approved the draft of the report of order ${about}`,
    "order.draft_changes_requested": ({ about }: Told) => `The client requested changes to the draft of order ${about}`,
    "order.draft_commented": ({ about }: Told) => `The client commented on the draft of order ${about}`,
    "order.draft_answered": ({ about }: Told) => `A comment on the draft of order ${about} was sent to the client`,
    "order.released": ({ about }: Told) => `Order ${about} was released to the client`,
    "order.copy_received": ({ about }: Told) => `The client uploaded a copy of the contract of order ${about}`,
    "order.copy_added": ({ about }: Told) => `A copy of the contract of order ${about} was uploaded`,
    "order.copy_withdrawn": ({ about }: Told) => `A copy of the contract of order ${about} was withdrawn`,
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
    "assurance_statement.confirmed": ({ about, other }: Told) =>
      `${about} confirmed its verification statement${after("for report", other)}`,
    "assurance_statement.disowned": ({ about, other }: Told) =>
      `${about} stated that a verification statement is not from it${after("for report", other)}`,
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
  mail: {
    line: (text: string, scope: string) => `${text} (${scope})`,
    several: (n: number) => `${n} notifications`,
    digest: (n: number) => (n === 1 ? "Daily summary: 1 notification" : `Daily summary: ${n} notifications`),
    more: (n: number) => (n === 1 ? "1 more notification is on the page." : `${n} more notifications are on the page.`),
    open: "Open your notifications:",
    settings: "Choose what you are emailed about:",
    stop: "Stop the daily summary:",
  },
  stop: {
    title: "Stop the daily summary",
    lead: "You then get no daily summary by email. Notifications remain on the page in Truetonne.",
    act: "Stop the daily summary",
    doneTitle: "The daily summary is stopped",
    doneLead:
      "If this link belongs to an account, it gets no more daily summaries. You can turn them on in your settings.",
    settings: "Open notification settings",
  },
  settings: {
    title: "Notification settings",
    link: "Settings",
    about: "Every notification is on the page behind the bell. Choose which ones you also get by email.",
    digest: "Daily summary",
    digestHint: "Sent at 8:00 in your time zone if there are unread notifications.",
    digestChoice: { on: "Send", off: "Don't send" },
    modes: { now: "Email at once", digest: "In the daily summary", never: "No email" } satisfies Record<
      NoticeMode,
      string
    >,
    save: "Save",
    saved: "Your settings are saved.",
    kinds: {
      "quote.accepted": "Quote accepted",
      "quote.declined": "Quote declined",
      "invoice.issued": "Invoice issued",
      "payment.recorded": "Payment received",
      "payment.reversed": "Payment reversed",
      "credit_note.issued": "Credit note issued",
      "order.draft_given": "Draft given to a client",
      "order.draft_approved": "Draft approved by a client",
      "order.draft_changes_requested": "Changes to a draft requested by a client",
      "order.draft_commented": "Comment of a client on a draft",
      "order.draft_answered": "Comment on a draft sent to a client",
      "order.released": "Order released to a client",
      "order.copy_received": "Contract copy uploaded by a client",
      "order.copy_added": "Contract copy uploaded for a client",
      "order.copy_withdrawn": "Contract copy withdrawn",
      "task.added": "Task assigned to you",
      "task.assigned": "Task reassigned or moved",
      "activity.returned": "Your records returned for changes",
      "data_request.handed_in": "Data request answered",
      "verification_request.asked": "Request from the verifier",
      "verification_request.reopened": "Request reopened by the verifier",
      "verification_request.answered": "Your request as verifier answered",
      "assurance_finding.added": "New finding",
      "assurance_finding.reopened": "Finding reopened",
      "assurance_finding.resolved": "Finding closed as resolved",
      "assurance_finding.answered": "Your finding as verifier answered",
      "assurance_statement.recorded": "Verification statement recorded",
      "assurance_statement.confirmed": "Verification statement confirmed by its body",
      "assurance_statement.disowned": "Verification statement disowned by its body",
      "assurance_statement.withdrawn": "Verification statement withdrawn",
      "report_release.proposed": "Report waiting for your approval",
      "report.published": "Report issued",
      "report.superseded": "Report replaced",
      "report.withdrawal_proposed": "Withdrawal waiting for your decision",
      "report.withdrawn": "Report withdrawn",
      "engagement.accepted": "Engagement accepted",
      "engagement.revoked": "Engagement ended",
      "assurance_engagement.accepted": "Verification engagement accepted",
      "assurance_engagement.revoked": "Your verification engagement ended",
    } satisfies Record<NoticeKindName, string>,
  },
};

export default notice;

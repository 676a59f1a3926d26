import type { Right } from "#app/access/role.ts";
import type { NoticeMode, NoticeUrgency } from "#db/notice-schema.ts";

/** Ids that the address of a place may need. */
export interface NoticePlace {
  tenantId: string;
  organizationId: string | null;
  subjectId: string;
  engagementId: string | null;
  /** Ids and codes that the act names. */
  named: Readonly<Record<string, unknown>>;
}

/** Who hears of an event, and where its link leads them. */
export type Hearer = { path: (place: NoticePlace) => string } & (
  | { side: "member"; right: Right }
  /** People of a consultancy who have worked on the organization under an engagement in force. */
  | { side: "consultancy"; right: Right }
  /** The verifier of the engagement that the event belongs to. */
  | { side: "verifier" }
  /** One person, or the writers of the records that the act names. */
  | { side: "person"; of: "owner" | "asker" | "writers" }
  /** The people of a consultancy or the verifier whose engagement ended. */
  | { side: "party" }
);

export interface NoticeKind {
  topic: NoticeTopic;
  /** How it is mailed unless the person chose otherwise. */
  urgency: NoticeUrgency;
  hearers: readonly Hearer[];
  /** Names of the act's values, in the order of preference. Without them it is the subject. */
  about?: readonly string[];
  other?: string;
  /** Mailed to the client of the seller, who needs no account. */
  isMailedToClient?: true;
  /** Mailed to the people who manage the workspace, or to the person, in a mail of its own. */
  mailedTo?: "managers" | "everyone";
}

export const NOTICE_MODES = ["now", "digest", "never"] as const satisfies readonly NoticeMode[];

export const NOTICE_TOPICS = ["money", "work", "verification", "report", "engagement"] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

const sold = (list: string) => (p: NoticePlace) => `/tenants/${p.tenantId}/${list}/${p.subjectId}`;
const invoicePath = ({ tenantId, named }: NoticePlace) => `/tenants/${tenantId}/invoices/${String(named.invoiceId)}`;
const inOrganization = (path: string) => (p: NoticePlace) => `/organizations/${p.organizationId}/${path}`;
const reportPath = (p: NoticePlace) => `/organizations/${p.organizationId}/reports/${p.subjectId}`;
const workPath = (p: NoticePlace) => `/organizations/${p.organizationId}/assurance/engagements/${p.engagementId}/work`;
const findingPath = (p: NoticePlace) => `/organizations/${p.organizationId}/assurance/engagements/${p.engagementId}`;
const statementPath = (p: NoticePlace) => `/organizations/${p.organizationId}/assurance/statements/${p.subjectId}`;
const verifierPath = (page: string) => (p: NoticePlace) => `/assurance/${p.engagementId}/${page}`;

const isHash = (id: string) => /^[0-9a-f]{64}$/.test(id);

const sellers = (path: Hearer["path"]): Hearer => ({ side: "member", right: "trade.sell", path });
const cashiers = (path: Hearer["path"]): Hearer => ({ side: "member", right: "trade.bill", path });

/** Members of the company with a right, and people of its consultancies with the same right. */
const both = (right: Right, path: Hearer["path"]): readonly Hearer[] => [
  { side: "member", right, path },
  { side: "consultancy", right, path },
];

/** Every event that people are notified of, by its act in the audit trail. */
export const NOTICE_KINDS = {
  "quote.accepted": { topic: "money", urgency: "now", hearers: [sellers(sold("quotes"))] },
  "quote.declined": { topic: "money", urgency: "now", hearers: [sellers(sold("quotes"))] },
  "invoice.issued": {
    topic: "money",
    urgency: "digest",
    isMailedToClient: true,
    hearers: [cashiers(sold("invoices"))],
  },
  "payment.recorded": {
    topic: "money",
    urgency: "now",
    about: ["invoiceId"],
    isMailedToClient: true,
    hearers: [sellers(invoicePath), cashiers(invoicePath)],
  },
  "payment.reversed": { topic: "money", urgency: "now", about: ["invoiceId"], hearers: [cashiers(invoicePath)] },
  "credit_note.issued": {
    topic: "money",
    urgency: "digest",
    other: "invoiceNumber",
    isMailedToClient: true,
    hearers: [cashiers(invoicePath)],
  },
  "order.draft_given": {
    topic: "money",
    urgency: "digest",
    isMailedToClient: true,
    hearers: [sellers(sold("orders"))],
  },
  "order.draft_approved": { topic: "money", urgency: "now", hearers: [sellers(sold("orders"))] },
  "order.draft_changes_requested": { topic: "money", urgency: "now", hearers: [sellers(sold("orders"))] },
  "order.draft_commented": { topic: "money", urgency: "now", hearers: [sellers(sold("orders"))] },
  "order.draft_answered": {
    topic: "money",
    urgency: "digest",
    isMailedToClient: true,
    hearers: [sellers(sold("orders"))],
  },
  "order.released": { topic: "money", urgency: "digest", isMailedToClient: true, hearers: [sellers(sold("orders"))] },
  "order.copy_received": { topic: "money", urgency: "now", hearers: [sellers(sold("orders"))] },
  "order.copy_added": { topic: "money", urgency: "digest", isMailedToClient: true, hearers: [sellers(sold("orders"))] },
  "order.copy_withdrawn": { topic: "money", urgency: "digest", hearers: [sellers(sold("orders"))] },
  "task.added": {
    topic: "work",
    urgency: "now",
    hearers: [{ side: "person", of: "owner", path: inOrganization("tasks") }],
  },
  "task.assigned": {
    topic: "work",
    urgency: "now",
    hearers: [{ side: "person", of: "owner", path: inOrganization("tasks") }],
  },
  "activity.returned": {
    topic: "work",
    urgency: "digest",
    hearers: [{ side: "person", of: "writers", path: inOrganization("activities") }],
  },
  "data_request.handed_in": {
    topic: "work",
    urgency: "now",
    mailedTo: "everyone",
    hearers: [{ side: "person", of: "asker", path: (p) => inOrganization(`data-requests/${p.subjectId}`)(p) }],
  },
  "verification_request.asked": { topic: "verification", urgency: "now", hearers: both("assurance.answer", workPath) },
  "verification_request.reopened": {
    topic: "verification",
    urgency: "now",
    hearers: both("assurance.answer", workPath),
  },
  "verification_request.answered": {
    topic: "verification",
    urgency: "now",
    hearers: [{ side: "verifier", path: verifierPath("requests") }],
  },
  "assurance_finding.added": { topic: "verification", urgency: "now", hearers: both("assurance.answer", findingPath) },
  "assurance_finding.reopened": {
    topic: "verification",
    urgency: "now",
    hearers: both("assurance.answer", findingPath),
  },
  "assurance_finding.resolved": {
    topic: "verification",
    urgency: "digest",
    hearers: both("assurance.answer", findingPath),
  },
  "assurance_finding.answered": {
    topic: "verification",
    urgency: "now",
    hearers: [{ side: "verifier", path: verifierPath("findings") }],
  },
  "assurance_statement.recorded": {
    topic: "verification",
    urgency: "now",
    about: ["name"],
    other: "number",
    hearers: both("organization.view", statementPath),
  },
  "assurance_statement.confirmed": {
    topic: "verification",
    urgency: "now",
    about: ["name"],
    other: "number",
    hearers: both("organization.view", statementPath),
  },
  "assurance_statement.disowned": {
    topic: "verification",
    urgency: "now",
    about: ["name"],
    other: "number",
    mailedTo: "managers",
    // The workspace of the body has the act too. It names the hash of a statement that another workspace holds.
    hearers: both("organization.view", (p) =>
      isHash(p.subjectId) ? `/tenants/${p.tenantId}/named-statements` : statementPath(p),
    ),
  },
  "assurance_statement.withdrawn": {
    topic: "verification",
    urgency: "now",
    about: ["name"],
    other: "number",
    hearers: both("organization.view", statementPath),
  },
  "report_release.proposed": {
    topic: "report",
    urgency: "now",
    mailedTo: "managers",
    hearers: [{ side: "member", right: "report.issue", path: inOrganization("reports") }],
  },
  "report.published": { topic: "report", urgency: "digest", hearers: both("organization.view", reportPath) },
  "report.superseded": {
    topic: "report",
    urgency: "now",
    other: "supersedes",
    hearers: both("organization.view", reportPath),
  },
  "report.withdrawal_proposed": {
    topic: "report",
    urgency: "now",
    mailedTo: "managers",
    hearers: [{ side: "member", right: "report.withdraw", path: reportPath }],
  },
  "report.withdrawn": {
    topic: "report",
    urgency: "now",
    mailedTo: "managers",
    hearers: both("organization.view", reportPath),
  },
  "engagement.accepted": {
    topic: "engagement",
    urgency: "now",
    about: ["name"],
    mailedTo: "managers",
    hearers: [
      {
        side: "member",
        right: "engagements.manage",
        path: (p) => (p.organizationId ? inOrganization("consultancies")(p) : `/tenants/${p.tenantId}/engagements`),
      },
    ],
  },
  "engagement.revoked": {
    topic: "engagement",
    urgency: "now",
    about: ["name"],
    hearers: [
      { side: "member", right: "engagements.manage", path: inOrganization("consultancies") },
      { side: "party", path: () => "/organizations" },
    ],
  },
  "assurance_engagement.accepted": {
    topic: "engagement",
    urgency: "digest",
    about: ["name"],
    hearers: [{ side: "member", right: "assurance.manage", path: findingPath }],
  },
  "assurance_engagement.revoked": {
    topic: "engagement",
    urgency: "now",
    about: ["name"],
    hearers: [{ side: "party", path: () => "/assurance" }],
  },
} as const satisfies Record<string, NoticeKind>;

export type NoticeKindName = keyof typeof NOTICE_KINDS;

export const NOTICE_KIND_NAMES = Object.keys(NOTICE_KINDS) as NoticeKindName[];

export function isNoticeKind(kind: string): kind is NoticeKindName {
  return Object.hasOwn(NOTICE_KINDS, kind);
}

/** The kind of notice that an act causes, if any. A report that replaces others is notified as a replacement. */
export function noticeKindOf(action: string, named: Readonly<Record<string, unknown>>): NoticeKindName | null {
  const replaces = action === "report.published" && Array.isArray(named.supersedes) && named.supersedes.length > 0;
  const kind = replaces ? "report.superseded" : action;
  return isNoticeKind(kind) ? kind : null;
}

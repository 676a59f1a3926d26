/** Which role reads the rows: that of accounts, the system, or the workspace that they belong to. */
type Through = "accounts" | "system" | "workspace";

/**
 * What deletion of an account does with the rows. `blanked` replaces name and address, `left` ends memberships like
 * leaving, `kept` are facts of a workspace or proofs, which name the person by the id of the account alone.
 */
type AtDeletion = "deleted" | "blanked" | "left" | "kept";

export interface PersonalTable {
  through: Through;
  /** The column that holds the account. */
  column: string;
  /** What the column holds; the id by default. An `author` is the id, or that of a person under an engagement. */
  holds?: "email" | "author";
  /** What the export contains: never a secret, nor what belongs to the workspace. */
  fields: readonly string[];
  atDeletion: AtDeletion;
}

const OWN = { through: "system", column: "user_id" } as const;
const LOGIN = { through: "accounts", column: "user_id", atDeletion: "deleted" } as const;

/** Everything that is stored about a person with an account. Export and deletion follow from it. */
export const PERSONAL_TABLES = {
  user_account: {
    through: "accounts",
    column: "id",
    fields: [
      "id",
      "name",
      "email",
      "email_verified",
      "image",
      "locale",
      "time_zone",
      "workspace_kind",
      "two_factor_enabled",
      "created_at",
      "updated_at",
    ],
    atDeletion: "blanked",
  },
  credential: { ...LOGIN, fields: ["provider_id", "created_at", "updated_at"] },
  two_factor: { ...LOGIN, fields: ["verified", "failed_verification_count", "locked_until"] },
  session: {
    ...LOGIN,
    fields: ["id", "created_at", "updated_at", "expires_at", "authenticated_at", "ip_address", "user_agent"],
  },
  consent_step: { ...OWN, fields: ["digest", "step", "language", "occasion", "created_at"], atDeletion: "kept" },
  notice_preference: { ...OWN, fields: ["kind", "mail"], atDeletion: "deleted" },
  notice_digest: { ...OWN, fields: ["day"], atDeletion: "deleted" },
  notice: {
    ...OWN,
    fields: ["tenant_id", "organization_id", "kind", "side", "path", "facts", "created_at", "read_at", "mailed_at"],
    atDeletion: "deleted",
  },
  administrator_notice: { ...OWN, fields: ["tenant_id", "sequence", "action", "created_at"], atDeletion: "deleted" },
  membership: {
    ...OWN,
    fields: ["tenant_id", "organization_id", "role", "right_since", "created_at"],
    atDeletion: "left",
  },
  membership_end: {
    ...OWN,
    fields: ["tenant_id", "organization_id", "role", "right_since", "ended_at"],
    atDeletion: "kept",
  },
  invitation: {
    ...OWN,
    column: "email",
    holds: "email",
    fields: ["tenant_id", "organization_id", "role", "created_at", "expires_at", "accepted_at", "revoked_at"],
    atDeletion: "blanked",
  },
  engagement_acceptance: {
    ...OWN,
    fields: ["tenant_id", "engagement_id", "consultancy_id", "consultancy_name", "accepted_at"],
    atDeletion: "kept",
  },
  engagement_actor: { ...OWN, fields: ["tenant_id", "engagement_id", "created_at"], atDeletion: "kept" },
  assurance_acceptance: { ...OWN, fields: ["tenant_id", "engagement_id", "accepted_at"], atDeletion: "kept" },
  reminder_setting: {
    through: "workspace",
    column: "user_id",
    fields: ["tenant_id", "is_on", "updated_at"],
    atDeletion: "deleted",
  },
  // Amounts belong to the workspace, like the price of its services.
  time_rate: {
    through: "workspace",
    column: "user_id",
    fields: ["tenant_id", "currency", "valid_from", "created_at"],
    atDeletion: "kept",
  },
  audit_trail: {
    through: "workspace",
    column: "user_id",
    holds: "author",
    fields: ["tenant_id", "sequence", "at", "organization_id", "action", "subject", "subject_id", "source"],
    atDeletion: "kept",
  },
} as const satisfies Record<string, PersonalTable>;

export type PersonalTableName = keyof typeof PERSONAL_TABLES;

/** The tables that are read or changed in one way, with their names. */
export function personalTables(
  which: (table: PersonalTable) => boolean,
): (PersonalTable & { name: PersonalTableName })[] {
  return Object.entries(PERSONAL_TABLES)
    .map(([name, table]) => ({ ...(table as PersonalTable), name: name as PersonalTableName }))
    .filter(which);
}

/** Columns that name who acted. The acts are exported from the audit trail; their content is the workspace's. */
export const AUTHOR_COLUMNS: readonly string[] = [
  "author_id",
  "author_person_id",
  "created_by",
  "invited_by",
  "owner_id",
  "person_id",
  "proposer_id",
  "revoked_by",
];

const CONTACT = "entered by a workspace about its contacts, who need no account. The workspace answers for it";
const OFFER = "an offer of a workspace to an address. What came of it is exported with the acceptance";
const BY_ENGAGEMENT = "when a person of a consultancy had a right. Their acts are exported from the audit trail";
const VIEW = "what a verifier opened, which the company can inspect. It ends with the workspace";
const ON_ITS_WAY = "a mail that has not left yet, encrypted and deleted when it has";

/** Other columns that can hold an account or an address, with the reason why they are not exported. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  "assurance_access.user_id": VIEW,
  "assurance_engagement.email": OFFER,
  "assurance_statement.entered_by": "which side entered it, not a person",
  "audit_trail_mention.mentioned_id": "the ids in the entries of the audit trail, so that they are found",
  "client_contact.email": CONTACT,
  "client_mail.recipient": CONTACT,
  "client_portal_link.email": CONTACT,
  "client_version.email": CONTACT,
  "credential.account_id": "the same id again, which the accounts library needs",
  "data_request.recipient_email": CONTACT,
  "engagement.email": OFFER,
  "engagement_actor_right.user_id": BY_ENGAGEMENT,
  "engagement_person.email": OFFER,
  "mail_failure.recipient": "a mail of a workspace that could not be delivered. Its managers resolve it",
  "outgoing_mail.recipient": ON_ITS_WAY,
  "published_assurance.entered_by": "which side entered it, not a person",
  "quote_link.email": CONTACT,
  "report_watch.email": "readers need no account. Each mail has the link that ends the watch and deletes the address",
  "seller_detail.email": "the public address of a seller",
  "task_reminder.user_id": "marks that the email of a day was sent. The task is the workspace's",
};

/** The format of the exported file. */
export const OWN_DATA_FORMAT = "truetonne-account/1";

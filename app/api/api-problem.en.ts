type Facts = Record<string, string>;

const PLAN_NOUNS: Record<string, string> = {
  organizations: "organizations",
  seats: "seats",
  records: "activity records",
  reports: "issued reports in a calendar year",
};

export const problem = {
  request_malformed: {
    title: "The body can't be read",
    detail: () =>
      "The body must be one JSON value in UTF-8, up to 20 levels deep. Names must be unique within an object. Nothing was changed.",
  },
  request_invalid: {
    title: "The request is invalid",
    detail: () => "Something is missing, unknown or malformed. `errors` lists each place. Nothing was changed.",
  },
  key_in_address: {
    title: "The URL contains a key",
    detail: () =>
      "URLs are stored in logs and histories, so this key may have been seen. Revoke it, and send keys in the Authorization header.",
  },
  key_missing: {
    title: "A key is required",
    detail: () => "Send `Authorization: Bearer tt_live_…`. Create a key in the settings of an organization.",
  },
  key_mistyped: {
    title: "The key is invalid",
    detail: () => "The key's checksum is wrong, so the key was cut off or mistyped. Copy the complete key again.",
  },
  key_unknown: {
    title: "The key doesn't exist",
    detail: () => "No key has this secret. Create a new one in the settings.",
  },
  key_expired: { title: "The key has expired", detail: () => "Create a new one in the settings of the organization." },
  key_revoked: {
    title: "The key was revoked",
    detail: () => "It can no longer be used. Create a new one in the settings.",
  },
  key_without_maker: {
    title: "The key's creator has left",
    detail: () =>
      "A key can only do what its creator can do, and the creator is no longer a member. A current member must create a new key.",
  },
  plan_lapsed: {
    title: "The plan has ended",
    detail: (f: Facts) =>
      `The workspace's plan ended${f.endedOn ? ` on ${f.endedOn}` : ""}. Reading still works, and nothing was changed or deleted. An owner or admin can renew it on the workspace's Plan page.`,
  },
  plan_limit: {
    title: "The plan's limit is reached",
    detail: (f: Facts) =>
      `The plan's limit for ${PLAN_NOUNS[f.kind ?? ""] ?? "these"} is ${f.limit}. ${f.used} are used, and ${f.more} more would exceed it. Nothing was changed. An owner or admin can choose a larger plan on the workspace's Plan page.`,
  },
  scope_missing: {
    title: "The key lacks a scope",
    detail: (f: Facts) => `This needs the scope ${f.scope}. Scopes can't be added to a key, so create a new one.`,
  },
  role_missing: {
    title: "The creator's role doesn't allow this",
    detail: (f: Facts) =>
      f.scope
        ? `The scope ${f.scope} needs the role ${f.needed}. The key's creator now has the role ${f.role}.`
        : "The key's creator doesn't have permission to do this.",
  },
  not_found: {
    title: "Not found",
    detail: () => "The id is mistyped or was removed, or the key can't access its organization.",
  },
  method_not_allowed: {
    title: "Method not allowed",
    detail: (f: Facts) => `Allowed methods: ${f.methods}.`,
  },
  not_acceptable: {
    title: "The response has another type",
    detail: (f: Facts) => `The response is ${f.type}. Send that in Accept, or omit Accept.`,
  },
  conflict: {
    title: "This can't be done right now",
    detail: (f: Facts) =>
      f.reason === "report_blocked"
        ? "The report can't be issued yet. `errors` lists what is missing. Nothing was changed."
        : f.reason === "already_issued"
          ? `A report of this calculation in this language is already public: ${f.number}.`
          : f.reason === "report_issuing"
            ? "The report is being issued. Try again in a second."
            : f.reason === "period_locked"
              ? "The period was approved and is locked. An owner or admin can unlock it, and this is recorded."
              : f.reason === "record_approved"
                ? "The record is approved. A reviewer can return it first."
                : f.reason === "run_over_memory"
                  ? `Calculating ${f.records} records would need about ${f.memoryMib} MiB of memory. The limit is ${f.limitMib} MiB. The calculation was not started. Send one record per month and source instead of daily readings.`
                  : f.reason === "run_too_large"
                    ? `There are ${f.records} records. This request reads at most ${f.limit}. Start a calculation and get its document instead.`
                    : "Other data depend on it, or it is in another state. Nothing was changed.",
  },
  request_in_flight: {
    title: "The first request is still running",
    detail: () => "A request with this idempotency key has not finished. Try again in a second.",
  },
  version_outdated: {
    title: "The record was changed by someone else",
    detail: (f: Facts) =>
      `Its newest version is ${f.version}. Read it again, see what changed, and send that version in If-Match. Nothing was changed.`,
  },
  content_too_large: {
    title: "The body is too large",
    detail: () => "Send less at once. A batch can have up to 8 MiB and 5,000 changes, any other body 64 KiB.",
  },
  media_type: {
    title: "The body has the wrong type",
    detail: () => "Send uncompressed JSON in UTF-8 with `Content-Type: application/json`.",
  },
  content_refused: {
    title: "The content is not accepted",
    detail: () => "The format is right, but the content is not. `errors` lists the reasons. Nothing was changed.",
  },
  idempotency_key_reused: {
    title: "The idempotency key was used for another request",
    detail: () => "Use a new key for each new request. Send the same key only with the same request.",
  },
  version_required: {
    title: "The version is missing",
    detail: () => "Send the ETag of the record you read in If-Match, so that no one's change is lost.",
  },
  rate_limited: {
    title: "Too many requests",
    detail: (f: Facts) => `Wait ${f.seconds} seconds. The RateLimit headers show how much is left.`,
  },
  unknown: {
    title: "Something went wrong on our side",
    detail: () => "Nothing was changed. Try again. If it happens again, send us the reference.",
  },
  unavailable: { title: "Temporarily unavailable", detail: () => "No data were lost. Try again in a minute." },
  storage_full: {
    title: "Storage is full",
    detail: () => "Nothing was changed. Ask the operator to free up disk space, then try again.",
  },
};

export const fault = {
  not_json: () => "This is not JSON.",
  name_twice: (f: Facts) => `The name “${f.name}” appears twice in one object.`,
  name_forbidden: (f: Facts) => `The name “${f.name}” is not allowed.`,
  text_broken: () => "A text contains half a character or a null character.",
  too_much: (f: Facts) => `The body has more than ${f.most} values in one place or in total. Send it in parts.`,
  too_deep: (f: Facts) => `The body is deeper than ${f.levels} levels.`,
  parameter_unknown: (f: Facts) =>
    f.known ? `Unknown. Allowed: ${f.known}.` : "Unknown. There are no parameters here.",
  parameter_twice: () => "Appears twice in the URL.",
  field_unknown: (f: Facts) => `There is no field “${f.name}” here.`,
  field_missing: () => "Is missing.",
  type_wrong: (f: Facts) => `Must be of the type ${f.expected}. Decimals are strings.`,
  value_wrong: (f: Facts) => (f.known ? `Must be one of: ${f.known}.` : "This value is not allowed."),
  format_wrong: (f: Facts) =>
    f.format === "guid"
      ? "Must be an id in lower case."
      : f.format === "date"
        ? "Must be a date, such as 2025-03-31."
        : f.format === "regex"
          ? "Has the wrong format. A decimal has digits and a point, without exponent or separators."
          : `Must have the format ${f.format}.`,
  too_large: (f: Facts) => `Is too long or too large. The maximum is ${f.most}.`,
  too_small: (f: Facts) => `Is too short or too small. The minimum is ${f.least}.`,
  text_forbidden: (f: Facts) =>
    `Contains an invisible character, or more than four marks on a letter${f.codePoint ? `: ${f.codePoint}` : ""}.`,
  limit_wrong: () => "Must be an integer within the limit of this list.",
  cursor_unknown: () => "Is not a cursor of this list, or its place no longer exists. Read the list from the start.",
  version_wrong: () => 'Must be the ETag of a record, such as "3".',
  idempotency_key_wrong: () => "Must be 1 to 255 visible ASCII characters, in quotes.",
  source_not_found: () => "The organization has no such source.",
  version_outdated: (f: Facts) => `The newest version is ${f.version}, by ${f.author}. Read the record again.`,
};

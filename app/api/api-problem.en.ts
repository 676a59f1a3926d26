type Facts = Record<string, string>;

const PLAN_NOUNS: Record<string, string> = {
  organizations: "organizations",
  seats: "seats",
  records: "activity records",
  reports: "issued reports in a calendar year",
};

/** What the API refuses with: a title, one sentence with what to do, and the sentences about single places. */
export const problem = {
  request_malformed: {
    title: "The body can't be read",
    detail: () =>
      "The body must be one JSON value in UTF-8, with each name once in its object, no deeper than 20 levels. Nothing was changed.",
  },
  request_invalid: {
    title: "The request does not fit the API",
    detail: () =>
      "Something is missing, unknown or of the wrong form; each place is listed in `errors`. Nothing was changed.",
  },
  key_in_address: {
    title: "A key stands in the address",
    detail: () =>
      "Addresses end up in logs and histories. Send the key in the Authorization header, and revoke this one: it may have been seen.",
  },
  key_missing: {
    title: "A key is needed",
    detail: () => "Send `Authorization: Bearer tt_live_…`. Keys are made in the settings of an organization.",
  },
  key_mistyped: {
    title: "This is not a key",
    detail: () => "The checksum of the key does not fit: it was cut off or mistyped. Copy it again, whole.",
  },
  key_unknown: { title: "No such key", detail: () => "No key has this secret. Make a new one in the settings." },
  key_expired: { title: "The key has expired", detail: () => "Make a new one in the settings of the organization." },
  key_revoked: { title: "The key was revoked", detail: () => "Somebody ended it. Make a new one in the settings." },
  key_without_maker: {
    title: "The key has lost its maker",
    detail: () =>
      "Whoever made it is no longer a member, and a key may do what its maker may. A member has to make a new one.",
  },
  plan_lapsed: {
    title: "The plan has ended",
    detail: (f: Facts) =>
      `The workspace's plan ended${f.endedOn ? ` on ${f.endedOn}` : ""}: reading still works, nothing was changed or deleted. An owner or administrator renews it on the workspace's Plan page.`,
  },
  plan_limit: {
    title: "The plan has no room for this",
    detail: (f: Facts) =>
      `The plan holds ${f.limit} ${PLAN_NOUNS[f.kind ?? ""] ?? "of these"}; ${f.used} are there, and ${f.more} more would be too many. Nothing was changed. An owner or administrator can choose a larger plan on the workspace's Plan page.`,
  },
  scope_missing: {
    title: "The key was not made for this",
    detail: (f: Facts) => `This needs a key with the scope ${f.scope}. Scopes can't be added to a key: make a new one.`,
  },
  role_missing: {
    title: "The role does not allow this",
    detail: (f: Facts) =>
      f.scope
        ? `The scope ${f.scope} needs the role ${f.needed}; the maker of the key is ${f.role} now.`
        : "The maker of the key may not do this.",
  },
  not_found: {
    title: "There is nothing at this address",
    detail: () => "The id is mistyped, was removed, or belongs to an organization that the key does not reach.",
  },
  method_not_allowed: {
    title: "This address takes no such method",
    detail: (f: Facts) => `It takes ${f.methods}.`,
  },
  not_acceptable: {
    title: "The answer has another type",
    detail: (f: Facts) => `This answers with ${f.type}. Ask for that in Accept, or leave Accept out.`,
  },
  conflict: {
    title: "This can't be done now",
    detail: (f: Facts) =>
      f.reason === "report_blocked"
        ? "The report can't be issued yet; `errors` lists what stands in the way. Nothing was changed."
        : f.reason === "already_issued"
          ? `A report of this run in this language is public already: ${f.number}.`
          : f.reason === "report_issuing"
            ? "The report is being issued. Ask again in a second."
            : f.reason === "period_locked"
              ? "The period is locked because it was approved. A reviewer can unlock it, which is recorded."
              : f.reason === "record_approved"
                ? "The record is approved. A reviewer can return it first."
                : f.reason === "run_over_memory"
                  ? `A run of ${f.records} records would take about ${f.memoryMib} MiB of memory, and it may take ${f.limitMib}. Nothing was begun. Send one record a month and source instead of daily readings.`
                  : f.reason === "run_too_large"
                    ? `There are ${f.records} records, and what was asked for reads at most ${f.limit}. Start a run, and take its document.`
                    : "Something else depends on it, or it is in another state. Nothing was changed.",
  },
  request_in_flight: {
    title: "The first request still runs",
    detail: () => "A request with this idempotency key has not ended yet. Ask again in a second.",
  },
  version_outdated: {
    title: "The record has changed meanwhile",
    detail: (f: Facts) =>
      `Its newest version is ${f.version}. Read it again, see what changed, and send that version in If-Match. Nothing was changed.`,
  },
  content_too_large: {
    title: "The body is too large",
    detail: () => "Send less at once: a batch may have 8 MiB and 5,000 changes, any other body 64 KiB.",
  },
  media_type: {
    title: "The body has another type",
    detail: () => "Send JSON in UTF-8, not compressed, with `Content-Type: application/json`.",
  },
  content_refused: {
    title: "The content can't be taken",
    detail: () => "It has the right form, but `errors` lists what is wrong with it. Nothing was changed.",
  },
  idempotency_key_reused: {
    title: "The idempotency key was used for another request",
    detail: () => "Take a new key for each new request; send the same key only with the same request.",
  },
  version_required: {
    title: "The version is missing",
    detail: () => "Send the ETag of the record you read in If-Match, so that nobody's change is lost.",
  },
  rate_limited: {
    title: "Too many requests",
    detail: (f: Facts) => `Wait ${f.seconds} seconds. The RateLimit headers say how much is left.`,
  },
  unknown: {
    title: "Something went wrong on our side",
    detail: () => "Nothing was changed. Try again; if it happens again, send us the reference.",
  },
  unavailable: { title: "Not available just now", detail: () => "Nothing was lost. Try again in a minute." },
  storage_full: {
    title: "The disk of this installation is full",
    detail: () => "Nothing was changed. Ask the operator to free space, then try again.",
  },
};

export const fault = {
  not_json: () => "This is not JSON.",
  name_twice: (f: Facts) => `The name “${f.name}” stands twice in one object.`,
  name_forbidden: (f: Facts) => `The name “${f.name}” is not allowed.`,
  text_broken: () => "A text holds half a character or a zero character.",
  too_much: (f: Facts) => `The body has more than ${f.most} values in one place, or in all. Send it in parts.`,
  too_deep: (f: Facts) => `The body is deeper than ${f.levels} levels.`,
  parameter_unknown: (f: Facts) => (f.known ? `Unknown. Known are: ${f.known}.` : "Unknown. There are none here."),
  parameter_twice: () => "Stands twice in the address.",
  field_unknown: (f: Facts) => `There is no field “${f.name}” here.`,
  field_missing: () => "Is missing.",
  type_wrong: (f: Facts) => `Must be of the type ${f.expected}. Decimals are strings.`,
  value_wrong: (f: Facts) => (f.known ? `Must be one of: ${f.known}.` : "This value is not allowed."),
  format_wrong: (f: Facts) =>
    f.format === "guid"
      ? "Must be an id in lower case."
      : f.format === "date"
        ? "Must be a day, such as 2025-03-31."
        : f.format === "regex"
          ? "Does not have the form that is asked for. A decimal is digits with a point, without exponent and separators."
          : `Must have the form ${f.format}.`,
  too_large: (f: Facts) => `Is too long or too large; the most is ${f.most}.`,
  too_small: (f: Facts) => `Is too short or too small; the least is ${f.least}.`,
  text_forbidden: (f: Facts) =>
    `Holds a character that can't be seen, or more than four marks on a letter${f.codePoint ? `: ${f.codePoint}` : ""}.`,
  limit_wrong: () => "Must be a whole number within the limit of this list.",
  cursor_unknown: () => "Is no cursor of this list, or its place is gone. Read the list from its beginning.",
  version_wrong: () => 'Must be the ETag of a record, such as "3".',
  idempotency_key_wrong: () => "Must be 1 to 255 visible ASCII characters, in quotes.",
  source_not_found: () => "The organization has no such source.",
  version_outdated: (f: Facts) => `The newest version is ${f.version}, by ${f.author}. Read the record again.`,
};

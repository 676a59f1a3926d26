type Ids = Record<string, string>;

/** Every field in which a form of the product takes an id, and the other required fields of each form. */
export function fieldsOf(ids: Ids, pattern: string): Record<string, string> {
  return {
    ...ids,
    [`record-${ids.recordId}`]: "on",
    attachmentId: ids.evidenceId!,
    [`source-${ids.sourceId}`]: "on",
    [`unit-${ids.sourceId}`]: "kWh",
    "month-2025-01": "on",
    recipientName: "probe",
    recipientEmail: "probe@sample.example",
    expires: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    comment: "probe",
    "remark-0-2025-01": "probe",
    period: "2025",
    run: ids.runId!,
    inventory: ids.inventoryId!,
    version: "1",
    reason: "probe of the isolation test",
    name: "probe",
    nameEn: "probe",
    nameZh: "",
    role: "owner",
    memberRole: "owner",
    category: "business_travel",
    unit: "room_night",
    factor: "uk-desnz.29_600_4009_13",
    year: "2031",
    timeZone: "UTC",
    thresholdPercent: "5",
    rationale: "probe",
    decision: "dismissed",
    month: "2025-09",
    from: "2025-01",
    to: "2025-01",
    method: "other",
    quantity: "1",
    basis: "probe",
    text: "probe of the isolation test",
    reasonEn: "probe of the isolation test",
    note: "probe of the isolation test",
    attempt: "1",
    months: "12",
    code: "zero",
    kind: "no_activity",
    ownerId: ids.membershipId!,
    dueOn: "2026-01-31",
    taskId: ids.evidenceId!,
    approvalId: ids.evidenceId!,
    factId: ids.evidenceId!,
    locale: "en",
    line: "a1",
    confidential: "yes",
    userId: ids.membershipId!,
    releaseId: ids.evidenceId!,
    heldId: ids.consultancyId!,
    personEmail: "probe@sample.example",
    client: ids.organizationId!,
    work: ids.clientId ?? ids.organizationId!,
    [`facility-${ids.facilityId}`]: "on",
    ...(pattern.endsWith("/packages") ? { from: ids.organizationId! } : {}),
    ...(/\/payments\/:/.test(pattern)
      ? { id: ids.paymentId ?? ids.evidenceId!, amount: "1", bankReference: "probe" }
      : {}),
    day: "2026-01-31",
    minutes: "5",
    second: "yes",
    workspaceName: "probe",
    basedOn: "0",
    accent: "#14532D",
  };
}

const TARGET = {
  kind: "absolute",
  baseYear: "2025",
  targetYear: "2030",
  reductionPercent: "42",
  scope1: "on",
  scope2Method: "location",
};
const MEASURE = { year: "2027", effectTonnes: "3.5", state: "planned" };
const OWN_FACTOR = {
  basis: "gases",
  sourceName: "probe",
  sourcePublisher: "probe",
  licence: "probe",
  evidence: "probe",
};

const INSTRUMENT = {
  type: "supplier_contract",
  registry: "",
  serialFirst: "",
  serialLast: "",
  contract: "probe",
  plant: "probe",
  technology: "wind",
  country: "CN",
  generatedFrom: "2025-01-01",
  generatedUntil: "2025-12-31",
  quantity: "1",
  unit: "MWh",
  co2: "0",
  ch4: "",
  n2o: "",
  biogenicCo2: "",
  cancelledOn: "",
  beneficiary: "",
  statementFileId: "",
};

type FormOf = (ids: Ids) => Record<string, string>;

const actOn: FormOf = (ids) => ({ id: ids.paymentId ?? ids.evidenceId! });

/** Of a category on the completeness matrix. */
const ANSWER = { basedOn: "0", categories: "waste", facility: "all", answer: "not_applicable:no_activity" };

/** The same form for several intents of a route. */
const entriesOf = (route: string, intents: string[], form: FormOf) =>
  Object.fromEntries(intents.map((intent) => [`${route} ${intent}`, form]));

/** Not a person's own passwords: nothing of the account that sends the form changes. */
const ACCOUNT = {
  name: "probe",
  email: "probe@sample.example",
  sessionId: "probe",
  uri: "otpauth://totp/probe",
  ...Object.fromEntries(
    ["password", "currentPassword", "newPassword", "beginPassword", "renewPassword", "stopPassword"].map((name) => [
      name,
      "probe of a password",
    ]),
  ),
};
const SETTINGS = [
  "profile",
  "password",
  "begin-second-factor",
  "confirm-second-factor",
  "renew-backup-codes",
  "stop-second-factor",
  "end-session",
  "end-others",
];

/** Further fields of single actions, by route and intent. */
const OWN: Record<string, FormOf> = {
  "workspace/members/members invite": () => ({ email: "probe@sample.example", role: "viewer" }),
  ...entriesOf("workspace/start-workspace", ["start"], () => ({ kind: "company" })),
  ...entriesOf("workspace/tenant/settings", ["kind"], () => ({ kind: "company" })),
  "workspace/settings save": () => ({ consolidationApproach: "operational_control", gwpSet: "AR6" }),
  "trade/client/new-client add": () => ({ legalNameEn: "probe", country: "CN" }),
  "places/facility/facilities save": () => ({ country: "CN" }),
  "places/facility/facility save": () => ({ country: "CN" }),
  "trade/seller/mail-settings state": () => ({ reminderDays: "3" }),
  "notice/settings save": () => ({ digest: "on" }),
  "notice/notices open": (ids) => ({ noticeId: ids.evidenceId! }),
  "start/questions undo": (ids) => ({ start: ids.evidenceId! }),
  // A factor that is not offered, so that it creates nothing and can be asked again.
  "start/proposal create": (ids) => ({
    trade: "software",
    rows: "1",
    "name-0": "probe",
    "country-0": "DE",
    "s-0-paper": "on",
    "f-0-paper": ids.sourceId!,
  }),
  "records/upstream/upstream-page propose": (ids) => ({
    [`proposal:${ids.sourceId}:cn-mee-electricity-footprint.td-with-losses`]: "on",
  }),
  "instruments/new-instrument save": () => INSTRUMENT,
  "instruments/instrument allocate": (ids) => ({
    sourceId: ids.sourceId!,
    inventoryId: ids.inventoryId!,
    quantity: "",
  }),
  "instruments/instrument release": () => ({ allocationId: "" }),
  "instruments/vintage-window-page state": () => ({ basedOn: "0", monthsBefore: "2", monthsAfter: "1" }),
  "model/model-consent state": () => ({ allowed: "yes", host: "model.example", model: "sample-1" }),
  "target/new-target add": () => TARGET,
  "target/edit-target save": () => ({ ...TARGET, basedOn: "1" }),
  "target/edit-target withdraw": () => ({ basedOn: "1" }),
  "target/target-page measure": () => MEASURE,
  "target/measure-page save": () => ({ ...MEASURE, basedOn: "1" }),
  "factors/own/edit-own-factor save": () => OWN_FACTOR,
  "factors/own/edit-own-factor propose": () => OWN_FACTOR,
  "runs/base-year/base-year decide": () => ({
    decision: "recalculated",
    decisionReason: "probe",
    inputsHash: "0".repeat(64),
  }),
  "trade/client/client contact": () => ({ name: "probe", role: "accounts", email: "probe@sample.example", phone: "" }),
  "trade/client/client end": () => ({ contactId: "" }),
  "trade/time/time start": (ids) => ({ work: ids.clientId ?? ids.organizationId!, note: "probe" }),
  "trade/time/rates state": () => ({ person: "", sale: "1", cost: "", validFrom: "2026-01-31" }),
  "trade/time/time stop": () => ({}),
  "trade/order/order budget": () => ({ unit: "h" }),
  "trade/time/time discard": () => ({}),
  "trade/client/client link": (ids) => ({ organizationId: ids.organizationId! }),
  "trade/client/client note": () => ({ day: "2026-01-31", note: "probe" }),
  "trade/client/client save": () => ({ legalNameEn: "probe", country: "CN" }),
  "trade/service/services add": () => ({ kind: "training", unit: "piece" }),
  "trade/service/service save": () => ({ unit: "piece" }),
  "trade/service/service price": () => ({ currency: "USD", amount: "1", validFrom: "2026-01-31" }),
  "trade/seller/seller save": () => ({
    country: "HK",
    homeCurrency: "HKD",
    timeZone: "UTC",
    fiscalFirstMonth: "1",
    quotePrefix: "Q",
    invoicePrefix: "INV",
    creditNotePrefix: "CN",
    paymentDays: "30",
  }),
  "trade/seller/tax-notes state": () => ({ ruleId: "own", isOn: "on" }),
  "trade/seller/bank-accounts propose": () => ({ accountId: "", currency: "EUR", takesEffectOn: "2030-01-01" }),
  "trade/seller/bank-accounts close": (ids) => ({
    accountId: ids.accountId ?? ids.evidenceId!,
    takesEffectOn: "2030-01-01",
  }),
  "trade/seller/bank-accounts decide": (ids) => ({ accountId: ids.accountId ?? ids.evidenceId!, state: "approved" }),
  "trade/quote/new-quote start": (ids) => ({ clientId: ids.clientId ?? ids.evidenceId! }),
  "trade/invoice/invoice credit": () => ({ amount: "1" }),
  "trade/invoice/invoice fapiao": () => ({
    ...{ basedOn: "0", kind: "digital_special", code: "" },
    ...{ number: "26312000000000000017", issuedOn: "2026-01-31" },
  }),
  "trade/ledger/export-detail payer": (ids) => ({
    ...{ basedOn: "0", country: "DE" },
    paymentId: ids.paymentId ?? ids.evidenceId!,
  }),
  "trade/payment/payment ask": () => ({ withCreditNote: "on" }),
  ...entriesOf("trade/payment/payment", ["confirmed", "declined", "taken_back", "sent", "give_up"], actOn),
  "trade/payment/payments connect": () => ({ country: "HK" }),
  "trade/payment/payments tolerance": () => ({ currency: "USD", amount: "1" }),
  ...entriesOf("trade/payment/payments", ["handled", "dismissed"], actOn),
  "trade/receipt/new-receipt book": (ids) => ({
    ...actOn(ids),
    invoiceId: ids.invoiceId ?? ids.evidenceId!,
    receivedOn: "2026-01-31",
    currency: "USD",
    arrived: "1",
  }),
  "identity/directory-settings state": () => ({ listed: "no" }),
  "identity/key/signing-key replace": () => ({}),
  "identity/key/signing-key revoke": () => ({ keyId: "a".repeat(43), day: "2026-01-31" }),
  "identity/domains add": () => ({ domain: "hostile.example" }),
  ...entriesOf("identity/domains", ["check", "remove"], (ids) => ({ claimId: ids.evidenceId! })),
  ...entriesOf("workspace/mail/failed-mails", ["again", "dismiss"], (ids) => ({ mailId: ids.evidenceId! })),
  ...entriesOf(
    "trade/receipt/receipts",
    ["confirmed", "declined", "taken_back", "bank_charge", "short_payment", "overpayment_kept", "dismiss", "reverse"],
    actOn,
  ),
  ...entriesOf("trade/statement/statement", ["preview", "import"], () => ({
    date: "0",
    amount: "1",
    account: "USD",
    decimal: "point",
    dates: "ymd",
  })),
  "trade/statement/statement entries": () => ({}),
  "plan/new-plan-order order": () => ({ legalNameEn: "probe", country: "CN", choice: "company:USD", way: "transfer" }),
  "plan/plan-holders grant": (ids) => ({ tenant: ids.tenantId!, plan: "company", days: "1" }),
  "plan/plan-prices price": () => ({ plan: "company", currency: "USD", amount: "1" }),
  "plan/plan-prices off": () => ({ plan: "company", currency: "USD" }),
  "plan/plan-prices tax": () => ({ ruleId: "own" }),
  "engagement/consultancies grant": () => ({
    email: "probe@sample.example",
    role: "viewer",
    people: "all",
    startsOn: "2026-01-31",
    endsOn: "2030-01-31",
  }),
  "api/api-keys make": () => ({ days: "30", reach: "organization", "scope-read": "on" }),
  "verify/listing state": () => ({ listed: "yes" }),
  "custody/data ask-deletion": () => ({ password: "probe of a password" }),
  "custody/data confirm-deletion": () => ({ password: "probe of a password" }),
  "workspace/tenant/settings rule": () => ({ second: "yes" }),
  "workspace/tenant/settings factor": () => ({ allFactors: "yes" }),
  "assurance/assurance invite": () => ({
    bodyName: "probe",
    email: "probe@sample.example",
    startsOn: "2026-01-31",
    endsOn: "2030-01-31",
  }),
  "assurance/verifier/plan addMember": () => ({ name: "probe", role: "verifier", independence: "probe" }),
  "assurance/verifier/plan removeMember": (ids) => ({ memberId: ids.evidenceId! }),
  "assurance/verifier/plan savePlan": () => ({
    basedOn: "0",
    level: "limited",
    objectives: "probe",
    criteria: "probe",
    scope: "probe",
    materialityPercent: "5",
    totalBasis: "location",
  }),
  "assurance/verifier/sampling random": (ids) => ({ runId: ids.runId!, count: "1" }),
  "assurance/verifier/sampling size": (ids) => ({ runId: ids.runId!, coveragePercent: "50", sizeCount: "1" }),
  "assurance/verifier/sampling risk": (ids) => ({ runId: ids.runId!, estimated: "on" }),
  "assurance/verifier/sampling draw": (ids) => ({ sampleId: ids.evidenceId! }),
  "assurance/verifier/misstatements quantify": (ids) => ({
    findingId: ids.evidenceId!,
    direction: "over",
    amount: "1",
  }),
  "assurance/verifier/requests ask": () => ({ text: "probe", dueOn: "2030-01-31" }),
  ...entriesOf("assurance/verifier/requests", ["close", "reopen"], (ids) => ({ requestId: ids.evidenceId! })),
  "assurance/named/named-statements disown": () => ({ statement: "0".repeat(64) }),
  "assurance/verifier/statement confirm": (ids) => ({ statementId: ids.evidenceId!, workspace: ids.evidenceId! }),
  "assurance/verifier/statement withdraw": (ids) => ({ statementId: ids.evidenceId!, kind: "facts_discovered" }),
  "assurance/statement withdraw": () => ({ kind: "entered_in_error" }),
  ...entriesOf("sources/policy/factor-policy", ["state", "add", "up", "down", "drop"], () => ({
    yearFallback: "none",
    regionFallback: "off",
  })),
  ...entriesOf("report/disclosure/checklist", ["state", "choose", "take_over"], () => ({ basedOn: "0" })),
  "report/disclosure/checklist draft": () => ({ text: "boundary" }),
  ...entriesOf("report/disclosure/checklist", ["use_drafts", "discard_drafts"], (ids) => ({
    basedOn: "0",
    suggestion: ids.evidenceId!,
  })),
  ...entriesOf("report/completeness/completeness", ["answer", "clear", "undo"], () => ANSWER),
  ...entriesOf("report/disclosure/checklist", ["answer", "clear", "undo"], () => ANSWER),
  "report/reports issue": () => ({ en: "on" }),
  "report/drift/drift decide": () => ({ fingerprint: "0".repeat(64) }),
  ...entriesOf("account/settings", SETTINGS, () => ACCOUNT),
  "account/consent agree": () => ({}),
  "account/own/delete delete": () => ({ deletePassword: "probe" }),
  ...entriesOf("account/enrolment", SETTINGS, () => ACCOUNT),
  ...entriesOf("account/sign-in", ["sign-in", "resend"], () => ACCOUNT),
  "account/sign-up sign-up": () => ({ ...ACCOUNT, kind: "company" }),
  "account/forgot-password ask": () => ACCOUNT,
  "verify/watch/watch watch": () => ACCOUNT,
  "account/reset-password reset": () => ACCOUNT,
  "workspace/new start": () => ({ consolidationApproach: "operational_control", gwpSet: "AR6", country: "CN" }),
  "engagement/offer accept": () => ({ tenant: "new" }),
  "requests/new-data-request make": () => ({ expires: "2030-01-31" }),
  "requests/supplier/ask-supplier ask": () => ({ product: "probe", unit: "t", expires: "2030-01-31" }),
  "requests/data-request make-factor": () => ({ gwpSet: "AR6" }),
  ...entriesOf("requests/data-request", ["remind", "resend", "ask-again"], () => ({ expires: "2030-01-31" })),
  "review/facts state": () => ({
    kind: "floor_area",
    start: "2025-01-01",
    end: "2025-12-31",
    unit: "m2",
    source: "probe",
  }),
  ...entriesOf("review/act", ["submit", "approve", "return"], () => ({ from: "" })),
  ...entriesOf("review/records", ["preview-submit", "preview-approve", "preview-return"], () => ({
    scope: "selected",
  })),
  ...entriesOf("review/records", ["estimate"], () => ({ method: "other" })),
  ...entriesOf("review/records", ["answer"], () => ({ kind: "correct" })),
  ...entriesOf("review/review", ["answer"], () => ({ kind: "correct" })),
  "review/record-hints answer": () => ({ kind: "correct" }),
  "review/locks require": () => ({ isOn: "yes" }),
  "review/task/tasks reminders": () => ({ isOn: "yes" }),
};

/** A form for one declared action that passes its schema, so that its verb checks the ids in it. */
export function formFor(route: { id: string; pattern: string }, intent: string, ids: Ids): Record<string, string> {
  return { ...fieldsOf(ids, route.pattern), ...OWN[`${route.id} ${intent}`]?.(ids), intent };
}

/** Bodies for actions that read the body themselves, besides an empty form with files. */
const OWN_BODY: Record<string, FormOf> = {
  "assurance/engagement answer": (ids) => ({ findingId: ids.evidenceId!, text: "probe" }),
  "assurance/verification-work answer": (ids) => ({ requestId: ids.evidenceId!, text: "probe" }),
  "assurance/verifier/findings write": (ids) => ({
    intent: "step",
    findingId: ids.evidenceId!,
    state: "resolved",
    text: "probe",
  }),
  ...entriesOf("trade/order/order", ["upload_copy"], () => ({ intent: "upload_copy", signedBy: "both" })),
  ...entriesOf("trade/quote/quoted", ["upload_copy"], () => ({ intent: "upload_copy", signedBy: "both" })),
  ...entriesOf("evidence/evidence", ["upload"], (ids) => ({ period: "2025", sourceId: ids.sourceId! })),
  ...entriesOf("evidence/files", ["upload"], (ids) => ({ period: "2025", sourceId: ids.sourceId! })),
};

const OWN_FORM: Record<string, FormOf> = {
  ...entriesOf("evidence/record", ["change"], (ids) => ({
    intent: "detach",
    attachmentId: ids.evidenceId!,
    reason: "probe",
  })),
  "requests/requested answer": (ids) => fieldsOf(ids, ""),
};

const OWN_JSON: Record<string, (ids: Ids) => unknown> = {
  "records/activities batch": ({ inventoryId, recordId }) => ({
    inventoryId,
    changes: [{ kind: "delete", recordId, version: 1, reason: "probe" }],
  }),
  "requests/answers keep": () => ({ cells: [] }),
};

/** The body, with its type, for an action that reads it itself. */
export async function ownBodyFor(
  { id }: { id: string },
  intent: string,
  ids: Ids,
): Promise<{ body: URLSearchParams | Uint8Array; headers?: Record<string, string> }> {
  const name = `${id} ${intent}`;
  if (OWN_FORM[name]) return { body: new URLSearchParams(OWN_FORM[name](ids)) };
  if (OWN_JSON[name])
    return { body: Buffer.from(JSON.stringify(OWN_JSON[name](ids))), headers: { "content-type": "application/json" } };
  const form = new FormData();
  for (const [field, value] of Object.entries(OWN_BODY[name]?.(ids) ?? {})) form.set(field, value);
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    headers: { "content-type": encoded.headers.get("content-type")! },
  };
}

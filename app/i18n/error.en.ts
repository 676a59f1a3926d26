const error = {
  unauthenticated: {
    title: "Sign in to continue",
    text: "This page is for members. After you sign in, you'll come back here.",
  },
  forbidden: {
    title: "You don't have permission to do this",
    text: "Nothing was changed. Ask an owner or admin for the role you need.",
  },
  confirm_identity: {
    title: "Confirm it's you",
    text: "You signed in a while ago. To change money, access or rules, enter your password again. Your entries are kept.",
  },
  not_found: {
    title: "Page not found",
    text: "The address may be mistyped, or the page was removed. You may also not be a member of its organization. Nothing was changed.",
  },
  invalid: {
    title: "This request can't be read",
    text: "It is malformed or too large. Nothing was changed. Go back and try again.",
  },
  intent_unknown: {
    title: "This action doesn't exist here",
    text: "The form asked for an action that this page doesn't have. Nothing was changed. Go back, reload the page and try again.",
  },
  form_too_large: {
    title: "This is too long",
    text: "The form or one of its fields is above the size limit. Nothing was changed. Go back, shorten the text or submit it in parts.",
  },
  form_marks: {
    title: "A field contains unreadable characters",
    text: "One letter has more than 30 accents or other marks. Nothing was changed. Go back and type that text again without them.",
  },
  visitor_changes: {
    title: "The sample company is read-only",
    text: "Nothing was changed. Create an account to enter your own data.",
  },
  consent_missing: {
    title: "Your agreement is missing",
    text: "Nothing was changed. Read the operator's texts and agree to them first. You can read and export all data without it.",
  },
  visitor_reads: {
    title: "This page of the sample needs an account",
    text: "Most pages of the sample can be read without one. Create an account to use this page with your own data.",
  },
  conflict: {
    title: "This can't be done right now",
    text: "Other data depend on it, or it was edited after you opened it. Nothing was changed. Go back and reload the page.",
  },
  run_over_memory: {
    title: "This calculation needs too much memory",
    text: "Nothing was changed. The inventory page shows how much it needs. Enter one record per month and source instead of daily readings.",
  },
  run_too_large: {
    title: "There are too many records to compare",
    text: "A calculation with more than 50,000 records can't be compared with the current data. Nothing was changed. Calculate again, then compare the two calculations.",
  },
  payment_required: {
    title: "Payment is outstanding",
    text: "You can take this step once its order is paid.",
  },
  rate_limited: { title: "Too many attempts", text: "Nothing was changed. Wait a few minutes and try again." },
  unavailable: {
    title: "Temporarily unavailable",
    text: "Part of the service can't be reached. No data were lost. Try again in a minute.",
  },
  too_slow: {
    title: "This took too long",
    text: "The request was stopped and nothing was changed. Try again in a minute, or choose a shorter period or a single facility.",
  },
  share_in_use: {
    title: "This workspace is busy",
    text: "It has too many requests in progress. Nothing was changed. Wait a few seconds and try again.",
  },
  photo_metadata: {
    title: "This photo can't be shared",
    text: "Its location and time data can't be removed, so it stays within its organization. Ask them to save it again as JPEG or PNG and attach the new file.",
  },
  storage_full: {
    title: "Storage is full",
    text: "Nothing was changed. Ask the operator to free up disk space, then try again.",
  },
  method_not_allowed: { title: "This address doesn't accept this request method", text: "Nothing was changed." },
  unknown: {
    title: "Something went wrong on our side",
    text: "Your last save is safe. Try again. If it happens again, send us the reference below.",
  },
  reference: { title: "Reference: ", text: "" },
  home: { title: "Go to home page", text: "" },
};

export default error;

const error = {
  unauthenticated: { title: "Sign in first", text: "This page is for members. Sign in, and you will come back here." },
  forbidden: {
    title: "Your role does not allow this",
    text: "Nothing was changed. An owner or administrator of the organization can give you the role you need.",
  },
  confirm_identity: {
    title: "Confirm it's you",
    text: "Changes of money, access and rules need your password again when you signed in a while ago. What you entered is kept.",
  },
  not_found: {
    title: "There is nothing at this address",
    text: "It may have been mistyped or removed, or it belongs to an organization you are not a member of. Nothing was changed.",
  },
  invalid: {
    title: "This could not be read",
    text: "The request was malformed or too large. Nothing was changed. Go back and try again.",
  },
  intent_unknown: {
    title: "This page has no such action",
    text: "The form asked for an action that this page doesn't have. Nothing was changed. Go back, reload the page and try again.",
  },
  form_too_large: {
    title: "This is too large",
    text: "The form or one of its fields holds more than can be taken. Nothing was changed. Go back, shorten it or send it in parts, and try again.",
  },
  form_marks: {
    title: "A field holds marks that can't be read",
    text: "One letter carries more than 30 marks, such as accents. Nothing was changed. Go back, type that text again without them, and try again.",
  },
  conflict: {
    title: "This can't be done now",
    text: "Something else depends on it, or it has changed since you opened it. Nothing was changed. Go back and reload the page.",
  },
  run_over_memory: {
    title: "This run would not fit into the memory that a calculation may take",
    text: "Nothing was changed. The page of the inventory says how much it would take; enter one record a month and source instead of daily readings.",
  },
  run_too_large: {
    title: "There are too many records for that",
    text: "A comparison with the data as they are now is for at most 50,000 records. Nothing was changed. Calculate again, and compare the two runs.",
  },
  payment_required: { title: "Payment is open", text: "This step is released when its order is paid." },
  rate_limited: { title: "Too many attempts", text: "Wait a few minutes and try again. Nothing was changed." },
  unavailable: {
    title: "Not available just now",
    text: "A part of the service can't be reached. Nothing was lost; try again in a minute.",
  },
  too_slow: {
    title: "This took too long",
    text: "The database did not finish in time, so the request was stopped. Nothing was changed. Try again in a minute, or choose a shorter period or a single facility.",
  },
  share_in_use: {
    title: "This workspace is busy",
    text: "Too many requests of this workspace are under way. Nothing was changed. Wait a few seconds and try again.",
  },
  photo_metadata: {
    title: "This photo can't be shared",
    text: "Where and when it was taken can't be removed from it, so it stays in its organization. Ask them to save it again as JPEG or PNG and to attach that file.",
  },
  storage_full: {
    title: "The disk of this installation is full",
    text: "Nothing was changed. Ask the operator to free space, then try again.",
  },
  method_not_allowed: { title: "This address takes no such request", text: "Nothing was changed." },
  unknown: {
    title: "Something went wrong on our side",
    text: "What you last saved is safe. Try again; if it happens again, send us the reference below.",
  },
  reference: { title: "Reference: ", text: "" },
  home: { title: "Go to the start page", text: "" },
};

export default error;

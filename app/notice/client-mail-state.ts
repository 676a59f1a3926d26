import { defineStates } from "#app/kit/states.ts";

/** States of a mail to a client. Without an address none is queued. */
export const CLIENT_MAIL = defineStates({
  all: ["waiting", "queued", "sent", "failed", "no_address"],
  acts: {
    queue: { from: ["waiting"], to: "queued" },
    send: { from: ["queued"], to: "sent" },
    fail: { from: ["waiting", "queued"], to: "failed" },
  },
  stored: { "client_mail.state": ["waiting", "queued", "sent", "failed", "no_address"] },
});

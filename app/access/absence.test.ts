import { describe, expect, it } from "vitest";
import { ShareExhausted } from "#db/share.ts";
import { asAbsence } from "./absence.ts";

const withCode = (code: string, message = "x") => Object.assign(new Error(message), { code });

describe("an unavailable database or a full disk", () => {
  it.each([
    withCode("ECONNREFUSED"),
    withCode("ECONNRESET", "read ECONNRESET"),
    withCode("57P01", "terminating connection due to administrator command"),
    withCode("57P03", "the database system is starting up"),
    withCode("53100", "could not extend file: No space left on device"),
    withCode("53300", "sorry, too many clients already"),
    withCode("08006"),
    withCode("ENOSPC", "write"),
    withCode("57014", "canceling statement due to statement timeout"),
    new ShareExhausted(),
    new Error("Connection terminated unexpectedly"),
    new Error("timeout exceeded when trying to connect"),
    new Error("Client has encountered a connection error and is not queryable"),
    new Error("no session", { cause: withCode("ECONNREFUSED") }),
  ])("%s", (error) =>
    expect(asAbsence(error)).toMatchObject({ code: "unavailable", details: { retryAfterSeconds: 5 } }),
  );

  it.each([
    withCode("23505", "duplicate key"),
    withCode("42501", "permission denied"),
    withCode("EACCES"),
    new Error("a connection of another kind"),
    new Error("x", { cause: "ECONNREFUSED" }),
    "ECONNREFUSED",
    null,
  ])("is not %s", (error) => expect(asAbsence(error)).toBeNull());
});

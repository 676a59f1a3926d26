import { z } from "zod";
import { isPlainText } from "#app/encoding/text/plain-text.ts";
import { declareSetting } from "#app/setting/setting.ts";

const text = (most: number) =>
  z.string().trim().max(most, "too_long").refine(isPlainText, "text_forbidden").default("");

const ProfileForm = z
  .object({
    listed: z.enum(["yes", "no"], "choice_missing"),
    accreditationBody: text(300),
    accreditationNumber: text(100),
    accreditationScope: text(1000),
    expiresOn: z.iso.date("day").or(z.literal("")).default(""),
    registerUrl: text(500).refine(
      (value) => value === "" || (/^https:\/\/[^\s/]\S*$/.test(value) && URL.canParse(value)),
      "https",
    ),
  })
  .check(({ value, issues }) => {
    const parts = ["accreditationBody", "accreditationNumber", "accreditationScope", "registerUrl"] as const;
    if (parts.every((name) => value[name] === "") && value.expiresOn === "") return;
    for (const name of parts)
      if (value[name] === "")
        issues.push({ code: "custom", input: value, path: [name], message: "accreditation_part" });
  });

/** What a verification body states about its accreditation, and whether it is listed publicly. */
export const VerifierProfileSetting = declareSetting({
  table: "verifier_profile",
  key: [],
  right: "workspace.kind",
  schema: ProfileForm,
  subject: "verifier_profile",
  action: "verifier_profile.stated",
});

/** An accreditation as its holder states it. Empty without one. */
export interface Accreditation {
  body: string;
  number: string;
  scope: string;
  /** Null if it does not expire, or no accreditation is stated. */
  expiresOn: string | null;
  registerUrl: string;
}

export interface VerifierProfile {
  isListed: boolean;
  accreditation: Accreditation;
}

export const NO_PROFILE: VerifierProfile = {
  isListed: false,
  accreditation: { body: "", number: "", scope: "", expiresOn: null, registerUrl: "" },
};

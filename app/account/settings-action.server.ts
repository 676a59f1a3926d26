import { data, redirect } from "@remix-run/node";
import { create as createQr } from "qrcode";
import { z } from "zod";
import {
  beginSecondFactor,
  changePassword,
  changeProfile,
  confirmSecondFactor,
  endOtherSessions,
  endSession,
  pendingBackupCodes,
  renewBackupCodes,
  stopSecondFactor,
} from "#app/access/account-security.server.ts";
import { underCeiling } from "#app/access/attempt-ceiling.server.ts";
import type { Auth } from "#app/access/auth.server.ts";
import {
  accountHeaders,
  auth,
  limitStep,
  localeCookie,
  redirectWithCookies,
  requireUser,
  type SignedInUser,
} from "#app/access/session.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { mailer } from "#app/mail/mailer.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import { env } from "#app/settings/env.server.ts";
import { CodeField, LocaleField, NameField, NewPasswordField, PasswordField } from "./account-forms.ts";
import { type FormAnswer, refuseForm, refuseForNow } from "./form-answer.server.ts";

const TotpUri = z
  .string()
  .max(500)
  .regex(/^otpauth:\/\/totp\/[^\s"<>]+$/);

const SettingsForm = z.discriminatedUnion(
  "intent",
  [
    z.object({ intent: z.literal("profile"), name: NameField, locale: LocaleField }),
    z.object({ intent: z.literal("password"), currentPassword: PasswordField, newPassword: NewPasswordField }),
    z.object({ intent: z.literal("begin-second-factor"), beginPassword: PasswordField }),
    z.object({ intent: z.literal("confirm-second-factor"), code: CodeField, uri: TotpUri }),
    z.object({ intent: z.literal("renew-backup-codes"), renewPassword: PasswordField }),
    z.object({ intent: z.literal("stop-second-factor"), stopPassword: PasswordField }),
    z.object({ intent: z.literal("end-session"), sessionId: z.string().max(100) }),
    z.object({ intent: z.literal("end-others") }),
  ],
  { error: "form" },
);

type Settings = z.output<typeof SettingsForm>;

/** A key for the authenticator app: to type, and as the dark modules of a QR code in an SVG path. */
export interface TotpKey {
  uri: string;
  secret: string;
  qrSize: number;
  qrPath: string;
}

/** What the page gets back when it must show more than that the change was made. */
export interface SettingsAnswer extends FormAnswer {
  intent: Settings["intent"] | "";
  totp?: TotpKey;
  backupCodes?: string[];
}

interface Step {
  auth: Auth;
  user: SignedInUser;
  headers: Headers;
  enrolled: string;
}

/**
 * Makes one change of the person's own account.
 *
 * @param enrolled where a second factor that is on now leads to
 */
export async function changeSettings(request: Request, clientAddress: string, enrolled = "/account?done=turnedOn") {
  const user = await requireUser(request);
  const form = await parseForm(request, SettingsForm);
  if (!form.ok) {
    const intent = (form.typed.intent ?? "") as SettingsAnswer["intent"];
    const uri = TotpUri.safeParse(form.typed.uri);
    const shown = intent === "confirm-second-factor" && uri.success ? await pending(user, uri.data) : {};
    return within(intent, refuseForm(form.errors, { name: form.typed.name ?? user.name }), shown);
  }
  const step = { auth: await auth(), user, headers: accountHeaders(request, clientAddress), enrolled };
  if (takesSecret(form.value)) {
    const waitSeconds = await limitStep("second-factor", clientAddress, user.userId);
    if (waitSeconds) return within(form.value.intent, refuseForNow(waitSeconds));
  }
  return apply(step, form.value);
}

function takesSecret({ intent }: Settings): boolean {
  return intent !== "profile" && intent !== "end-session" && intent !== "end-others";
}

async function apply(step: Step, form: Settings) {
  const { auth, user, headers } = step;
  const guessed = { step: "password", email: user.email } as const;
  switch (form.intent) {
    case "profile":
      await changeProfile(auth, user.userId, { name: form.name, locale: form.locale });
      return redirectWithCookies("/account?done=saved", [localeCookie(form.locale)]);
    case "password":
      return applyPassword(step, form);
    case "end-session":
      await endSession(auth, user.userId, form.sessionId);
      return redirect("/account?done=sessionEnded");
    case "end-others":
      await endOtherSessions(auth, user.userId, user.sessionId);
      return redirect("/account?done=othersEnded");
    case "begin-second-factor": {
      const result = await underCeiling(guessed, () => beginSecondFactor(auth, headers, form.beginPassword));
      if (!result.ok) return within(form.intent, refuseForm({ beginPassword: result.fault }));
      const { totpUri, backupCodes } = result.value;
      return show(form.intent, { totp: totpKeyOf(totpUri), backupCodes }, result.cookies);
    }
    case "confirm-second-factor": {
      const result = await confirmSecondFactor(auth, headers, user.userId, form.code);
      if (!result.ok) return within(form.intent, refuseForm({ code: result.fault }), await pending(user, form.uri));
      log.info("second_factor_on", { userId: user.userId });
      // The session has a new token: only a new request can be answered with a page.
      return redirectWithCookies(step.enrolled, result.cookies);
    }
    case "renew-backup-codes": {
      const result = await underCeiling(guessed, () => renewBackupCodes(auth, headers, form.renewPassword));
      if (!result.ok) return within(form.intent, refuseForm({ renewPassword: result.fault }));
      return show(form.intent, result.value, result.cookies);
    }
    case "stop-second-factor": {
      const result = await underCeiling(guessed, () =>
        stopSecondFactor(auth, headers, holderOf(user), form.stopPassword),
      );
      if (!result.ok) return within(form.intent, refuseForm({ stopPassword: result.fault }));
      log.info("second_factor_off", { userId: user.userId });
      return redirectWithCookies("/account?done=turnedOff", result.cookies);
    }
  }
}

async function applyPassword(
  { auth, user, headers }: Step,
  form: { intent: "password"; currentPassword: string; newPassword: string },
) {
  const { currentPassword, newPassword } = form;
  const result = await underCeiling({ step: "password", email: user.email }, () =>
    changePassword(auth, headers, holderOf(user), { currentPassword, newPassword }),
  );
  if (!result.ok) {
    const field =
      result.fault === "password_wrong" || result.fault === "account_paused" ? "currentPassword" : "newPassword";
    return within(form.intent, refuseForm({ [field]: result.fault }));
  }
  log.info("password_changed", { userId: user.userId });
  return redirectWithCookies("/account?done=passwordChanged", result.cookies);
}

function holderOf(user: SignedInUser) {
  return { ...user, sendMail: mailer().send, publicUrl: env().publicUrl };
}

type Shown = Pick<SettingsAnswer, "totp" | "backupCodes">;

/** The key and the codes again, for as long as the second factor waits for its first code. */
async function pending(user: SignedInUser, uri: string): Promise<Shown> {
  const backupCodes = await pendingBackupCodes(await auth(), user);
  return backupCodes.length > 0 ? { totp: totpKeyOf(uri), backupCodes } : {};
}

function show(intent: Settings["intent"], shown: Shown, cookies: string[]) {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return data<SettingsAnswer>({ intent, errors: {}, typed: {}, waitSeconds: 0, ...shown }, { headers });
}

/** Marks a refusal with the form of the page that it belongs to. */
function within(intent: SettingsAnswer["intent"], refusal: ReturnType<typeof refuseForm>, shown: Shown = {}) {
  return data<SettingsAnswer>({ intent, ...refusal.data, ...shown }, refusal.init ?? undefined);
}

function totpKeyOf(uri: string): TotpKey {
  const { size, data: modules } = createQr(uri, { errorCorrectionLevel: "M" }).modules;
  let qrPath = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (modules[y * size + x]) qrPath += `M${x} ${y}h1v1h-1z`;
  }
  return { uri, secret: new URL(uri).searchParams.get("secret") ?? "", qrSize: size, qrPath };
}

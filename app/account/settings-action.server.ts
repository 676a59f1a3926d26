import { data } from "@remix-run/node";
import { create as createQr } from "qrcode";
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
import { type SecondFactorSetUp, setUpNow } from "#app/access/second-factor-set-up.server.ts";
import {
  accountHeaders,
  auth,
  limitStep,
  localeCookie,
  redirectWithCookies,
  type SignedInUser,
} from "#app/access/session.server.ts";
import {
  type Asked,
  type AskedFor,
  type RefusedForm,
  refuse,
  refuseForNow,
  type Verbs,
} from "#app/action/action.server.ts";
import { env } from "#app/environment/env.server.ts";
import { log } from "#app/observe/log/log.server.ts";
import type { SystemTx } from "#db/doors.ts";
import { CodeField } from "./account-forms.ts";
import type { SettingsActions } from "./settings-action.ts";

/** A key for the authenticator app: as text, and as a QR code in an SVG path. */
export interface TotpKey {
  uri: string;
  secret: string;
  qrSize: number;
  qrPath: string;
}

/** Result of a change that the page needs to show. */
export interface SettingsAnswer extends RefusedForm {
  totp?: TotpKey;
  backupCodes?: string[];
}

type PersonAsked = Asked<SignedInUser, unknown>;
type AskedOf<I extends keyof typeof SettingsActions> = AskedFor<SignedInUser, typeof SettingsActions, I>;

/**
 * Each action makes one change to the person's own account.
 *
 * @param enrolled where to go after the second factor was turned on
 */
export function settingsVerbs(enrolled: (request: Request) => string) {
  return {
    profile: {
      outside: async ({ actor, value: { name, locale, timeZone } }) => {
        await changeProfile(await auth(), actor.userId, { name, locale, timeZone });
        return redirectWithCookies("/account?done=saved", [localeCookie(locale)]);
      },
    },
    password: { outside: (asked) => guessing(asked, () => applyPassword(asked)) },
    "begin-second-factor": { outside: (asked) => guessing(asked, () => begin(asked)) },
    "confirm-second-factor": { outside: (asked) => guessing(asked, () => confirm(asked, enrolled(asked.request))) },
    "renew-backup-codes": { outside: (asked) => guessing(asked, () => renew(asked)) },
    "stop-second-factor": { outside: (asked) => guessing(asked, () => stop(asked)) },
    "end-session": {
      outside: async ({ actor, value }) => {
        await endSession(await auth(), actor.userId, value.sessionId);
        return "/account?done=sessionEnded";
      },
    },
    "end-others": {
      outside: async ({ actor }) => {
        await endOtherSessions(await auth(), actor.userId, actor.sessionId);
        return "/account?done=othersEnded";
      },
    },
  } satisfies Verbs<SignedInUser, typeof SettingsActions, SystemTx>;
}

/** Limits attempts of actions that take a password or a code. */
async function guessing<T>({ actor, clientAddress }: PersonAsked, work: () => Promise<T>) {
  const waitSeconds = await limitStep("second-factor", clientAddress, actor.userId);
  return waitSeconds ? refuseForNow(waitSeconds) : work();
}

const passwordOf = ({ actor }: PersonAsked) => ({ step: "password", email: actor.email }) as const;
const headersOf = ({ request, clientAddress }: PersonAsked) => accountHeaders(request, clientAddress);
const holderOf = ({ actor }: PersonAsked) => ({ ...actor, publicUrl: env().publicUrl });

async function begin(asked: AskedOf<"begin-second-factor">) {
  const library = await auth();
  const { beginPassword } = asked.value;
  if (beginPassword === undefined) {
    const setUp = await setUpNow(library, asked.actor);
    return setUp ? show(shownOf(setUp), []) : refuse({ beginPassword: "password_missing" });
  }
  const work = () => beginSecondFactor(library, headersOf(asked), beginPassword);
  const result = await underCeiling(passwordOf(asked), work);
  if (!result.ok) return refuse({ beginPassword: result.fault });
  return show(shownOf(result.value), result.cookies);
}

async function confirm(asked: AskedOf<"confirm-second-factor">, to: string) {
  const { actor, typed, value } = asked;
  const code = CodeField.safeParse(value.code);
  const library = await auth();
  const result = code.success
    ? await confirmSecondFactor(library, headersOf(asked), actor.userId, code.data)
    : ({ ok: false, fault: "code" } as const);
  if (!result.ok) {
    // Shows the key and the codes again until the first code is entered.
    const backupCodes = await pendingBackupCodes(library, actor);
    const shown = backupCodes.length > 0 ? { totp: totpKeyOf(value.uri), backupCodes } : {};
    const answer: SettingsAnswer = { errors: { code: result.fault }, typed, waitSeconds: 0, ...shown };
    return data(answer, { status: 422 });
  }
  log.info("second_factor_on", { userId: actor.userId });
  // The session has a new token, so the page needs a new request.
  return redirectWithCookies(to, result.cookies);
}

async function renew(asked: AskedOf<"renew-backup-codes">) {
  const library = await auth();
  const { renewPassword } = asked.value;
  const result = await underCeiling(passwordOf(asked), () =>
    renewBackupCodes(library, headersOf(asked), renewPassword),
  );
  return result.ok ? show(result.value, result.cookies) : refuse({ renewPassword: result.fault });
}

async function stop(asked: AskedOf<"stop-second-factor">) {
  const library = await auth();
  const { stopPassword } = asked.value;
  const work = () => stopSecondFactor(library, headersOf(asked), holderOf(asked), stopPassword);
  const result = await underCeiling(passwordOf(asked), work);
  if (!result.ok) return refuse({ stopPassword: result.fault });
  log.info("second_factor_off", { userId: asked.actor.userId });
  return redirectWithCookies("/account?done=turnedOff", result.cookies);
}

async function applyPassword(asked: AskedOf<"password">) {
  const library = await auth();
  const { currentPassword, newPassword } = asked.value;
  const result = await underCeiling(passwordOf(asked), () =>
    changePassword(library, headersOf(asked), holderOf(asked), { currentPassword, newPassword }),
  );
  if (!result.ok) {
    const isOfCurrent = result.fault === "password_wrong" || result.fault === "account_paused";
    return refuse({ [isOfCurrent ? "currentPassword" : "newPassword"]: result.fault });
  }
  log.info("password_changed", { userId: asked.actor.userId });
  return redirectWithCookies("/account?done=passwordChanged", result.cookies);
}

function show(shown: Pick<SettingsAnswer, "totp" | "backupCodes">, cookies: string[]) {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return data<SettingsAnswer>({ errors: {}, typed: {}, waitSeconds: 0, ...shown }, { headers });
}

/** A setup as its page shows it. */
export function shownOf({ totpUri, backupCodes }: SecondFactorSetUp) {
  return { totp: totpKeyOf(totpUri), backupCodes };
}

function totpKeyOf(uri: string): TotpKey {
  const { size, data: modules } = createQr(uri, { errorCorrectionLevel: "M" }).modules;
  let qrPath = "";
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (modules[y * size + x]) qrPath += `M${x} ${y}h1v1h-1z`;
  }
  return { uri, secret: new URL(uri).searchParams.get("secret") ?? "", qrSize: size, qrPath };
}

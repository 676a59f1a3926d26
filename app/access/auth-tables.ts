const STAMPS = { createdAt: "created_at", updatedAt: "updated_at" };

/** Maps the names of the accounts library to our tables and columns. */
export const AUTH_TABLES = {
  user: { modelName: "user_account", fields: { emailVerified: "email_verified", ...STAMPS } },
  session: {
    modelName: "session",
    fields: {
      userId: "user_id",
      expiresAt: "expires_at",
      ipAddress: "ip_address",
      userAgent: "user_agent",
      ...STAMPS,
    },
  },
  account: {
    modelName: "credential",
    fields: {
      userId: "user_id",
      accountId: "account_id",
      providerId: "provider_id",
      accessToken: "access_token",
      refreshToken: "refresh_token",
      idToken: "id_token",
      accessTokenExpiresAt: "access_token_expires_at",
      refreshTokenExpiresAt: "refresh_token_expires_at",
      ...STAMPS,
    },
  },
  verification: { modelName: "verification", fields: { expiresAt: "expires_at", ...STAMPS } },
  secondFactor: {
    user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
    twoFactor: {
      modelName: "two_factor",
      fields: {
        userId: "user_id",
        backupCodes: "backup_codes",
        failedVerificationCount: "failed_verification_count",
        lockedUntil: "locked_until",
      },
    },
  },
};
